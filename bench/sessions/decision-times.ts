import { parseSettings, type Settings } from '../../src/protocol/settings.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { RouteRoom } from '../../src/proxy/rooms/route.js';
import { readSignals } from '../../src/proxy/route/gain/gain.js';
import { Learning } from '../../src/proxy/route/learn/learning.js';
import { bucketOf } from '../../src/proxy/route/learn/outcome.js';
import { openRedo } from '../../src/proxy/route/redo.js';
import { makeRoute } from '../../src/proxy/route/route.js';
import { promptOf } from '../prefix/play.js';
import { listPrices } from './list-prices.js';

/** How long the router takes for one human turn, without an embedding. */
export interface Times {
  /** Of one human, or of an agent's conversation with the results of twelve tools. */
  readonly what: 'words' | 'work';
  readonly bytes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const rounds = 1_000;
const sizes = [4_000, 120_000] as const;
const sentence = 'The job that copies the orders of a customer fails when an order is paid while it is copied. ';

export function decisionTimes(): readonly Times[] {
  const settings = parseSettings({
    routing: {
      mode: 'on',
      agents: 'turns',
      tiers: { cheap: 'simulated:claude-haiku-4-5', strong: 'simulated:claude-opus-4-5' },
    },
  });
  const route = makeRoute({
    settings: () => settings,
    providers: () => undefined,
    keyFor: () => undefined,
    clock: { nowMs: () => 0, tickMs: () => 0 },
    redo: openRedo(),
    pricesOf: listPrices,
    windowOf: () => undefined,
    learning: experienced(settings),
  });
  const cases = (['words', 'work'] as const).flatMap(what => sizes.map(bytes => ({ what, bytes })));
  return cases.map(({ what, bytes }) => {
    const taken = Array.from({ length: rounds }, (_, at) =>
      // What the machine does beside is not the router's time: the best of three equal prompts counts.
      Math.min(...[0, 1, 2].map(again => timeOf(route, `${at}-${again}`, what, bytes))),
    );
    // The first rounds are the compiler's.
    const sorted = taken.slice(rounds / 10).sort((a, b) => a - b);
    const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
    return { what, bytes, p50Ms: rank(0.5), p99Ms: rank(0.99) };
  });
}

const rememberedRequests = 2_000;

/** What a router has to weigh that has learned for weeks; in memory only. */
function experienced(settings: Settings): Learning {
  const learning = new Learning({
    settings: () => settings,
    clock: { nowMs: () => 0, tickMs: () => 0 },
    open: () => {
      throw new Error('This bench keeps nothing.');
    },
    signs: { isReask: () => false, saysNo: () => false },
    embed: () => Promise.resolve(undefined),
  });
  for (let at = 0; at < rememberedRequests; at += 1) {
    const id = `learned-${at}`;
    const words = sentence.repeat(1 + (at % 20));
    const body = { model: 'claude-opus-4-5', messages: [{ role: 'user', content: words }] };
    const prompt = promptOf({ dialect: 'anthropic-messages', id }, Buffer.from(JSON.stringify(body)), id, 0);
    const readings = readSignals(words, 0);
    const [model, bucket] = ['simulated:claude-haiku-4-5', bucketOf('main', readings)];
    const none = { priorGain: 0, shift: 0, gain: 0, counted: { failed: 0, held: 0 } };
    const near = { state: 'no-history', outcomes: 0, failed: 0 } as const;
    const opinion = { ...none, near, bucket, readings };
    learning.decided({
      ...{ prompt, words, model, opinion },
      fingerprint: fingerprint(prompt),
      story: undefined,
      calls: [],
    });
    if (at % 4 === 0) learning.say(id, at % 8 === 0 ? 'wrong-answer' : 'right-answer');
  }
  return learning;
}

function timeOf(route: RouteRoom, id: string, what: Times['what'], bytes: number): number {
  const body = what === 'words' ? wordsOf(id, bytes) : workOf(id, bytes);
  const raw = Buffer.from(JSON.stringify(body));
  const prompt = promptOf({ dialect: 'anthropic-messages', id }, raw, id, 0);
  const print = fingerprint(prompt);
  const start = performance.now();
  void route.plan(prompt, print);
  return performance.now() - start;
}

function wordsOf(id: string, bytes: number): JsonObject {
  return { model: 'claude-opus-4-5', max_tokens: 1_000, messages: [{ role: 'user', content: textOf(id, bytes) }] };
}

const calls = 12;

function workOf(id: string, bytes: number): JsonObject {
  const rounds = Array.from({ length: calls }, (_, at): readonly JsonObject[] => [
    { role: 'assistant', content: [{ type: 'tool_use', id: `c${at}`, name: 'read', input: { path: `${id}/${at}` } }] },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: `c${at}`, content: textOf(`${id} ${at}`, bytes / calls) }],
    },
  ]);
  const messages = [
    { role: 'user', content: `${id} ${sentence}` },
    ...rounds.flat(),
    { role: 'assistant', content: 'Done.' },
    { role: 'user', content: sentence },
  ];
  const tools = [{ name: 'read', input_schema: { type: 'object' } }];
  return { model: 'claude-opus-4-5', max_tokens: 1_000, messages, tools };
}

function textOf(id: string, bytes: number): string {
  return `${id} ${sentence.repeat(Math.ceil(bytes / sentence.length))}`.slice(0, bytes);
}
