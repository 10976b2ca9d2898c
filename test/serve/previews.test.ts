import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import type { RoutingPreview, SimilarityPreview } from '../../src/protocol/api.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import { sharedHouse } from '../support/house.js';
import { send } from '../support/send.js';

const house = sharedHouse({
  settings: {
    cache: { gate: false, similarity: 0.82 },
    routing: { tiers: { cheap: 'gpt-4.1-nano', standard: 'gpt-4.1-mini', strong: 'gpt-4.1' } },
  },
});

async function api(path: string, method = 'GET', body?: object): Promise<unknown> {
  const got = await send(`${house.proxy.url}/api${path}`, {
    method,
    headers: house.proxy.auth,
    ...(body ? { body } : {}),
  });
  expect(got.status).toBe(200);
  return JSON.parse(got.text);
}
async function ask(content: string): Promise<string> {
  const client = new OpenAI({ baseURL: `${house.proxy.url}/v1`, apiKey: house.proxy.token, maxRetries: 0 });
  const { response } = await client.chat.completions
    .create({ model: 'gpt-4.1', messages: [{ role: 'user', content }] })
    .withResponse();
  return response.headers.get('x-tuppence-cache') ?? '';
}
const rows = async () => ((await api('/requests')) as { readonly requests: readonly LedgerRow[] }).requests;

const questions = [
  'How do I reverse a list in Go?',
  'Please tell me how to reverse a list in Go',
  'How do I sort a list in Go?',
  'What is a monad?',
];
const reworded = 'how to reverse a list in Go';

describe('previews over HTTP', () => {
  it('say what each similarity would have served while the tier is off, and what was saved', async () => {
    for (const question of questions) expect(await ask(question)).toBe('miss');
    const preview = (await api('/preview/similarity')) as SimilarityPreview;
    expect(preview).toMatchObject({ current: 0.82, eligible: 4 });
    expect(preview.points.map(({ similarity }) => similarity)).toEqual([
      0.99, 0.97, 0.95, 0.93, 0.9, 0.88, 0.85, 0.83, 0.82, 0.8, 0.78, 0.75, 0.73, 0.7,
    ]);
    const polite = (await rows()).find((_row, at) => at === 2);
    const loosest = preview.points.at(-1);
    expect(polite?.cost).toBeGreaterThan(0);
    expect(loosest).toEqual({ similarity: 0.7, hits: 1, savedUsd: (polite?.cost ?? 0) / 1e6, unpriced: 0 });
    for (const { hits, savedUsd } of preview.points) expect(savedUsd).toBe(hits === 0 ? 0 : loosest?.savedUsd);
  });

  it('agree with what is served when the tier is switched on at that value, and count what was really served', async () => {
    await api('/settings', 'PATCH', { cache: { semantic: true, similarity: 0.7, budgetMs: 1_000 } });
    expect(await ask(reworded)).toBe('hit-semantic');
    const [served] = await rows();
    const { points, eligible } = (await api('/preview/similarity')) as SimilarityPreview;
    expect(eligible).toBe(5);
    for (const { similarity, hits } of points) {
      const real = (served?.similarity ?? 0) >= similarity ? 1 : 0;
      expect(hits).toBeGreaterThanOrEqual(real);
      if (similarity <= 0.7) expect(hits).toBe(2);
    }
  });

  it('say what each pair of thresholds would have cost', async () => {
    const { points, scored, current } = (await api('/preview/routing?since=1h')) as RoutingPreview;
    const scoredRows = (await rows()).filter(({ score }) => score !== null);
    expect(scored).toBe(scoredRows.length);
    expect(current).toEqual({ cheapBelow: 0.35, strongFrom: 0.65 });
    // Everything to the strong tier is what was asked for and paid.
    const dearest = points.find(({ strongFrom }) => strongFrom === 0);
    expect(dearest?.costUsd).toBe(scoredRows.reduce((sum, { cost }) => sum + (cost ?? 0), 0) / 1e6);
    const cheapest = points.find(({ cheapBelow }) => cheapBelow === 1);
    expect(cheapest).toMatchObject({ cheap: scored, strong: 0 });
    expect(cheapest?.costUsd).toBeLessThan(dearest?.costUsd ?? 0);
  });
});
