import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAnswers, scoreAnswers } from '../../../bench/agreement/score.js';
import { agreementOf } from '../../../src/proxy/cache/evidence/agreement.js';
import { answerText } from '../../../src/proxy/cache/evidence/answer-text.js';
import { openStaticModel } from '../../../src/proxy/cache/static-model.js';
import { starterDir } from '../support/worker.js';

const embed = openStaticModel(starterDir);
const noModel = () => Promise.resolve(undefined);

it('the words of an answer are found in every dialect', () => {
  expect(answerText({ choices: [{ message: { content: 'chat' } }] })).toBe('chat');
  expect(answerText({ choices: [{ text: 'completion' }] })).toBe('completion');
  expect(answerText({ content: [{ type: 'text', text: 'messages' }, { type: 'thinking' }] })).toBe('messages');
  expect(answerText({ output: [{ type: 'reasoning' }, { content: [{ text: 'responses' }] }] })).toBe('responses');
  expect(answerText({ error: 'x' })).toBe('');
});

it.each([
  ['same', 'A  mutex.', 'a mutex'],
  ['unclear', '', ''],
  ['unclear', 'positive', 'negative'],
  ['different', 'Yes, it does.', 'No. It never does.'],
  ['different', 'The limit of a single value is 512 MB there.', 'The limit of a single value is 64 MB there.'],
  ['unclear', 'Run find with -size +100M there.', 'Run find with -size -100M there.'],
  ['unclear', 'Convert the list to a set first.', 'Convert the set to a list first.'],
])('%s: %s / %s', async (agreement, a, b) => {
  expect(await agreementOf('what is it?', a, b, noModel)).toBe(agreement);
  expect(await agreementOf('what is it?', b, a, noModel)).toBe(agreement);
});

it('what stands in the question is no fact that two answers share', async () => {
  const [a, b] = ['`slices.Sort` takes a slice, version 1.21.', 'About `slices.Sort`, 1.21: it was never fast at all.'];
  expect(await agreementOf('slices.Sort in 1.21', a, b, embed)).not.toBe('same');
});

it('answers agree with themselves, never differ from themselves, and the order does not matter', async () => {
  const rows = readAnswers(new URL('../../../bench/agreement/answers.jsonl', import.meta.url));
  const texts = rows.flatMap(({ answer, same, contradicts, other }) => [answer, same, contradicts, other]);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), fc.constantFrom(...texts), async (a, b) => {
      expect(await agreementOf('', a, a, noModel)).toBe('same');
      expect(await agreementOf('', a, b, embed)).toBe(await agreementOf('', b, a, embed));
    }),
    { numRuns: 60 },
  );
});

// The figures are in docs/benchmarks.md. A false verdict on either half is one too many: evidence rests on it.
it.each([
  ['dev', 9, 4],
  ['test', 4, 8],
] as const)('on hand-written answers (%s) no verdict is wrong', async (split, same, contradicts) => {
  const rows = readAnswers(new URL('../../../bench/agreement/answers.jsonl', import.meta.url));
  const verdicts = await scoreAnswers(rows, split, embed);
  expect(verdicts.same.different).toBe(0);
  expect(verdicts.contradicts.same + verdicts.other.same + verdicts.elsewhere.same).toBe(0);
  expect(verdicts.same.same).toBeGreaterThanOrEqual(same);
  expect(verdicts.contradicts.different).toBeGreaterThanOrEqual(contradicts);
  expect(verdicts.other.different).toBeGreaterThanOrEqual(6);
});
