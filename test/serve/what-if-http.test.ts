import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import type { WhatIf } from '../../src/protocol/what-if.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import { sharedHouse } from '../support/house.js';
import { send } from '../support/send.js';

const house = sharedHouse({
  settings: { routing: { tiers: { cheap: 'gpt-4.1-nano', strong: 'gpt-4.1' } } },
});

async function api(method: string, path: string, body?: object): Promise<{ status: number; value: unknown }> {
  const got = await send(`${house.proxy.url}/api${path}`, {
    method,
    headers: house.proxy.auth,
    ...(body === undefined ? {} : { body }),
  });
  return { status: got.status, value: JSON.parse(got.text) };
}
const whatIf = (wish: object, since = '24h') => api('POST', `/preview/what-if?since=${since}`, wish);

describe('what if over HTTP', () => {
  it('prices real requests as they would have gone, and changes nothing', async () => {
    const client = new OpenAI({ baseURL: `${house.proxy.url}/v1`, apiKey: house.proxy.token, maxRetries: 0 });
    for (const content of ['How do I undo a commit?', 'Which port does PostgreSQL use?', 'What is a monad?']) {
      await client.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content }] });
    }
    const before = await api('GET', '/settings');
    const { status, value } = await whatIf({ cheapBelow: 0, strongFrom: 0 });
    expect(status).toBe(200);
    const { routing, cache } = value as WhatIf;
    const { requests } = (await api('GET', '/requests')).value as { readonly requests: readonly LedgerRow[] };
    const paid = requests.reduce((sum, { cost }) => sum + (cost ?? Number.NaN), 0) / 1_000_000;
    expect(cache).toBeNull();
    expect(routing).toMatchObject({ used: 3, asPaid: 3, then: { strong: 3, costUsd: paid, moved: 0 }, paidUsd: paid });
    expect(routing?.now).toMatchObject({ cheap: 3, moved: 3 });
    expect(routing?.now.costUsd).toBeLessThan(paid);
    expect(await api('GET', '/settings')).toEqual(before);
  });

  it.each([
    [{}, /Say what should be different/],
    [{ strongShare: 2 }, /strongShare/],
    [{ tiers: { best: 'x' } }, /tiers/],
    [{ cheapBelow: 0.9, strongFrom: 0.1 }, /must not be above/],
    [{ tiers: { cheap: null, strong: null } }, /No tier has a model/],
  ])('refuses %j with a sentence', async (wish, message) => {
    const { status, value } = await whatIf(wish);
    expect(status).toBe(400);
    expect((value as { error: { message: string } }).error.message).toMatch(message);
  });

  it('refuses a span that is none', async () => {
    expect(await whatIf({ strongShare: 0.3 }, 'yesterday')).toMatchObject({ status: 400 });
  });
});
