import { expect, it } from 'vitest';
import { isReask, saysNo } from '../../../src/proxy/cache/evidence/refinement.js';

it.each([
  'No, I meant a linked list',
  'nope',
  "That's not what I asked.",
  'That’s wrong',
  'Nein, das meinte ich nicht',
  'Falsch. Es geht um Go.',
  'Non, je parle de Go',
  'No, me refería a Go',
  'Não, em Go',
  'No: intendevo in Go',
  'Nee, in Go',
  'Nej, jag menade Go',
  'Nei, i Go',
  'Ei, Go-kielellä',
  'Nie, w Go',
  'Ne, v Go',
  'Nem, Go-ban',
  'Nu, în Go',
  'Hayır, Go dilinde',
  'Όχι, σε Go',
  'Нет, на Go',
  'Ні, на Go',
  'لا، في Go'.replace('،', ','),
  'לא, ב-Go',
  'नहीं, Go में',
  'Tidak, dalam Go',
  'Không, trong Go',
  '不对，我问的是 Go',
  'いいえ、Goで',
  '違います。Goです',
  '아니요, Go로',
  '👎',
  '❌ try again',
  '???',
  '！？',
])('a no: %s', turn => {
  expect(saysNo(turn)).toBe(true);
});

it.each([
  'No problem, thanks!',
  'No worries.',
  'No need to explain, just the code',
  'Nein danke, das reicht',
  'Non merci',
  'Nee, bedankt',
  'Нет, спасибо',
  '不用了，谢谢',
  'Yes, and in Rust?',
  'Ok, how do I sort it then?',
  'Ja, genau. Und in Go?',
  'Notice that it is slow. Why?',
  'Normalise it as well',
  'Nested lists too?',
  'None of the imports are found',
  'Nu vreau altceva, și în Rust?',
  'Nie mehr als zehn Zeilen bitte',
  'ne devrait-on pas trier ?',
  'How?',
  'What about Rust',
  '不错，再写一个',
  `No ${'x'.repeat(300)}`,
])('none: %s', turn => {
  expect(saysNo(turn)).toBe(false);
});

it.each([
  [true, 'how do I reverse a list in Go', 'how do I reverse a list in Go without a loop'],
  [true, 'how do I reverse a list in Go?', 'reverse a list in Go'],
  [false, 'how do I reverse a list in Go', 'how do I reverse a list in Rust'],
  [false, 'how do I reverse a list in Go', 'and how do I sort it?'],
  [true, '如何在 Go 中反转切片', '如何在 Go 中反转切片，不用循环'],
  [false, '如何在 Go 中反转切片', '如何在 Rust 中反转切片'],
  [true, 'Wie kehre ich eine Liste in Go um?', 'Wie kehre ich eine Liste in Go um, ohne Schleife?'],
])('asked again %s: %s / %s', (again, asked, next) => {
  expect(isReask(asked, next)).toBe(again);
});
