import { describe, expect, it } from 'vitest';
import { toUsd } from '../src/protocol/money.js';
import { scoreTiers, type Settings } from '../src/protocol/settings.js';
import { checkWish, type WhatIfWish } from '../src/protocol/what-if.js';
import { whatIf } from '../src/proxy/what-if.js';
import { settlementOf, tokens, noonMs } from './record/settlement.js';
import { pastTiers, pastUnder } from './support/routed-past.js';

const cache = {
  replay: () => Promise.reject(new Error('not asked')),
  evidence: () => ({ tiers: [], neighbourhoods: [], advice: [] }),
};
const ask = async (past: ReturnType<typeof pastUnder>, wish: WhatIfWish) => {
  const { routing } = await whatIf({ ...past, cache }, 60_000, checkWish(wish));
  if (routing === null) throw new Error('no routing');
  return routing;
};

/** Decided by the score alone. */
const byScore = /^(?:gain-|ceiling|small-model)/;
const spent = ({ record }: ReturnType<typeof pastUnder>) =>
  toUsd(
    record
      .rows(1_000)
      .filter(({ reason }) => byScore.test(reason))
      .reduce((sum, { cost }) => sum + (cost ?? Number.NaN), 0),
  );

describe('what if', () => {
  const wishes: readonly [what: string, wish: WhatIfWish, routing: Partial<Settings['routing']>][] = [
    ['other thresholds', { cheapBelow: 0.2, strongFrom: 0.4 }, { cheapBelow: 0.2, strongFrom: 0.4 }],
    ['one threshold', { strongFrom: 0.9 }, { strongFrom: 0.9 }],
    ['a share', { strongShare: 0.3 }, { strongShare: 0.3 }],
    ['a floor', { qualityFloor: 0.8 }, { qualityFloor: 0.8 }],
    ['a model', { tiers: { cheap: 'gpt-4.1-mini' } }, { tiers: { ...pastTiers, cheap: 'gpt-4.1-mini' } }],
    ['no model', { tiers: { cheap: null } }, { tiers: { standard: pastTiers.standard, strong: pastTiers.strong } }],
    ['a ceiling', { ceiling: 'none' }, { ceiling: 'none' }],
  ];
  it.each(wishes)('with %s, says to the micro-dollar what routing with it came to', async (_what, wish, routing) => {
    const observed = pastUnder({ mode: 'observe' });
    const acted = pastUnder({ mode: 'on', ...routing });
    const found = await ask(observed, wish);
    expect(found.used).toBeGreaterThan(20);
    expect(found.then.costUsd).toBe(spent(acted));
    expect(found.now.costUsd).toBe(spent(pastUnder({ mode: 'on' })));
    expect(found.paidUsd).toBe(spent(observed));
    expect(found.saved.usd).toBeCloseTo(found.now.costUsd - found.then.costUsd, 9);
    expect(scoreTiers.reduce((sum, tier) => sum + found.then[tier], 0)).toBe(found.used);
  });

  it('counts what would be on a cheaper model, and what that would cost in quality', async () => {
    const past = pastUnder({ mode: 'observe' }, ['gpt-4.1']);
    const { then: daring, used } = await ask(past, { cheapBelow: 1, strongFrom: 1 });
    expect(daring).toMatchObject({ cheap: used, moved: used, gainKept: 0 });
    expect(daring.expectedWorse).toBeGreaterThan(0);
    const { then: safe } = await ask(past, { cheapBelow: 0, strongFrom: 0 });
    expect(safe).toMatchObject({ moved: 0, expectedWorse: 0, gainKept: 1, strong: used });
  });

  it('at another price prices all of it anew, the models that answered too', async () => {
    const past = pastUnder({ mode: 'on' });
    const free = { inputUsdPerMTok: 0, outputUsdPerMTok: 0 };
    const models = [...Object.values(pastTiers), 'gpt-5', 'gpt-4o-mini'];
    const { then, now } = await ask(past, { prices: Object.fromEntries(models.map(model => [model, free])) });
    expect(then.costUsd).toBe(0);
    expect(now.costUsd).toBe(spent(past));
  });

  it('says how sure it is: an interval over conversations, what is as paid, and a bound for cold caches', async () => {
    const found = await ask(pastUnder({ mode: 'observe' }), { cheapBelow: 0.9, strongFrom: 0.95 });
    expect(found.saved.lowUsd).toBeLessThan(found.saved.usd);
    expect(found.saved.highUsd).toBeGreaterThan(found.saved.usd);
    expect(found.sessions).toBeGreaterThanOrEqual(10);
    expect(found.asPaid).toBeLessThan(found.used);
    expect(found.then.costColdUsd).toBeGreaterThan(found.then.costUsd);
    const few = await ask(pastUnder({ mode: 'observe' }, ['gpt-4.1']), { cheapBelow: 0.9, strongFrom: 0.95 });
    expect(few.saved).toMatchObject({ lowUsd: null, highUsd: null });
  });

  it('leaves out what cannot be compared, and says why and how many', async () => {
    const past = pastUnder({ mode: 'observe' }, ['gpt-4.1', 'mystery-9000']);
    for (const [id, more] of [
      ['hit', { cache: 'hit-exact', reason: 'hit-exact' }],
      ['broken', { outcome: 'upstream-failed', status: 502, reason: 'mode-off' }],
      ['agent', { reason: 'tools' }],
      ['moved', { reason: 'same-chat', plan: { score: 0.1, reason: 'same-chat' } }],
    ] as const) {
      past.record.settle(
        settlementOf({ id, model: 'gpt-4.1', atMs: noonMs + 500, usage: tokens({ input: 9 }), ...more }),
      );
    }
    const found = await ask(past, { tiers: { cheap: 'mystery-1' } });
    expect(found.used).toBe(0);
    expect(found.unpricedModels).toEqual(['mystery-1', 'mystery-9000']);
    const why = Object.fromEntries(found.leftOut.map(one => [one.why, one.requests]));
    expect(why).toMatchObject({ cache: 1, failed: 1, tools: 1, 'same-chat': 1 });
    expect(why['unpriced']).toBeGreaterThan(5);
    const all = past.record.rows(1_000).length;
    expect(found.leftOut.reduce((sum, { requests }) => sum + requests, found.used)).toBe(all);
  });

  it('expects as many second calls as there were, within exact bounds, and says when it does not know', async () => {
    const past = pastUnder({ mode: 'on' });
    expect((await ask(past, { strongFrom: 0.9 })).then.escalations).toBeNull();
    for (let n = 0; n < 40; n += 1) {
      const isEscalated = n % 4 === 0;
      past.record.settle(
        settlementOf({
          id: `j${n}`,
          model: 'gpt-4.1',
          atMs: noonMs + 600 + n,
          reason: isEscalated ? 'gain-low+escalated:cut' : 'gain-low+trusted',
          plan: { score: 0.1, reason: 'gain-low', acted: true },
          modelServed: isEscalated ? 'gpt-4.1' : 'gpt-4.1-nano',
          trust: { enough: !isEscalated, confidence: isEscalated ? 0.2 : 0.9, flaw: '' },
          usage: tokens({ input: 1_000, output: 100 }),
          ...(isEscalated
            ? {
                tried: {
                  model: 'gpt-4.1-nano',
                  provider: 'openai',
                  usage: tokens({ input: 1_000, output: 50 }),
                  partialUsage: undefined,
                  answerChars: 0,
                  begun: true,
                },
              }
            : {}),
        }),
      );
    }
    const { judged, then } = await ask(past, { cheapBelow: 0, strongFrom: 0 });
    expect(judged).toEqual({ answers: 40, escalated: 10 });
    expect(then.escalations).toMatchObject({ expected: 0, usd: 0 });
    const { escalations, moved } = (await ask(past, { cheapBelow: 1, strongFrom: 1 })).then;
    const ours = { expected: escalations?.expected ?? 0, low: escalations?.low ?? 0, high: escalations?.high ?? 0 };
    expect(ours.low).toBeLessThan(ours.expected);
    expect(ours.high).toBeGreaterThan(ours.expected);
    expect(ours.expected).toBeGreaterThan(0.1 * moved);
    expect(escalations?.usd).toBeGreaterThan(0);
  });

  it('of nothing is nothing', async () => {
    const found = await ask(pastUnder({}, []), { strongShare: 0.3 });
    expect(found).toMatchObject({ used: 0, sessions: 0, saved: { usd: 0, lowUsd: null, highUsd: null }, leftOut: [] });
  });

  it('asks the cache only where the wish is about it, and bounds what would be wrong', async () => {
    const past = pastUnder({}, []);
    const replay = {
      sinceMs: 5,
      entries: 10,
      served: [0.9, 0.7].map(similarity => ({ similarity, errorBound: 0.01, hits: [] })),
    };
    const parts = { ...past, cache: { ...cache, replay: () => Promise.resolve(replay) } };
    const found = await whatIf(parts, 60_000, checkWish({ similarity: 0.9 }));
    expect(found.routing).toBeNull();
    expect(found.cache).toMatchObject({ eligible: 10, now: { similarity: 0.7, hits: 0 }, then: { similarity: 0.9 } });
    expect(found.cache?.wrongAtMost).toBe(1);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', {}, /Say what should be different/],
    ['a share and thresholds', { strongShare: 0.3, strongFrom: 0.5 }, /exclude each other/],
    ['a share and a floor', { strongShare: 0.3, qualityFloor: 0.5 }, /exclude each other/],
    ['a share above 1', { strongShare: 3 }, /'strongShare'/],
    ['a tier that is none', { tiers: { best: 'gpt-4.1' } }, /tiers/],
    ['a word that is none', { strong: 0.3 }, /strong/],
    ['no object', 7, /cannot be worked out/],
  ])('refuses %s', (_what, wish, message) => {
    expect(() => checkWish(wish)).toThrow(message);
  });

  it('refuses a wish that leaves no tier, and thresholds that cross by themselves', async () => {
    const past = pastUnder({}, []);
    const none = { tiers: { cheap: null, standard: null, strong: null } };
    await expect(ask(past, none)).rejects.toThrow(/No tier has a model/);
    await expect(ask(past, { cheapBelow: 0.8, strongFrom: 0.2 })).rejects.toThrow(/must not be above/);
  });
});
