import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { openaiResponses } from '../../../src/proxy/dialects/openai-responses.js';
import { streamCases, wholeCases } from './cases.js';

function bytesOf(file: string): Buffer {
  return readFileSync(new URL(file, import.meta.url));
}

describe('a streamed reply', () => {
  test.each(streamCases)('with $about is understood in one write', ({ file, expected, answerChars }) => {
    const bytes = bytesOf(file);
    const watch = openaiResponses.watchStream();
    const passed = Buffer.concat([watch.feed(bytes, false), watch.flush(false)]);
    expect(bytes.subarray(0, passed.length).equals(passed)).toBe(true);
    expect(watch.finding()).toEqual({ ...expected, answerChars: answerChars ?? 0 });
    const told = bytes.includes('"type":"response.failed"') || ['complete', 'truncated'].includes(expected.end);
    expect(watch.ended).toBe(told);
  });

  test.each(streamCases)('with $about is understood byte by byte', ({ file, expected }) => {
    const watch = openaiResponses.watchStream();
    const bytes = bytesOf(file);
    const passed: Buffer[] = [];
    for (let at = 0; at < bytes.length; at++) passed.push(watch.feed(bytes.subarray(at, at + 1), false));
    passed.push(watch.flush(false));
    expect(bytes.toString().startsWith(Buffer.concat(passed).toString())).toBe(true);
    expect(watch.finding()).toMatchObject(expected);
  });

  test.each(streamCases)('with $about is understood with CRLF line ends', ({ file, expected }) => {
    const text = bytesOf(file).toString();
    const watch = openaiResponses.watchStream();
    watch.feed(Buffer.from(text.replaceAll(/\r\n|\r|\n/g, '\r\n')), false);
    watch.flush(false);
    expect(watch.finding()).toMatchObject(expected);
  });
});

describe('a whole reply', () => {
  test.each(wholeCases)('with $about is understood', ({ file, expected, answerChars }) => {
    const finding = openaiResponses.readWhole(bytesOf(file));
    expect(finding).toMatchObject({ ...expected, ...(answerChars === undefined ? {} : { answerChars }) });
  });
});

it('has an expectation for every reply in the folder', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(file => /\.(?:sse|body)$/.test(file));
  expect([...streamCases, ...wholeCases].map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});
