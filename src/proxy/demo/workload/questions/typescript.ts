import type { Question } from '../types.js';

export const typescriptQuestions: readonly Question[] = [
  {
    topic: 'ts-interface-type',
    text: 'What is the difference between an interface and a type in TypeScript?',
    again: 2,
    reworded: [
      "In TypeScript, what's the difference between an interface and a type?",
      'what is the difference between an interface and a type in TS',
      'How do interfaces and types differ in TypeScript?',
    ],
  },
  {
    topic: 'ts-unknown-any',
    text: 'When should I use unknown instead of any in TypeScript?',
    again: 1,
    near: { 'ts-never-any': 'When should I use never instead of any in TypeScript?' },
  },
  {
    topic: 'js-array-remove-dupes',
    text: 'How do I remove duplicates from an array in JavaScript?',
    again: 1,
    reworded: ['how can I remove duplicates from an array in JS?', 'How do I make a JavaScript array unique?'],
    near: { 'py-list-remove-dupes': 'How do I remove duplicates from a list in Python?' },
  },
  {
    topic: 'js-sort-asc',
    text: 'How do I sort an array of numbers in ascending order in JavaScript?',
    again: 1,
    reworded: ['In JavaScript, how do I sort an array of numbers in ascending order?'],
    near: { 'js-sort-desc': 'How do I sort an array of numbers in descending order in JavaScript?' },
  },
  {
    topic: 'js-eq-eqeq',
    text: 'What does === check in JavaScript?',
    reworded: ['In JavaScript, what does === check?'],
    again: 1,
    near: { 'js-eqeq': 'What does == check in JavaScript?' },
  },
  {
    topic: 'ts-readonly-array',
    text: 'How do I make an array parameter readonly in TypeScript?',
    reworded: ['Could you please tell me how to make an array parameter readonly in TypeScript?'],
    again: 1,
  },
  { topic: 'ts-satisfies', text: 'What does the satisfies operator do that a type annotation does not?', again: 1 },
  {
    topic: 'node-read-sync',
    text: 'How do I read a file synchronously in Node.js?',
    near: { 'node-read-async': 'How do I read a file asynchronously in Node.js?' },
    again: 1,
  },
  { topic: 'node-abort', text: 'How do I cancel a fetch in Node.js after five seconds?', again: 1 },
  {
    topic: 'react-key',
    text: 'Why does React want a key on list items?',
    reworded: ['why does React want a key on list items'],
  },
  { topic: 'vitest-fake-timers', text: 'How do I test a debounce function with fake timers in vitest?', again: 1 },
  { topic: 'eslint-one-line', text: 'How do I switch off one eslint rule for the next line only?', again: 1 },
  {
    topic: 'ts-dist-design',
    text:
      'We have a TypeScript monorepo with nine packages. Six are published, three are private, and two of the published ' +
      'ones still have CommonJS users we cannot drop this year. Builds take four minutes because every package is ' +
      'compiled from scratch in CI. Compare project references, a bundler per package and shipping only ES modules with ' +
      'a compatibility entry. For each one: what happens to editor navigation, to type checking across packages, to ' +
      'source maps in production, and to the release process? Then propose an order of migration in which every step ' +
      'can be shipped alone and rolled back, and name the two things most likely to go wrong.',
  },
];
