import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchText } from '../../src/proxy/fingerprint/match-text.js';

const question = 'How do I reverse a list in Python?';

describe('the words to match by', () => {
  test.each([
    ['no envelope', question],
    ['a block before', `<system-reminder>\nBe nice.\n</system-reminder>\n${question}`],
    ['a block after', `${question}\n\n<environment_context><cwd>/home/me</cwd></environment_context>`],
    ['a clock', `<current_datetime>2026-11-20T09:00:00.123Z</current_datetime>\n${question}`],
    ['several blocks on one line', `<env>a</env><session_context>b</session_context>\n${question}`],
    ['a block inside another', `<environment_context>\n<env>os: linux</env>\n</environment_context>\n${question}`],
    ['a git status in tags', `<git_status>\n M a.ts\n</git_status>\n${question}`],
  ])('are the user’s own: %s', (_, message) => {
    expect(matchText(message)).toMatchObject({ ok: true, text: question });
  });

  test.each([
    ['open', `<system-reminder>\nBe nice.\n${question}`],
    ['closed but never opened', `Be nice.\n</system-reminder>\n${question}`],
    ['open inside itself', `<env>a<env>b</env>\n${question}</env>`],
    ['in the middle of a sentence', 'What does <env>prod</env> mean in a Maven file?'],
    ['followed by words on its line', `<env>a</env> ${question}`],
    ['empty by itself', `<env/>\n${question}`],
    ['a git status without an end', `gitStatus: this is the state\nM a.ts\n\n${question}`],
  ])('are unknown when a block is %s', (_, message) => {
    expect(matchText(message)).toEqual({ ok: false, why: 'envelope' });
  });

  test('leave text without envelopes as it is, but for space at its ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        fc.pre(!text.includes('gitStatus:') && !text.includes('</') && !text.includes('<env'));
        expect(matchText(text)).toEqual({ ok: true, text: text.trim(), envelopes: [] });
      }),
    );
  });

  test('leave markup of the user’s own where it is', () => {
    const own = 'Why is <div>hello</div> not centred?';
    expect(matchText(own)).toEqual({ ok: true, text: own, envelopes: [] });
  });
});

describe('the envelopes', () => {
  test('are kept in order, because what they say may change the answer', () => {
    const found = matchText(`<env>os: linux</env>\n${question}\n<system-reminder>be brief</system-reminder>`);
    expect(found).toMatchObject({ envelopes: ['<env>os: linux</env>', '<system-reminder>be brief</system-reminder>'] });
  });

  test('leave the time of day out, alone and inside another block', () => {
    const at = (time: string): string =>
      `<current_datetime>${time}</current_datetime>\n<environment_context><cwd>/a</cwd><current_date>${time}</current_date></environment_context>\n${question}`;
    expect(matchText(at('2026-11-20'))).toEqual(matchText(at('2026-11-21')));
  });
});

test('a long message full of tags does not hold the proxy up', () => {
  // Quadratic work on these would run into the time limit of the test.
  expect(matchText('<env '.repeat(100_000))).toMatchObject({ ok: true });
  expect(matchText('<env>'.repeat(100_000))).toEqual({ ok: false, why: 'envelope' });
  expect(matchText('<env>a</env>'.repeat(100_000))).toMatchObject({ ok: true, text: '' });
});
