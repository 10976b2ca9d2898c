import { tierNames } from '../../protocol/settings.js';
import type { Named } from './economics/prices.js';
import type { Case } from './step.js';
import { rankOf } from './tiers.js';

/** The model that the conversation is on; in observe mode, the one that it would be on with routing switched on. */
export function heldBy({ last, settings }: Pick<Case, 'last' | 'settings'>): Named | undefined {
  return settings.routing.mode === 'on' ? last : (last?.would ?? last);
}

/** A model's place among the tiers. A model of no tier is the one that the caller asked for: at the top. */
export function rankOfNamed({ tiers }: Pick<Case, 'tiers'>, named: Named | undefined): number {
  const tier = tierNames.findLast(name => {
    const target = tiers.get(name);
    return target?.model === named?.model && target?.provider.name === named?.provider;
  });
  return tier === undefined ? tierNames.length : rankOf(tier);
}

/** The shorter of the two usual lives of a provider's prompt cache. */
const cacheLifeMs = 5 * 60_000;

/**
 * The provider has forgotten the conversation: nobody has spoken for so long, or it was summed up, or its client has cut
 * most of it.
 */
export function isCold({ last, nowMs, prompt }: Pick<Case, 'last' | 'nowMs' | 'prompt'>): boolean {
  if (last === undefined || last.compacted || nowMs - last.atMs > cacheLifeMs) return true;
  return prompt.raw.length < last.bytes / 2;
}
