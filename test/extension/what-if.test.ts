import { describe, expect, it, test } from 'vitest';
import { wishWords } from '../../src/protocol/what-if-words.js';
import type { WhatIfRouting, WhatIfSide } from '../../src/protocol/what-if.js';
import { typedPrice, typedShare, whatIfMarkdown } from '../../src/extension/what-if.js';

const now: WhatIfSide = {
  ...{ cheap: 70, standard: 10, strong: 20, strongShare: 0.25, cheapBelow: 0.35, strongFrom: 0.65 },
  ...{ costUsd: 2, costColdUsd: 2, moved: 80, expectedWorse: 4.25, gainKept: 0.5, escalations: null },
};
const routing: WhatIfRouting = {
  ...{ used: 100, asPaid: 60, estimated: 2, cut: false, paidUsd: 2.5, sessions: 40, unpricedModels: [] },
  leftOut: [
    { why: 'cache', requests: 12 },
    { why: 'tools', requests: 3 },
  ],
  now,
  then: {
    ...now,
    costUsd: 1.5,
    costColdUsd: 1.75,
    escalations: { expected: 8, low: 4.1, high: 13.5, usd: 0.125 },
  },
  saved: { usd: 0.5, lowUsd: 0.4, highUsd: 0.6 },
  judged: { answers: 50, escalated: 5 },
};
const markdown = (found: WhatIfRouting | null, title = 'x') =>
  whatIfMarkdown({ sinceMs: 0, routing: found, cache: null }, title, '1 May');

describe('the document of what if', () => {
  it('says what is saved, what is risked, how sure both are, and what is left out', () => {
    const text = markdown(routing, wishWords({ strongShare: 0.25 }));
    expect(text).toContain('# What if 25 % of the requests were strong?');
    expect(text).toContain('**Saves $0.500, between $0.400 and $0.600 in 95 % of pasts like this one**');
    expect(text).toContain('| On the cheap tier | 70 (70 %) | 70 (70 %) |');
    expect(text).toContain('| Asked for again | unknown | 8.0 |');
    expect(text).toContain('8.0 cheap answers (4.1 to 13.5) would be asked for again, for $0.125 more');
    expect(text).toContain('At most $0.250 less is saved');
    expect(text).toContain('100 requests in 40 conversations are in every figure; $2.50 was paid for them.');
    expect(text).toContain('60 would have cost what was paid, to the micro-dollar. The other 40');
    expect(text).toContain('2 of the costs are estimates');
    expect(text).toContain('| 12 | answered from the cache |');
    expect(text).toContain('| 3 | an agent at work&#58; the model stays |');
  });

  it('says so where it costs, where nothing is known, and where there is nothing', () => {
    const dearer = { ...routing, saved: { usd: -0.5, lowUsd: -0.6, highUsd: -0.4 } };
    expect(markdown(dearer)).toContain('**Costs $0.500, between $0.400 and $0.600');
    const unsure = { ...routing, then: now, saved: { usd: 0.5, lowUsd: null, highUsd: null } };
    expect(markdown(unsure)).toContain('(40 conversations: too few for an interval)');
    expect(markdown(unsure)).toContain('is not known: 50 were judged so far');
    expect(markdown({ ...routing, used: 0, unpricedModels: ['a|b'] })).toContain('Nothing can be compared.');
    expect(markdown({ ...routing, used: 0, unpricedModels: ['a|b'] })).not.toContain('a|b');
  });

  it('of the cache says what would be served and how many of it at most would be wrong', () => {
    const side = (similarity: number, hits: number) => ({ similarity, hits, savedUsd: 0.1 });
    const cache = {
      ...{ sinceMs: 0, eligible: 10, now: side(0.7, 5), then: side(0.9, 2), wrongAtMost: 0.012 },
      seen: { served: 7, complaints: 1 },
    };
    const text = whatIfMarkdown({ sinceMs: 0, routing: null, cache }, 'x', '1 May');
    expect(text).toContain('| What if | 0.9 | 2 of 10 |');
    expect(text).toContain('At most 1.2 % of such answers are wrong');
  });
});

test.each([
  ['0.3', 0.3],
  ['30 %', 0.3],
  ['30%', 0.3],
  ['0,25', 0.25],
  ['1', 1],
  ['30', undefined],
  ['-1', undefined],
  ['', undefined],
  ['many', undefined],
])('a share typed as "%s" is %s', (text, share) => {
  expect(typedShare(text)).toBe(share);
});

test.each([
  ['0.10, 0.40', { inputUsdPerMTok: 0.1, outputUsdPerMTok: 0.4 }],
  ['$1 $5', { inputUsdPerMTok: 1, outputUsdPerMTok: 5 }],
  ['1', undefined],
  ['a, b', undefined],
  ['1, 2, 3', undefined],
])('a price typed as "%s" is %o', (text, price) => {
  expect(typedPrice(text)).toEqual(price);
});
