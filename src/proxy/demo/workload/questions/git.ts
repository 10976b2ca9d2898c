import type { Question } from '../types.js';

export const gitQuestions: readonly Question[] = [
  {
    topic: 'git-undo-commit-keep',
    text: 'How do I undo the last commit but keep the changes in git?',
    again: 1,
    reworded: [
      'In git, how can I undo the last commit but keep the changes?',
      'how to undo the last commit but keep the changes in git',
    ],
    near: {
      'git-undo-commit-drop': 'How do I undo the last commit and discard the changes in git?',
      'git-undo-commits-three': 'How do I undo the last 3 commits but keep the changes in git?',
    },
  },
  {
    topic: 'git-rename-branch',
    text: 'How do I rename a local branch in git?',
    again: 1,
    reworded: [
      'Please tell me how to rename a local branch in git.',
      'I want to give my local git branch another name. How?',
    ],
    near: { 'git-rename-remote-branch': 'How do I rename a remote branch in git?' },
  },
  {
    topic: 'git-delete-remote-branch',
    text: 'How do I delete a remote branch in git?',
    again: 1,
    reworded: ['git: how do I delete a remote branch'],
    near: { 'git-delete-local-branch': 'How do I delete a local branch in git?' },
  },
  {
    topic: 'git-stash-one-file',
    text: 'How can I stash only one file in git?',
    reworded: ['In git, how do I stash only one file?'],
    again: 1,
    near: { 'git-stash-untracked': 'How can I stash only untracked files in git?' },
  },
  {
    topic: 'git-squash-before-push',
    text: 'What is the usual way to squash five commits into one before I push?',
    again: 1,
  },
  {
    topic: 'git-merge-vs-rebase',
    text: 'What is the difference between git merge and git rebase?',
    again: 2,
    reworded: ["what's the difference between git merge and git rebase"],
  },
  {
    topic: 'git-find-deleted-file',
    text: 'How do I find the commit that deleted a file in git?',
    again: 1,
    reworded: ['Could you tell me how to find the commit that deleted a file in git?'],
    near: { 'git-find-added-file': 'How do I find the commit that added a file in git?' },
  },
  {
    topic: 'git-diff-staged',
    text: 'What does git diff --staged show?',
    reworded: ['what does git diff --staged show'],
    near: { 'git-diff-stat': 'What does git diff --stat show?' },
    again: 1,
  },
  {
    topic: 'git-bisect',
    text: 'How do I use git bisect with a script that runs the tests?',
    reworded: ['How can I use git bisect with a script that runs the tests?'],
    again: 1,
  },
  { topic: 'git-signed-commits', text: 'How do I sign my commits with an SSH key instead of GPG?' },
];
