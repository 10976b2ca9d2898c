import { expect, it } from 'vitest';
import { profileMarkdown } from '../../src/extension/profile.js';

const profile = {
  ...{ sinceMs: 0, prompts: 10, repeated: 3, rephrased: 2, served: 4, current: 0.8, nearSinceMs: 0 },
  ...{ isCut: false, nearAmong: 40, errorBound: 0.01 },
  nearByBound: [
    { errorBound: 0, prompts: 1 },
    { errorBound: 0.01, prompts: 2 },
  ],
  sureness: [
    { tier: 'gate' as const, served: 12, precisionBound: 0.995, promisedErrors: 0.01, closed: ['other' as const] },
  ],
  near: [
    { similarity: 0.9, prompts: 0 },
    { similarity: 0.8, prompts: 1 },
  ],
  byClient: [{ client: 'a|b', prompts: 10, repeated: 3, rephrased: 2, served: 4, near: 1 }],
  examples: [{ tier: 'gate' as const, bound: 0, similarity: 1, asked: 'how to x', kept: 'How do I x?' }],
};

it('a profile says what was asked before, by similarity and client, with examples that cannot break the page', () => {
  const text = profileMarkdown(profile, '1 May');
  expect(text).toContain('10 prompts since 1 May; 4 of them');
  expect(text).toContain('| Asked before, word for word | 3 | 30.0 % |');
  expect(text).toContain('| Near an earlier one, from a similarity of 0.8 | 1 | 10.0 % |');
  expect(text).toContain('| 0.8 (current) | 1 |');
  expect(text).not.toContain('| a|b |');
  expect(text).toContain('| how to x | How do I x? | every word accounted for |');
  expect(text).toContain('| 1 % (current) | 2 |');
  expect(text).toContain(
    'gate: 12 given out so far, at least 99.5 % right at 95 % certainty, 99 % promised. Off for what is of no special kind.',
  );
  expect(profileMarkdown({ ...profile, isCut: true }, '1 May')).toContain('holds more than was looked at');
  expect(profileMarkdown({ ...profile, prompts: 0 }, '1 May')).toContain('No prompt was recorded since 1 May.');
});
