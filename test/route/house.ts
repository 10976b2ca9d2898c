import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import { parseSettings, type Settings } from '../../src/protocol/settings.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { Plan, Provider } from '../../src/proxy/rooms.js';
import { openRedo, type Redo } from '../../src/proxy/route/redo.js';
import { makeRoute } from '../../src/proxy/route/route.js';
import { makePrompt, openai, type Changes } from '../fingerprint/make-prompt.js';

const local: Provider = { name: 'local', url: 'http://127.0.0.1:9/v1', auth: 'none', dialects: ['openai-chat'] };
const keyless: Provider = { ...local, name: 'keyless', auth: 'bearer' };
const foreign: Provider = { ...local, name: 'foreign', dialects: [] };

/** Three models of the request's own provider. */
export const threeTiers = { cheap: 'small-1', standard: 'medium-1', strong: 'large-1' };

export type Routing = Parameters<typeof routingSettings>[0];

export function routingSettings(routing: {
  readonly mode?: 'off' | 'observe' | 'on';
  readonly tiers?: { readonly cheap?: string; readonly standard?: string; readonly strong?: string };
  readonly rules?: readonly object[];
  readonly cheapBelow?: number;
  readonly strongFrom?: number;
}): Settings {
  return parseSettings({ routing: { mode: 'on', tiers: threeTiers, ...routing } });
}

/** A route room whose settings and clock a test may turn, fed with whole bodies. */
export function makeHouse(routing: Routing = {}): {
  settings: Settings;
  nowMs: number;
  readonly redo: Redo;
  plan(body: JsonObject, changes?: Changes): Plan;
} {
  const house = {
    settings: routingSettings(routing),
    nowMs: 1_000_000,
    redo: openRedo(),
    plan(body: JsonObject, changes: Changes = {}): Plan {
      const prompt = makePrompt(body, changes);
      return route(prompt, fingerprint(prompt));
    },
  };
  const known = [openai, local, keyless, foreign];
  const route = makeRoute({
    settings: () => house.settings,
    providers: name => known.find(provider => provider.name === name),
    keyFor: provider => (provider.name === 'openai' ? 'sk-other' : undefined),
    clock: { nowMs: () => house.nowMs, tickMs: () => house.nowMs },
    redo: house.redo,
  });
  return house;
}
