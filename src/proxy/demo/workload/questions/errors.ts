import type { Question } from '../types.js';

export const errorQuestions: readonly Question[] = [
  {
    topic: 'err-eaddrinuse',
    text: 'What does the error EADDRINUSE mean in Node.js?',
    again: 1,
    reworded: ['what does the error EADDRINUSE mean in Node.js?'],
    near: { 'err-econnrefused': 'What does the error ECONNREFUSED mean in Node.js?' },
  },
  {
    topic: 'err-ts2322',
    text: 'What does TypeScript error TS2322 mean?',
    reworded: ['what does the TypeScript error TS2322 mean?'],
    again: 1,
    near: { 'err-ts2345': 'What does TypeScript error TS2345 mean?' },
  },
  {
    topic: 'err-rust-borrow',
    text: 'What does the Rust compiler error E0502 mean?',
    again: 1,
    near: { 'err-rust-moved': 'What does the Rust compiler error E0382 mean?' },
  },
  {
    topic: 'http-401-403',
    text: 'What is the difference between HTTP 401 and 403?',
    again: 2,
    reworded: ['Please explain: what is the difference between HTTP 401 and 403?'],
    near: { 'http-301-302': 'What is the difference between HTTP 301 and 302?' },
  },
  { topic: 'err-cors-preflight', text: 'Why does the browser send an OPTIONS request before my POST?', again: 1 },
  {
    topic: 'gha-cache-npm',
    text: 'How do I cache npm packages in GitHub Actions?',
    again: 1,
    reworded: ['In GitHub Actions, how do I cache npm packages?'],
    near: { 'gha-cache-pip': 'How do I cache pip packages in GitHub Actions?' },
  },
  {
    topic: 'gha-run-on-pr',
    text: 'How do I run a GitHub Actions job only on pull requests?',
    again: 1,
    reworded: ['how can I run a GitHub Actions job only on pull requests'],
    near: { 'gha-not-on-pr': 'How do I run a GitHub Actions job except on pull requests?' },
  },
  { topic: 'gha-matrix-fail', text: 'How do I keep the other matrix jobs running when one of them fails?', again: 1 },
  {
    topic: 'npm-ci-install',
    text: 'What is the difference between npm ci and npm install?',
    again: 2,
    reworded: ["What's the difference between npm ci and npm install?", 'npm ci vs npm install'],
  },
  { topic: 'err-heap', text: 'How do I raise the heap limit when Node.js runs out of memory during a build?' },
  {
    topic: 'flaky-design',
    text:
      'Our test suite has 6,400 tests and about 1 % of the runs fail for no reason anyone can name. Retrying hides it, ' +
      'and people have stopped reading red builds. I have two weeks and one colleague. What would you measure first to ' +
      'separate shared state, time, ordering and real races? How would you quarantine without losing coverage, who owns ' +
      'a quarantined test, and after how many days does it get deleted? Please think about incentives too: what makes ' +
      'a team fix these instead of adding another retry? Give me a plan by day, the numbers on the wall, and the point ' +
      'at which you would stop.',
  },
];
