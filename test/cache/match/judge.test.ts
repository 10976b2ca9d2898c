import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/proxy/cache/match/judge.js';
import { corpus } from './corpus.js';

const pairs = corpus('dev');
const text = fc.constantFrom(...pairs.flatMap(({ a, b }) => [a, b]));

describe('the judge', () => {
  test.each([
    ['how do I remove whitespace from a string in java', 'how do I remove whitespace in a string in java'],
    ['what command do I use to list all users in postgres', 'how do I list all users in postgres'],
    ['how does the useEffect hook work in react', 'how does useEffect work in react'],
    ['sort by age in descending order with pandas', 'with pandas, sort in descending order by age'],
  ])('takes %j and %j for the same', (a, b) => expect(judge(a, b)).toMatchObject({ same: true }));

  test.each([
    ['undo the last 2 commits in git', 'undo the last 3 commits in git', 'number'],
    ['reverse a list in python', 'reverse a list in ruby', 'name'],
    ['what does && do in bash', 'what does || do in bash', 'symbol'],
    ['list files tracked by git', 'list files not tracked by git', 'negation'],
    ['what is a mutex', 'why is a mutex needed', 'question'],
    ['the fastest way to sort in go', 'the simplest way to sort in go', 'wish'],
    ['copy a file over ssh', 'copy a file without ssh', 'negation'],
    ['run a job after a deploy', 'run a job before a deploy', 'direction'],
    ['exit if a command fails', 'exit unless a command fails', 'condition'],
    ['delete a branch in git', 'delete all branches in git', 'quantifier'],
    ['convert hex to decimal', 'convert decimal to hex', 'order'],
    ['search for a function in vim', 'search in a function in vim', 'unmatched-word'],
    ['how do I use a hash function', 'how do I use a hash', 'unmatched-word'],
    ['what is a queue', 'what is a stack', 'unmatched-word'],
    ['', 'what is a stack', 'unreadable'],
  ])('refuses %j and %j for %s', (a, b, reason) => expect(judge(a, b)).toEqual({ same: false, reason }));

  test('says the same whichever text comes first', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(judge(b, a)).toEqual(judge(a, b));
      }),
    );
    for (const { a, b } of pairs) expect(judge(b, a)).toEqual(judge(a, b));
  });

  test('takes every text for itself', () => {
    fc.assert(
      fc.property(text, a => {
        expect(judge(a, a)).toEqual({ same: true, reason: 'gate' });
      }),
    );
  });

  test('judges any two texts without failing', () => {
    const any = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(typeof judge(a, b).same).toBe('boolean');
      }),
    );
  });
});
