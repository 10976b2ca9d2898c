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

const smallTask = (n: number, model: string, text: string): JsonObject => ({
  model,
  max_tokens: 60,
  messages: [
    { role: 'system', content: 'You are a title generator. Answer with a title and nothing else.' },
    { role: 'user', content: `${n} ${text}` },
  ],
});

/** What happens beside and between the turns of a conversation. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), chars: fc.integer({ min: 10, max: 20_000 }) }),
  fc.record({
    kind: fc.constant('compaction' as const),
    summary: fc.integer({ min: 10, max: 2_000 }),
    keepsOpening: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('question' as const),
    chars: fc.integer({ min: 10, max: 40_000 }),
    isEnough: fc.boolean(),
    triedOutput: fc.integer({ min: 1, max: 300 }),
    output: fc.integer({ min: 1, max: 300 }),
  }),
  fc.record({ kind: fc.constant('turn' as const), turn }),
);

/** What routing may lose at most on answers that were sent on, before it has saved anything; see docs/routing.md. */
const stake = 50_000;

test('nor do second calls, sub-agents, side tasks and compaction make it dearer, but for a stake of five cents', () => {
  fc.assert(
    fc.property(
      fc.record({ big: priceTable, middle: priceTable, small: priceTable }),
      fc.constantFrom('turns' as const, 'cold' as const),
      fc.array(event, { minLength: 1, maxLength: 14 }),
      ({ big, middle, small }, agents, events) => {
        let score = 0;
        const house = makeHouse(
          { agents, downgradeInChat: true, tiers: { cheap: 'small-1', standard: 'medium-1' } },
          () => score,
        );
        house.prices = { big, 'medium-1': middle, 'small-1': small };
        const [direct, routed] = [new Provider(house.prices), new Provider(house.prices)];
        const talks = new Map<string, { epoch: number; messages: JsonObject[] }>();
        const bytesPerToken = 4;
        const tokensOf = (body: JsonObject) => Math.round(JSON.stringify(body).length / bytesPerToken);
        /** One request both ways; `isEnough` false: the first answer is sent on where there is somebody to send it to. */
        const both = (
          body: JsonObject,
          of: { readonly prefix: string; readonly output: number; readonly headers?: Readonly<Record<string, string>> },
          trial: { readonly isEnough: boolean; readonly triedOutput: number } = { isEnough: true, triedOutput: 0 },
        ) => {
          const plan = house.plan(body, { headers: { 'x-session-id': 's', ...of.headers } });
          const told = { conversation: of.prefix, prompt: tokensOf(body), output: of.output, nowMs: house.nowMs };
          direct.call('big', told);
          if (plan.trial?.on !== 'judge') house.settled(plan, routed.call(plan.target.model, told));
          else {
            const { target, trial: by } = plan;
            const tried = routed.call(target.model, {
              ...told,
              output: trial.isEnough ? of.output : trial.triedOutput,
            });
            const trust = { enough: trial.isEnough, confidence: 0.5, flaw: '' };
            const calls = [{ target, usage: tried, trust }];
            if (!trial.isEnough) {
              calls.push({
                target: by.then,
                usage: routed.call(by.then.model, told),
                trust: { ...trust, enough: true },
              });
            }
            house.settledCalls(plan, calls);
          }
          expect(routed.spent).toBeLessThanOrEqual(direct.spent + stake + 1e-6);
        };
        let n = 0;
        for (const happens of events) {
          n += 1;
          house.nowMs += 5_000;
          if (happens.kind === 'title') {
            both(smallTask(n, 'big', 'x'.repeat(happens.chars)), { prefix: `title ${n}`, output: 12 });
          } else if (happens.kind === 'question') {
            score = 0.1;
            const body = {
              model: 'big',
              max_tokens: 300,
              messages: [{ role: 'user', content: `${n} ${'w '.repeat(happens.chars / 2)}` }],
            };
            both(body, { prefix: `question ${n}`, output: happens.output }, happens);
          } else if (happens.kind === 'compaction') {
            const talk = talks.get('parent');
            if (talk === undefined) continue;
            const headers = { 'x-interaction-type': 'conversation-compaction' };
            const body = {
              model: 'big',
              tools: [tool],
              messages: [...talk.messages, { role: 'user', content: 'Sum it up.' }],
            };
            both(body, { prefix: `parent ${talk.epoch}`, output: 900, headers });
            talk.epoch += 1;
            // Some clients keep what the conversation began with.
            const opening = happens.keepsOpening ? talk.messages.slice(0, 2) : [{ role: 'system', content: '' }];
            talk.messages = [
              ...opening,
              { role: 'user', content: `summary ${n} ${'s'.repeat(happens.summary)}` },
              { role: 'assistant', content: 'I go on.' },
            ];
          } else {
            const { conversation, gapMs, score: wished, calls } = happens.turn;
            house.nowMs += gapMs;
            score = wished;
            const talk = talks.get(conversation) ?? { epoch: 0, messages: [{ role: 'system', content: '' }] };
            talks.set(conversation, talk);
            talk.messages.push({ role: 'user', content: `${conversation} asks for ${n}, as it was agreed before` });
            for (const { fresh, output, gapMs: between } of calls) {
              house.nowMs += between;
              const body = { model: 'big', messages: [...talk.messages], tools: [tool] };
              both(body, { prefix: `${conversation} ${talk.epoch}`, output });
              talk.messages.push(call, {
                role: 'tool',
                tool_call_id: 'c',
                content: `${fresh} ${'y'.repeat(fresh * bytesPerToken)}`,
              });
            }
            talk.messages.push({ role: 'assistant', content: 'Done.' });
          }
        }
      },
    ),
    { numRuns: 60 },
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
