import { expect, it } from 'vitest';
import { agreementOf } from '../../../src/proxy/cache/evidence/agreement.js';
import { answerText } from '../../../src/proxy/cache/evidence/answer-text.js';

it('the words of an answer are found in every dialect', () => {
  expect(answerText({ choices: [{ message: { content: 'chat' } }] })).toBe('chat');
  expect(answerText({ choices: [{ text: 'completion' }] })).toBe('completion');
  expect(answerText({ content: [{ type: 'text', text: 'messages' }, { type: 'thinking' }] })).toBe('messages');
  expect(answerText({ output: [{ type: 'reasoning' }, { content: [{ text: 'responses' }] }] })).toBe('responses');
  expect(answerText({ error: 'x' })).toBe('');
});

it('answers are the same, different, or neither', async () => {
  const alike = (similarity: number) => () => Promise.resolve(similarity);
  expect(await agreementOf('A  mutex.', 'a mutex.', () => Promise.resolve(undefined))).toBe('same');
  expect(await agreementOf('a', 'b', alike(0.95))).toBe('same');
  expect(await agreementOf('a', 'b', alike(0.6))).toBe('unclear');
  expect(await agreementOf('a', 'b', alike(0.1))).toBe('different');
  expect(await agreementOf('a', 'b', () => Promise.resolve(undefined))).toBe('unclear');
  expect(await agreementOf('a', 'b', alike(Number.NaN))).toBe('unclear');
  expect(await agreementOf('', '', alike(1))).toBe('unclear');
});
