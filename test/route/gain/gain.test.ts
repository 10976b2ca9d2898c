import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedGain, readSignals, scoreOf, type SignalName } from '../../../src/proxy/route/gain/gain.js';
import { ownWords } from '../../../src/proxy/route/gain/own-words.js';
import { wordsInView } from '../../../src/proxy/route/gain/words-in-view.js';
import { easy, hard, middling } from '../texts.js';

const gain = (text: string, turns: number) => scoreOf(expectedGain(readSignals(text, turns)));
const user = (text: string) => ({ role: 'user', text, calledTools: false, toolResult: false, media: false }) as const;

describe('the score', () => {
  test.each([
    ['cheap', easy],
    ['cheap', 'ok'],
    ['cheap', 'Which flag makes grep print line numbers?'],
    ['cheap', 'How do I undo the last commit?'],
    ['cheap', 'Wie lösche ich einen Branch?'],
    ['cheap', 'リストを逆順にするには？'],
    ['cheap', 'ما هو المؤشر؟'],
    ['standard', middling],
    [
      'standard',
      'Explain the difference between optimistic and pessimistic locking and show when each of them is the better choice for a web shop.',
    ],
    [
      'standard',
      'Напиши функцию, которая читает журнал сервера и считает число ошибок по часам, и объясни, как её проверить на больших файлах.',
    ],
    ['strong', hard],
    ['strong', Array.from({ length: 12 }, (_, n) => `${n + 1}. ${middling}`).join('\n')],
  ])('is %s for "%s"', (tier, text) => {
    const score = gain(text, 0);
    expect(score < 0.35 ? 'cheap' : score < 0.65 ? 'standard' : 'strong').toBe(tier);
  });

  test('is a share for any text, and every signal too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(1_000), (text, turns) => {
        for (const value of [gain(text, turns), ...Object.values(readSignals(text, turns))]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('grows a little with a conversation', () => {
    const [first, later] = [gain(middling, 0), gain(middling, 10)];
    expect(later).toBeGreaterThan(first);
    expect(later - first).toBeLessThan(0.1);
  });

  test('does not read words: the same shape in other letters has the same score', () => {
    const turned = hard.replace(/[a-z]/gi, letter => {
      const first = letter < 'a' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
    });
    expect(gain(turned, 0)).toBeCloseTo(gain(hard, 0), 2);
  });

  test('sees the end of a text that is too long to be read whole', () => {
    const filler = 'word '.repeat(20_000);
    expect(readSignals(`${filler}\n- one\n- two`, 0).parts).toBeGreaterThan(readSignals(filler, 0).parts);
  });
});

test.each<[SignalName, string, string]>([
  ['length', 'short', 'a longer text than the other one'],
  ['length', 'abc', '排序列'],
  ['mentionsAgain', 'the orders of a customer', 'the orders of a customer whose order failed'],
  ['mentionsAgain', 'it is it is it is', 'again and again'],
  ['mentionsAgain', '列表排序', '列表排序, 列表反转'],
  ['parts', 'one, two', '- one\n- two'],
  ['parts', 'What is it?', 'What is it? Who made it?'],
  ['parts', 'a. b', '1. a\n2. b'],
  ['code', 'x = 1', '```\nx = 1\n```'],
])('%s is higher for the second: %j, %j', (name, lower, higher) => {
  expect(readSignals(higher, 0)[name]).toBeGreaterThan(readSignals(lower, 0)[name]);
});

test.each([
  ['in capitals', 'ORDERS and order'],
  ['with letters that changed places', 'odrers and order'],
  ['with a letter that comes twice', 'orrders and order'],
])('a thing is spoken of again %s', (_, text) => {
  expect(readSignals(text, 0).mentionsAgain).toBe(readSignals('orders and order', 0).mentionsAgain);
});

describe('what is in view', () => {
  test('are the newest words with those of two turns before them', () => {
    expect(wordsInView(['one', 'two', 'three', 'and what is to be done about four?'].map(user))).toEqual({
      text: 'two\nthree\nand what is to be done about four?',
      earlierTurns: 3,
      bare: false,
    });
  });

  test.each(['yes', 'go on', 'do that please', '好的，继续', 'да, давай'])('is nothing new in %j', text => {
    expect(wordsInView([user(hard), user(text)]).bare).toBe(true);
    expect(wordsInView([user(text)]).bare).toBe(false);
  });
});

describe('the words that are weighed', () => {
  test.each([
    ['plain', 'plain'],
    ['<system-reminder>\nlong\n</system-reminder>\nwords', 'words'],
    ['words\n<environment_context><cwd>/a</cwd></environment_context>', 'words'],
    ['  <env>\nos\n</env>', ''],
    ['<my-block a="b">x</my-block>\nwords', 'words'],
    ['<div>hello</div>', '<div>hello</div>'],
    ['<system-reminder>\nopen', '<system-reminder>\nopen'],
    ['what is <my-tag>x</my-tag>?', 'what is <my-tag>x</my-tag>?'],
  ])('of %j are %j', (message, words) => {
    expect(ownWords(message)).toBe(words);
  });

  test('are found in time that grows with the length', () => {
    // Quadratic work on these would run into the time limit of the test.
    expect(ownWords(`${'<a-b>\n'.repeat(50_000)}</c-d>`)).toContain('</c-d>');
    expect(ownWords('<a-b>x</a-b>\n'.repeat(50_000))).toBe('');
  });
});
