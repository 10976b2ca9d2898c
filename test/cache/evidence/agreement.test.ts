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
  const embed = (cosine: number) => () =>
    Promise.resolve([Float32Array.of(1, 0), Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2))]);
  expect(await agreementOf('A  mutex.', 'a mutex.', () => Promise.resolve(undefined))).toBe('same');
  expect(await agreementOf('a', 'b', embed(0.95))).toBe('same');
  expect(await agreementOf('a', 'b', embed(0.6))).toBe('unclear');
  expect(await agreementOf('a', 'b', embed(0.1))).toBe('different');
  expect(await agreementOf('a', 'b', () => Promise.resolve(undefined))).toBe('unclear');
  expect(await agreementOf('', '', embed(1))).toBe('unclear');
});
