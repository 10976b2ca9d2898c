import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtOf } from '../../../src/proxy/route/answer/doubt.js';
import { formOf } from '../../../src/proxy/route/answer/form.js';
import { anyKind, kindOf, traceOf } from '../../../src/proxy/route/answer/kind.js';
import { look, lookNames, type LookName } from '../../../src/proxy/route/answer/look.js';
import { readSums, workOut } from '../../../src/proxy/route/answer/sums.js';

describe('sums in an answer', () => {
  test.each([
    ['3 * 60 = 180', 1, 0],
    ['3 x $60 = $180.', 1, 0],
    ['1,200 - 200 = 1,000 a year', 1, 0],
    ['2/5 * 1200 = <<2/5*1200=480>>480', 1, 0],
    ['20% * 50 = 10', 1, 0],
    ['(8 + 10) / 4 = 4.5', 1, 0],
    ['100 / 3 = 33.33', 1, 0],
    ['25 - 7 = 19', 0, 1],
    ['40 - 50 = -10', 1, 0],
    ['2 + 3 * 4 = 2 + 12 = 14', 1, 0],
    ['x = 5 and y = 7', 0, 0],
    ['version 1.2 = current', 0, 0],
    ['1 / 0 = 0', 0, 0],
  ])('%j: %i right, %i wrong', (text, right, wrong) => {
    expect(readSums(text)).toEqual({ right, wrong });
  });

  test('are worked out by the rules of arithmetic', () => {
    expect(workOut('2 + 3 * 4 - 6 / 2')).toBe(11);
    expect(workOut('(2 + 3) × 4')).toBe(20);
    expect(workOut('(2 + 3')).toBeUndefined();
    expect(workOut('2 +')).toBeUndefined();
  });

  test('are found in time that grows with the length', () => {
    // Work that grows faster than the text would run into the time limit of the test.
    expect(readSums('1+'.repeat(200_000))).toEqual({ right: 0, wrong: 0 });
    expect(readSums('(1 '.repeat(100_000))).toEqual({ right: 0, wrong: 0 });
  });
});

describe('the kind of answers', () => {
  const marked = (count: number) =>
    Array.from({ length: count }, (_, at) => traceOf(`${at} + 1 = ${at + 1}\n#### ${at + 1}`));
  const other = (count: number, text: string) => Array.from({ length: count }, () => traceOf(text));

  test('is known when nearly all end in the same marked way, and whether they work things out', () => {
    const known = { form: formOf('#### 7'), works: true };
    expect(kindOf(marked(20))).toEqual(known);
    expect(kindOf([...marked(20), ...other(5, 'No idea.')])).toEqual(known);
    expect(kindOf(other(20, '#### 7'))).toEqual({ ...known, works: false });
  });

  test('is not known when answers are few, differ, or end as prose does', () => {
    expect(kindOf(marked(19))).toEqual(anyKind);
    expect(kindOf([...marked(20), ...other(10, 'No idea.')])).toEqual(anyKind);
    expect(kindOf(other(40, 'That is all.'))).toEqual(anyKind);
    expect(kindOf(other(40, ''))).toEqual(anyKind);
  });
});

const long = 'The order is paid once the bank has told us so, and not before that moment has come';

test.each<[LookName, string, string, string]>([
  ['otherForm', 'How many?', 'So 5.\n#### 5', 'So 5.'],
  ['cut', 'When?', `${long}.`, `${long} and`],
  ['cut', 'When?', `${long}.`, `${long}: 36,00`],
  ['roughResult', 'I have 3 apples and buy 4.', 'That makes 7.', 'That makes 6.5.'],
  ['loneResult', '2 and 3?', '2 + 3 = 5, so 5', '2 then 3 then 4, so 9'],
  ['wrongSum', '2 and 3?', '2 + 3 = 5', '2 + 3 = 6'],
  ['noWorking', '2 and 3?', '2 + 3 = 5', 'It is 5.'],
  ['unusedNumbers', '2, 3 and 7?', '2 + 3 + 7 = 12', '2 + 3 = 5'],
  ['repetition', 'Why?', long, 'I think that it is so because it is. '.repeat(20)],
])('%s holds for the second answer to %j, and not for the first', (name, question, fine, doubtful) => {
  const kind = { form: name === 'otherForm' ? formOf('#### 1') : undefined, works: true };
  expect(look(question, fine, kind)[name]).toBeLessThan(0.05);
  expect(look(question, doubtful, kind)[name]).toBeGreaterThan(0.3);
});

test('every reading of any answer is a share, and none of them lowers the doubt', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('3 + 4 = 8', '#### 5', long));
  fc.assert(
    fc.property(text, text, fc.double({ min: -1, max: 1, noNaN: true }), (question, answer, gain) => {
      const seen = look(question, answer, { form: '#### number', works: true });
      const none = Object.fromEntries(lookNames.map(name => [name, 0])) as unknown as typeof seen;
      for (const name of lookNames) {
        expect(seen[name]).toBeGreaterThanOrEqual(0);
        expect(seen[name]).toBeLessThanOrEqual(1);
        expect(doubtOf({ ...none, [name]: seen[name] }, gain)).toBeGreaterThanOrEqual(doubtOf(none, gain));
      }
      expect(doubtOf(seen, 1)).toBeGreaterThanOrEqual(doubtOf(seen, -1));
    }),
  );
});
