import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import { parseSettings, type Settings } from '../../src/protocol/settings.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { Plan, Target, Trust } from '../../src/proxy/rooms/plan.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import type { Elsewhere, RouteRoom } from '../../src/proxy/rooms/route.js';
import type { Ending, Usage } from '../../src/proxy/wire.js';
import type { ModelPrices } from '../../src/proxy/route/economics/prices.js';
import type { Learning } from '../../src/proxy/route/learn/learning.js';
import { openRedo, type Redo } from '../../src/proxy/route/redo.js';
import { makeRoute } from '../../src/proxy/route/route.js';
import type { ScoreOf } from '../../src/proxy/route/scored.js';
import { makePrompt, openai, type Changes } from '../fingerprint/make-prompt.js';

const local: Provider = { name: 'local', url: 'http://127.0.0.1:9/v1', auth: 'none', dialects: ['openai-chat'] };
const keyless: Provider = { ...local, name: 'keyless', auth: 'bearer' };
const foreign: Provider = { ...local, name: 'foreign', dialects: [] };

/** Three models of the request's own provider. */
export const threeTiers = { cheap: 'small-1', standard: 'medium-1', strong: 'large-1' };

export type Routing = Parameters<typeof routingSettings>[0];

export function routingSettings(routing: {
  readonly mode?: 'off' | 'observe' | 'on';
  readonly tiers?: Readonly<Record<string, string>>;
  readonly rules?: readonly object[];
  readonly [knob: string]: unknown;
}): Settings {
  return parseSettings({ routing: { mode: 'on', tiers: threeTiers, ...routing } });
}

interface SettledCall {
  readonly target: Target;
  readonly usage: Usage;
  readonly trust: Trust | undefined;
}

function endingWith(usage: Usage): Ending {
  const finding = {
    usage,
    model: undefined,
    end: 'complete',
    calledTools: false,
    refused: false,
    empty: false,
    answerChars: 0,
  } as const;
  return { status: 200, form: 'stream', finding, body: Buffer.alloc(0), firstByteTick: 0, endTick: 0, outcome: 'ok' };
}

/** A route room whose settings and clock a test may turn, fed with whole bodies. */
export function makeHouse(
  routing: Routing = {},
  scoreOf?: ScoreOf,
  learning?: Learning,
): {
  settings: Settings;
  nowMs: number;
  readonly redo: Redo;
  /** By model name; what is not in it has no known price. */
  prices: Readonly<Record<string, ModelPrices>>;
  /** Tokens that a model takes, by its name. */
  windows: Readonly<Record<string, number>>;
  readonly route: RouteRoom;
  settled(plan: Plan, usage: Usage): Elsewhere;
  settledCalls(plan: Plan, calls: readonly SettledCall[]): Elsewhere;
  plan(body: JsonObject, changes?: Changes): Plan;
} {
  const house = {
    settings: routingSettings(routing),
    nowMs: 1_000_000,
    redo: openRedo(),
    prices: {} as Readonly<Record<string, ModelPrices>>,
    windows: {} as Readonly<Record<string, number>>,
    settled: (plan: Plan, usage: Usage) => house.settledCalls(plan, [{ target: plan.target, usage, trust: undefined }]),
    settledCalls: (plan: Plan, calls: readonly SettledCall[]) =>
      route.settled(
        plan,
        calls.map(({ target, usage, trust }) => ({ target, ending: endingWith(usage), trust })),
      ),
    get route(): RouteRoom {
      return route;
    },
    plan(body: JsonObject, changes: Changes = {}): Plan {
      const prompt = makePrompt(body, changes);
      return route.plan(prompt, fingerprint(prompt)) as Plan;
    },
  };
  const known = [openai, local, keyless, foreign];
  const route = makeRoute({
    settings: () => house.settings,
    providers: name => known.find(provider => provider.name === name),
    keyFor: provider => (provider.name === 'openai' ? 'sk-other' : undefined),
    clock: { nowMs: () => house.nowMs, tickMs: () => house.nowMs },
    ...(scoreOf === undefined ? {} : { scoreOf }),
    ...(learning === undefined ? {} : { learning }),
    redo: house.redo,
    pricesOf: ({ model }) => house.prices[model],
    windowOf: ({ model }) => house.windows[model],
  });
  return house;
}
