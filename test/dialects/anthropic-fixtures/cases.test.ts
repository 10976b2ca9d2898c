import { describe, expect, test } from 'vitest';
import { anthropicMessages } from '../../../src/proxy/dialects/anthropic-messages.js';
import { sampleOf, streamCases, wholeCases } from './cases.js';

/** Feeds the pieces in order; returns what came out and what was found. */
function play(pieces: readonly Buffer[]) {
  const watch = anthropicMessages.watchStream();
  const out = pieces.map(piece => watch.feed(piece, false));
  out.push(watch.flush(false));
  return { passed: Buffer.concat(out), finding: watch.finding(), ended: watch.ended };
}

describe.each(streamCases)('a stream with $about', ({ expected, answerChars, ...sample }) => {
  const { bytes } = sampleOf({ expected, ...sample });
  const wanted = { ...expected, ...(answerChars === undefined ? {} : { answerChars }) };

  test('is understood in one write and passed on as it is', () => {
    const { passed, finding, ended } = play([bytes]);
    expect(finding).toMatchObject(wanted);
    expect(bytes.subarray(0, passed.length).equals(passed)).toBe(true);
    expect(ended).toBe(expected.end !== 'broken');
  });

  test('is understood byte by byte, with CRLF and with a lone CR', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const same = Buffer.from(bytes.toString().replaceAll('\n', lineEnd));
      expect(play([...same].map(byte => Buffer.from([byte]))).finding).toMatchObject(wanted);
    }
  });

  test('is understood without its last line feeds', () => {
    expect(play([Buffer.from(bytes.toString().trimEnd())]).finding).toMatchObject(wanted);
  });

  test('is never whole when it is cut before its end', () => {
    const text = bytes.toString();
    const terminal = Math.max(text.lastIndexOf('message_stop"'), text.lastIndexOf('event: error'));
    for (let cut = 0; cut < terminal; cut += 7) {
      const { finding, ended } = play([bytes.subarray(0, Buffer.byteLength(text.slice(0, cut)))]);
      expect([finding.end, ended]).toEqual(['broken', false]);
    }
  });
});

test.each(wholeCases)('a whole reply with $about is understood', ({ expected, answerChars, ...sample }) => {
  const finding = anthropicMessages.readWhole(sampleOf({ expected, ...sample }).bytes);
  expect(finding).toMatchObject({ ...expected, ...(answerChars === undefined ? {} : { answerChars }) });
});
