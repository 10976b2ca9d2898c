import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateKey } from '../../../src/proxy/cache/match/gate-key.js';
import { corpus } from './corpus.js';

const questions = corpus('train')
  .filter(({ hand, category }) => hand === 'tables' && category !== 'politeness')
  .flatMap(({ a, b }) => [a, b]);
const question = fc.constantFrom(...questions);
const framed = questions.filter(text => /^(?:how|what|why|when|where)\b/i.test(text) && /[a-z]/.test(text));
const framedQuestion = fc.constantFrom(...framed);

describe('the gate key of a question', () => {
  test.each([
    ['how do I reverse a list in python', 'In Python, how can I reverse a list?'],
    ['python: reverse a list', 'could you please show me how to reverse a python list'],
    ['what is a mutex', "what's a mutex?"],
    ['what does SOLID stand for', 'What does SOLID stand for ?'],
    ['difference between tcp and udp', 'UDP vs TCP'],
    ['how do I set an env var in bash', 'Bash: set environment variable'],
    ['how do I use git to undo the last commit', 'git undo last commit'],
    ['what does `yield` mean in python', 'what does "yield" mean in python'],
    ['how do I undo my last commit in git', 'how do I undo the last commit in git'],
  ])('is one for %j and %j', (a, b) => {
    expect(gateKey(a)).toBeDefined();
    expect(gateKey(b)).toBe(gateKey(a));
  });

  test.each([
    ['how do I log in python', 'how do I log in to python'],
    ['what is a feature flag', 'what is a feature'],
    ['what is a shell command', 'what is a shell'],
    ['what is the number of threads', 'what is the thread number'],
    ['how do I find the number of a line in vim', 'how do I count lines in vim'],
    ['define a class in python', 'what is a class in python'],
    ['describe table in mysql', 'what is a table in mysql'],
    ['show who is logged on', 'who is logged on'],
    ['create a crate in rust', 'create in rust'],
    ['what is the ?? operator', 'what is the ?. operator'],
    ['what is the operator ??', 'what is the operator ?'],
    ['what is the regex .*?', 'what is the regex .*'],
    ['how do I write a plugin for vim', 'how do I write a plugin in vim'],
    ['make directories a, b and c', 'make directories b and c'],
    ['grep for "a  b"', 'grep for "a b"'],
    ['convert dict to dictionary in c#', 'convert dictionary to dict in c#'],
    ['what does save! do in rails', 'what does save do in rails'],
    ['remove a file from git', 'delete a file from git'],
    ['what are the best books on algorithms', 'what is the best book on algorithms'],
    ['how do I use Map in javascript', 'how do I use map in javascript'],
  ])('is not one for %j and %j', (a, b) => expect(gateKey(a)).not.toBe(gateKey(b)));

  test.each(['', '  \n ', 'hi', 'thanks!', 'please', 'a', 'word '.repeat(200)])('does not exist for %j', text => {
    expect(gateKey(text)).toBeUndefined();
  });

  test('does not see politeness, blanks and a final mark', () => {
    const before = fc.constantFrom(
      '',
      'Hi, ',
      'hello! ',
      'please, ',
      'Could you tell me ',
      'quick question: ',
      'ok so ',
    );
    const after = fc.constantFrom('', '?', '??', '.', ' ?', ' please', ', thanks!', '? Thank you in advance.', ' \n');
    fc.assert(
      fc.property(framedQuestion, before, after, fc.constantFrom(' ', '  ', '\t', '\n'), (text, front, back, blank) => {
        fc.pre(!/[?!.\W]$/.test(text) && !/["'`]/.test(text));
        expect(gateKey(front + text.replaceAll(' ', blank) + back)).toBe(gateKey(text));
      }),
    );
  });

  test('does not see how the first word is written', () => {
    fc.assert(
      fc.property(framedQuestion, text => {
        const first = text.charAt(0);
        const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
        expect(gateKey(other + text.slice(1))).toBe(gateKey(text));
      }),
    );
  });

  test('changes with any word that carries direction, condition, scope or negation', () => {
    const word = fc.constantFrom(
      ...'not only all every without before after unless except from into last first never twice recursively 7 -v'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(question, word, fc.nat(), (text, added, place) => {
        const words = text.split(' ');
        words.splice(1 + (place % words.length), 0, added);
        const key = gateKey(text);
        fc.pre(key !== undefined);
        expect(gateKey(words.join(' '))).not.toBe(key);
      }),
    );
  });

  test('changes with any number, flag, symbol or identifier', () => {
    const digits = fc.integer({ min: 0, max: 99_999 }).map(String);
    const version = fc.tuple(fc.nat(30), fc.nat(30)).map(([major, minor]) => `${major}.${minor}`);
    const flag = fc.stringMatching(/^--?[A-Za-z]{1,6}$/);
    const symbol = fc.stringMatching(/^[=!<>+*/%&|^~#@$-]{1,3}$/);
    const camel = fc.stringMatching(/^[a-z]{2,5}[A-Z][a-z]{2,5}$/);
    const snake = fc.stringMatching(/^[a-z]{2,5}_[a-z]{2,5}$/);
    const frame = fc.constantFrom(
      (x: string) => `how do I use ${x} in python`,
      (x: string) => `What does ${x} mean in bash?`,
      (x: string) => `why is ${x} slow`,
      (x: string) => `explain ${x} in C++`,
    );
    for (const kind of [digits, version, flag, symbol, camel, snake]) {
      fc.assert(
        fc.property(frame, kind, kind, (make, x, y) => {
          fc.pre(x !== y && !isDash(x) && !isDash(y));
          expect(gateKey(make(x))).not.toBe(gateKey(make(y)));
        }),
      );
    }
  });

  test('keeps look-alike letters and full-width forms apart, but not the two ways to write an accent', () => {
    expect(gateKey('what is а closure in python')).not.toBe(gateKey('what is a closure in python'));
    expect(gateKey('what is ｎｏｄｅ in javascript')).not.toBe(gateKey('what is node in javascript'));
    expect(gateKey('how do I print cafe\u0301 in python')).toBe(gateKey('how do I print caf\u00e9 in python'));
  });

  test('is made for any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 700 }), text => void gateKey(text)));
  });
});

/** Between blanks, a lone dash is the sentence's own. */
function isDash(text: string): boolean {
  return text === '-';
}
