import type { Question } from '../types.js';

export const shellQuestions: readonly Question[] = [
  {
    topic: 'find-larger-than',
    text: 'How do I find files larger than 100 MB on Linux?',
    again: 1,
    reworded: ['On Linux, how do I find files larger than 100 MB?', 'List all files over 100 MB on Linux'],
    near: {
      'find-larger-than-10': 'How do I find files larger than 10 MB on Linux?',
      'find-smaller-than': 'How do I find files smaller than 100 MB on Linux?',
    },
  },
  {
    topic: 'grep-recursive-case',
    text: 'What does grep -rn do?',
    again: 1,
    near: { 'grep-upper-r': 'What does grep -Rn do?' },
  },
  {
    topic: 'tar-extract-dir',
    text: 'How do I extract a tar.gz file into a directory?',
    again: 1,
    reworded: [
      'how to extract a tar.gz file into a directory',
      'Hi, how can I extract a tar.gz file into a directory? Thanks!',
      'Command to unpack a tar.gz into a given folder?',
    ],
    near: { 'tar-create': 'How do I create a tar.gz file from a directory?' },
  },
  {
    topic: 'kill-port',
    text: 'How do I find which process listens on port 3000?',
    again: 2,
    reworded: ['How can I find which process listens on port 3000?', 'Which command shows what is using port 3000?'],
    near: { 'kill-port-8080': 'How do I find which process listens on port 8080?' },
  },
  {
    topic: 'rsync-exclude',
    text: 'How do I exclude node_modules when copying a project with rsync?',
    reworded: ['How can I exclude node_modules when copying a project with rsync?'],
    again: 1,
  },
  {
    topic: 'docker-remove-stopped',
    text: 'How do I remove all stopped containers in docker?',
    again: 1,
    reworded: ['docker: how to remove all stopped containers'],
    near: { 'docker-remove-all-images': 'How do I remove all unused images in docker?' },
  },
  {
    topic: 'docker-copy-from',
    text: 'How do I copy a file from a docker container to the host?',
    again: 1,
    reworded: [
      'how can i copy a file from a docker container to the host',
      'How do I get a file out of a docker container onto the host?',
    ],
    near: { 'docker-copy-to': 'How do I copy a file from the host to a docker container?' },
  },
  {
    topic: 'docker-entrypoint-cmd',
    text: 'What is the difference between CMD and ENTRYPOINT in a Dockerfile?',
    again: 2,
    reworded: ['In a Dockerfile, what is the difference between CMD and ENTRYPOINT?'],
    near: { 'docker-copy-add': 'What is the difference between COPY and ADD in a Dockerfile?' },
  },
  {
    topic: 'k8s-restart',
    text: 'How do I restart a deployment in Kubernetes without downtime?',
    again: 1,
    reworded: ['How do I restart a deployment in k8s without downtime?'],
  },
  {
    topic: 'compose-wait',
    text: 'How do I make a compose service wait until the database accepts connections?',
    again: 1,
  },
  { topic: 'systemd-env', text: 'Where do I put environment variables for a systemd user service?' },
  { topic: 'cron-quarter', text: 'Which cron expression runs a job every quarter of an hour on weekdays?', again: 1 },
];
