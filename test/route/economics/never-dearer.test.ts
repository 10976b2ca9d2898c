import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/proxy/prompt.js';
import { callCost, holdable, type ModelPrices } from '../../../src/proxy/route/economics/prices.js';
import type { Usage } from '../../../src/proxy/wire.js';
import { tool } from '../../fingerprint/make-prompt.js';
import { makeHouse } from '../house.js';

// A provider that keeps prefixes by its rules, at the level of tokens, and the same sessions sent to it twice: all to the
// model asked for, and through the router. Whatever the sessions and the prices are, the router must not cost more.

/** How long a prefix is kept: five minutes where writing it costs extra, ten elsewhere. */
const lifeMs = (prices: ModelPrices) => (prices.cacheWrite > prices.input ? 5 : 10) * 60_000;

class Provider {
  readonly #held = new Map<string, { readonly tokens: number; readonly atMs: number }>();
  spent = 0;

  constructor(private readonly prices: Readonly<Record<string, ModelPrices>>) {}

  call(model: string, call: { conversation: string; prompt: number; output: number; nowMs: number }): Usage {
    const prices = this.prices[model];
    if (prices === undefined) throw new Error(`no prices for ${model}`);
    const key = `${model} ${call.conversation}`;
    const kept = this.#held.get(key);
    const fresh = kept !== undefined && call.nowMs - kept.atMs < lifeMs(prices);
    const held = fresh ? Math.min(kept.tokens, holdable(call.prompt)) : 0;
    this.#held.set(key, { tokens: holdable(call.prompt), atMs: call.nowMs });
    this.spent += callCost(prices, { prompt: call.prompt, held, output: call.output });
    const rest = call.prompt - held;
    const writes = holdable(call.prompt) > 0 && prices.cacheWrite > prices.input;
    return {
      input: writes ? 0 : rest,
      cachedInput: held,
      cacheWrite: writes ? rest : 0,
      output: call.output,
      reasoning: 0,
    };
  }
}

const priceTable = fc
  .record({
    input: fc.integer({ min: 100_000, max: 20_000_000 }),
    read: fc.constantFrom(0.05, 0.1, 0.25, 0.5, 1),
    write: fc.constantFrom(1, 1.25),
    output: fc.constantFrom(1, 4, 5, 8),
  })
  .map(({ input, read, write, output }) => ({
    input,
    cachedInput: input * read,
    cacheWrite: input * write,
    output: input * output,
  }));

const turn = fc.record({
  conversation: fc.constantFrom('parent', 'child'),
  /** A pause that may outlive any cache. */
  gapMs: fc.constantFrom(5_000, 60_000, 280_000, 400_000, 700_000, 3_600_000),
  score: fc.constantFrom(0.1, 0.5, 0.9),
  calls: fc.array(
    fc.record({
      fresh: fc.integer({ min: 10, max: 12_000 }),
      output: fc.integer({ min: 1, max: 3_000 }),
      gapMs: fc.integer({ min: 0, max: 200_000 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

const session = fc.record({
  tools: fc.boolean(),
  startTokens: fc.integer({ min: 50, max: 15_000 }),
  bytesPerToken: fc.constantFrom(3.2, 4, 5.5),
  turns: fc.array(turn, { minLength: 1, maxLength: 6 }),
});

const call = {
  role: 'assistant',
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
};

test('whatever the sessions and the prices, all of it costs no more than the model asked for with a warm cache', () => {
  fc.assert(
    fc.property(
      fc.record({ big: priceTable, middle: priceTable, small: priceTable }),
      fc.boolean(),
      fc.array(session, { minLength: 1, maxLength: 4 }),
      ({ big, middle, small }, downgradeInChat, sessions) => {
        let score = 0;
        const house = makeHouse(
          { agents: 'turns', downgradeInChat, tiers: { cheap: 'small-1', standard: 'medium-1' } },
          () => score,
        );
        house.prices = { big, 'medium-1': middle, 'small-1': small };
        const [direct, routed] = [new Provider(house.prices), new Provider(house.prices)];
        let id = 0;
        for (const { tools, startTokens, bytesPerToken, turns } of sessions) {
          id += 1;
          house.nowMs += 3_600_000;
          const talks = new Map<string, JsonObject[]>();
          for (const { conversation, gapMs, score: wished, calls } of turns) {
            house.nowMs += gapMs;
            score = wished;
            const messages = talks.get(conversation) ?? [
              { role: 'system', content: '' },
              { role: 'user', content: `${conversation} ${id}${'x'.repeat(Math.round(startTokens * bytesPerToken))}` },
            ];
            talks.set(conversation, messages);
            if (messages.length > 2) messages.push({ role: 'user', content: 'And this?' });
            let held: string | undefined;
            for (const { fresh, output, gapMs: between } of calls) {
              house.nowMs += between;
              const body = { model: 'big', messages: [...messages], ...(tools ? { tools: [tool] } : {}) };
              const plan = house.plan(body, { headers: { 'x-session-id': String(id) } });
              const { model } = plan.target;
              expect(held === undefined || held === model).toBe(true);
              held = model;
              const prompt = Math.round(JSON.stringify(body).length / bytesPerToken);
              const told = { conversation: `${id} ${conversation}`, prompt, output, nowMs: house.nowMs };
              direct.call('big', told);
              house.settled(plan, routed.call(model, told));
              expect(routed.spent).toBeLessThanOrEqual(direct.spent + 1e-6);
              messages.push(call, {
                role: 'tool',
                tool_call_id: 'c',
                content: 'y'.repeat(Math.round(fresh * bytesPerToken)),
              });
            }
            messages.push({ role: 'assistant', content: 'Done.' });
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('and where it pays, it does save', () => {
  let score = 0.1;
  const house = makeHouse({ tiers: { cheap: 'small-1' } }, () => score);
  house.prices = {
    big: { input: 5_000_000, cachedInput: 500_000, cacheWrite: 6_250_000, output: 25_000_000 },
    'small-1': { input: 1_000_000, cachedInput: 100_000, cacheWrite: 1_250_000, output: 5_000_000 },
  };
  const ask = (text: string) => house.plan({ model: 'big', messages: [{ role: 'user', content: text }] });
  expect(ask('How do I undo a commit?')).toMatchObject({ reason: 'gain-low', target: { model: 'small-1' } });
  score = 0.9;
  expect(ask('Prove it.')).toMatchObject({ reason: 'gain-high', target: { model: 'big' } });
});
