import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseSettings, scoreTiers, type Settings } from '../src/protocol/settings.js';
import { fingerprint } from '../src/proxy/fingerprint/fingerprint.js';
import { previewRouting } from '../src/proxy/preview-routing.js';
import { openRecord } from '../src/proxy/record/record.js';
import { autoModel, type Plan } from '../src/proxy/rooms/plan.js';
import type { Provider } from '../src/proxy/rooms/provider.js';
import { openRedo } from '../src/proxy/route/redo.js';
import { makeRoute } from '../src/proxy/route/route.js';
import { openSql } from '../src/proxy/store/open.js';
import { chat, makePrompt, openai } from './fingerprint/make-prompt.js';
import { handClock, noonMs, tokens } from './record/settlement.js';
import { easy, hard, middling } from './route/texts.js';
import { tempDirForTest } from './support/temp-dir.js';

const tiers = { cheap: 'gpt-4.1-nano', standard: 'gpt-4.1-mini', strong: 'gpt-4.1' };
const thresholds = [
  [0.3, 0.6],
  [0.4, 0.9],
  [0.1, 0.2],
  [0.5, 0.5],
  [0, 0],
  [1, 1],
] as const;

/** A ledger filled by the real route room under these settings, as if every request had gone where it decided. */
function pastUnder(
  routing: Partial<Settings['routing']>,
  models = [...Object.values(tiers), 'gpt-5', 'gpt-4o-mini', autoModel],
) {
  const settings = parseSettings({ routing: { tiers, ...routing } });
  const reach = {
    providers: (name: string): Provider | undefined => (name === 'openai' ? openai : undefined),
    keyFor: () => 'sk',
  };
  const clock = handClock();
  const record = openRecord({
    file: join(tempDirForTest('preview'), 'ledger.db'),
    openSql,
    settings: () => settings,
    clock,
    provider: reach.providers,
  });
  onTestFinished(() => record.close());
  const route = makeRoute({
    settings: () => settings,
    ...reach,
    clock,
    redo: openRedo(),
    pricesOf: ({ provider, model }) => record.tokenPrices(provider, model),
    windowOf: () => undefined,
  });
  let n = 0;
  for (const model of models) {
    for (const text of [easy, middling, hard, `${easy} ${middling}`, 'sort', `${middling}\n${hard}`]) {
      n += 1;
      const body = chat([['user', text]], {
        model,
        ...(n % 7 === 0 ? { response_format: { type: 'json_object' } } : {}),
      });
      const prompt = { ...makePrompt(body), id: `r${String(n)}`, receivedMs: noonMs + n };
      const plan = route.plan(prompt, fingerprint(prompt)) as Plan;
      record.settle({
        prompt,
        fingerprint: fingerprint(prompt),
        plan,
        cache: 'miss',
        cacheReason: 'first-time',
        entryId: undefined,
        contentKey: undefined,
        reason: plan.reason,
        similarity: undefined,
        modelServed: plan.target.model,
        providerServed: plan.target.provider.name,
        usage: tokens({ input: 1_000 + n * 37, output: 100 + n * 11, cachedInput: n * 3 }),
        answerChars: 0,
        latencyMs: 1,
        firstByteMs: 1,
        status: 200,
        outcome: 'ok',
      });
    }
  }
  const preview = () =>
    previewRouting({ record, settings: () => settings, ...reach, clock: handClock(noonMs + 1_000) }, 60_000);
  return { record, preview };
}

describe('the preview of routing', () => {
  it.each([...thresholds.map(pair => [...pair, 'requested'] as const), [0.3, 0.6, 'none'] as const])(
    'at %d and %d, with the ceiling %s, says to the micro-dollar what routing with these would have done',
    async (cheapBelow, strongFrom, ceiling) => {
      const observed = await pastUnder({ mode: 'observe', cheapBelow, strongFrom, ceiling }).preview();
      const point = observed.points.find(at => at.cheapBelow === cheapBelow && at.strongFrom === strongFrom);
      const acted = pastUnder({ mode: 'on', cheapBelow, strongFrom, ceiling });
      const rows = acted.record.rows(1_000).filter(({ reason }) => /^(?:gain-|ceiling|small-model)/.test(reason));
      expect(rows.length).toBe(point === undefined ? 0 : point.cheap + point.standard + point.strong);
      expect(rows.length).toBeGreaterThan(20);
      const spent = rows.reduce((sum, { cost }) => sum + (cost ?? Number.NaN), 0);
      expect(point?.costUsd).toBe(spent / 1_000_000);
      // These are no tier's models: as long as they stay, one counts as strong and the other, small by its name, as cheap.
      const counts = scoreTiers.map(
        name =>
          rows.filter(row => (row.tier ?? (row.modelServed === 'gpt-4o-mini' ? 'cheap' : 'strong')) === name).length,
      );
      expect(scoreTiers.map(name => point?.[name])).toEqual(counts);
    },
  );

  it('holds for every point whatever is in force, and every point holds all requests', async () => {
    const { points, scored, unpriced, current } = await pastUnder({
      mode: 'on',
      cheapBelow: 0.37,
      strongFrom: 0.66,
    }).preview();
    const other = await pastUnder({ mode: 'observe' }).preview();
    expect(current).toEqual({ cheapBelow: 0.37, strongFrom: 0.66 });
    expect(points).toContainEqual(expect.objectContaining(current));
    expect(unpriced).toBe(0);
    for (const { cheap, standard, strong, ...at } of points) {
      expect(cheap + standard + strong).toBe(scored);
      expect(at.strongFrom).toBeGreaterThanOrEqual(at.cheapBelow);
      const same = other.points.find(point => point.cheapBelow === at.cheapBelow && point.strongFrom === at.strongFrom);
      if (same !== undefined) expect(same).toEqual({ cheap, standard, strong, ...at });
    }
  });

  it('leaves out what has no price and says how many that were', async () => {
    const { preview, record } = pastUnder({ mode: 'observe' }, ['gpt-4.1', 'mystery-9000']);
    const all = record.rows(1_000).filter(({ reason }) => /^(?:gain-|ceiling|small-model)/.test(reason)).length;
    const { scored, unpriced, points } = await preview();
    expect(unpriced).toBeGreaterThan(0);
    expect(scored + unpriced).toBe(all);
    expect(points.every(({ costUsd }) => costUsd !== null)).toBe(true);
  });

  it('knows no cost where no price is known at all, and still shows how the scores are spread', async () => {
    const { preview } = pastUnder({ mode: 'observe', tiers: { cheap: 'mystery-1', strong: 'mystery-2' } }, [
      'mystery-2',
    ]);
    const { scored, points } = await preview();
    expect(scored).toBeGreaterThan(0);
    expect(points.every(({ costUsd }) => costUsd === null)).toBe(true);
    expect(new Set(points.map(({ cheap }) => cheap)).size).toBeGreaterThan(1);
  });

  it('of nothing is nothing', async () => {
    const { scored, points } = await pastUnder({}, []).preview();
    expect(scored).toBe(0);
    expect(
      points.every(({ costUsd, cheap, standard, strong }) => costUsd === null && cheap + standard + strong === 0),
    ).toBe(true);
  });
});
