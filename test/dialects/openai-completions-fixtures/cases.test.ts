import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { openaiCompletions } from '../../../src/proxy/dialects/openai-completions.js';
import { streamCases, wholeCases } from './cases.js';

function bytesOf(file: string): Buffer {
  return readFileSync(new URL(file, import.meta.url));
}

describe('a streamed completion', () => {
  test.each(streamCases)('with $about is understood in one write', ({ file, expected, answerChars }) => {
    const bytes = bytesOf(file);
    const watch = openaiCompletions.watchStream();
    const passed = Buffer.concat([watch.feed(bytes, false), watch.flush(false)]);
    expect(bytes.subarray(0, passed.length).equals(passed)).toBe(true);
    expect(watch.finding()).toEqual({ ...expected, answerChars: answerChars ?? 0 });
  });

  test.each(streamCases)('with $about is understood byte by byte', ({ file, expected }) => {
    const bytes = bytesOf(file);
    const watch = openaiCompletions.watchStream();
    for (let at = 0; at < bytes.length; at++) watch.feed(bytes.subarray(at, at + 1), false);
    watch.flush(false);
    expect(watch.finding()).toMatchObject(expected);
  });
});

describe('a whole completion', () => {
  test.each(wholeCases)('with $about is understood', ({ file, expected, answerChars }) => {
    const finding = openaiCompletions.readWhole(bytesOf(file));
    expect(finding).toMatchObject({ ...expected, ...(answerChars === undefined ? {} : { answerChars }) });
  });
});

it('has an expectation for every reply in the folder', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(file => /\.(?:sse|body)$/.test(file));
  expect([...streamCases, ...wholeCases].map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});
