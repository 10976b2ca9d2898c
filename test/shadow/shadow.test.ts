import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { MockAgent } from 'undici';
import { parseSettings, type Settings } from '../../src/protocol/settings.js';
import type { Recall } from '../../src/proxy/rooms/recall.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import type { Settlement } from '../../src/proxy/rooms/settlement.js';
import { openShadow } from '../../src/proxy/shadow/shadow.js';
import { answer, ask } from '../cache/support/prompts.js';

const prices = { input: 2_000_000, output: 8_000_000 };

interface Knobs {
  readonly rate: number;
  readonly usdPerDay: number;
}

/** A shadow room whose provider answers as long as it is allowed to, and whose chance is given. */
function open(shadow: Knobs, chances: readonly number[], routed: Knobs = { rate: 0, usdPerDay: 1 }) {
  const settled: { readonly usd: number; readonly settlement: Settlement }[] = [];
  const compared: string[] = [];
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pool = agent.get('http://127.0.0.1:9007');
  const at = {
    settings: parseSettings({ cache: { shadow }, routing: { shadow: routed } }),
    nowMs: 1_000,
    chance: 0,
    outputTokens: Infinity,
  };
  pool
    .intercept({ path: '/v1/chat/completions', method: 'POST' })
    .reply(
      200,
      ({ body: sent }) => {
        const body = typeof sent === 'string' ? sent : '{}';
        const { max_tokens: limit = 0 } = JSON.parse(body) as { max_tokens?: number };
        const output = Math.min(at.outputTokens, limit);
        return {
          model: 'gpt-test',
          choices: [{ message: { role: 'assistant', content: 'Fresh.' }, finish_reason: 'stop' }],
          usage: { prompt_tokens: body.length, completion_tokens: output, total_tokens: 0 },
        };
      },
      { headers: { 'content-type': 'application/json' } },
    )
    .persist();
  const shadowRoom = openShadow({
    settings: (): Settings => at.settings,
    clock: { nowMs: () => at.nowMs, tickMs: () => 0 },
    chance: () => chances[at.chance++ % chances.length] ?? 0,
    newId: () => 'shadow',
    agent,
    spentToday: () => settled.reduce((sum, { usd }) => sum + usd, 0),
    pricesOf: () => prices,
    settle(settlement) {
      const { input = 0, output = 0 } = settlement.usage ?? {};
      settled.push({ usd: (input * prices.input + output * prices.output) / 1e12, settlement });
      return {} as LedgerRow;
    },
    compare: (whose, prompt) => {
      compared.push(whose === 'cache' ? prompt.id : `${whose} ${prompt.id}`);
      return Promise.resolve();
    },
  });
  const hit = (id: string, output = 5, model = 'gpt-test') => {
    const { prompt, fingerprint } = ask({ id, model });
    const own = { ...prompt.origin.provider, url: 'http://127.0.0.1:9007/v1' };
    const kept = { ...answer('Kept.'), usage: { ...answer('').usage, output } };
    const recall = { kind: 'hit', outcome: 'hit-gate', reply: kept } as unknown as Recall;
    shadowRoom.served({ ...prompt, origin: { ...prompt.origin, provider: own } }, fingerprint, recall);
  };
  const routedTo = (id: string, model = 'gpt-test') => {
    const { prompt, fingerprint } = ask({ id, model });
    const own = { ...prompt.origin.provider, url: 'http://127.0.0.1:9007/v1' };
    shadowRoom.routed({ ...prompt, origin: { ...prompt.origin, provider: own } }, fingerprint, answer('Given.'));
  };
  return { routedTo, at, settled, compared, hit, shadowRoom };
}

it('asks for exactly those hits whose chance is under the rate, in their turn, though they come all at once', async () => {
  const chances = [0.05, 0.5, 0.09, 0.1, 0.099, 0.9];
  const { compared, hit, settled } = open({ rate: 0.1, usdPerDay: 100 }, chances);
  chances.forEach((_chance, at) => hit(`p${at}`));
  await vi.waitFor(() => expect(compared).toEqual(['p0', 'p2', 'p4']));
  expect(settled.map(({ settlement }) => settlement.role)).toEqual(['shadow', 'shadow', 'shadow']);
});

it('never costs more than the day may, however long the answers are', async () => {
  const hits = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(hits, fc.double({ min: 0, max: 0.1, noNaN: true }), async (kept, usdPerDay) => {
      const { hit, settled, shadowRoom } = open({ rate: 1, usdPerDay }, [0]);
      kept.forEach((output, at) => hit(`p${at}`, output));
      // An answer of 1,024 tokens is the least that is left room for.
      const affordsNone = usdPerDay < 0.0082;
      if (!affordsNone && kept.some(output => output < 500)) await vi.waitFor(() => expect(settled).not.toEqual([]));
      await new Promise(resolve => setTimeout(resolve, 30));
      expect(settled.reduce((sum, { usd }) => sum + usd, 0)).toBeLessThanOrEqual(usdPerDay);
      if (affordsNone) expect(settled).toEqual([]);
      shadowRoom.close();
    }),
    { numRuns: 15 },
  );
});

it('asks beside a cheaper model as often as that is set for routing, whatever is set for the cache', async () => {
  const none = { rate: 0, usdPerDay: 100 };
  const { compared, routedTo, hit, settled } = open(none, [0.2, 0.6], { rate: 0.5, usdPerDay: 100 });
  hit('hit');
  for (const id of ['a', 'b', 'c']) routedTo(id);
  routedTo('auto', 'tuppence-auto');
  await vi.waitFor(() => expect(compared).toEqual(['routing a', 'routing c']));
  expect(settled.every(({ settlement }) => settlement.role === 'shadow')).toBe(true);
});

it('stops when it is switched off or paused while others wait, and asks nothing where the model is left to Tuppence', async () => {
  const { at, compared, hit } = open({ rate: 1, usdPerDay: 100 }, [0]);
  hit('auto', 5, 'tuppence-auto');
  hit('first');
  hit('second');
  at.settings = { ...at.settings, pausedUntilMs: 2_000 };
  await vi.waitFor(() => expect(compared).toEqual(['first']));
  at.nowMs = 3_000;
  hit('third');
  await vi.waitFor(() => expect(compared).toEqual(['first', 'third']));
});
