import { tierNames, type Settings, type TierName } from '../../protocol/settings.js';
import type { Origin } from '../prompt.js';
import type { Target } from '../rooms/plan.js';
import type { Provider } from '../rooms/provider.js';
import type { DialectName } from '../wire.js';
import type { Named } from './economics/prices.js';

/** How the route room finds providers and their keys. */
export interface Reach {
  readonly providers: (name: string) => Provider | undefined;
  readonly keyFor: (provider: Provider) => string | undefined;
}

/** What of a request decides which tiers can answer it. A prompt is one. */
export interface Asker {
  readonly origin: Pick<Origin, 'provider' | 'key'>;
  readonly dialect: { readonly name: DialectName };
}

/** The tiers that can answer one request, cheapest first. */
export type Tiers = ReadonlyMap<TierName, Target>;

/**
 * Resolves the tiers of the settings for one request. A value is `provider:model` when what stands before its first
 * colon is a provider's name, and otherwise a model of the default provider (some model names hold a colon).
 * Left out are tiers whose provider speaks another dialect or has no key: they could not answer.
 */
export function usableTiers(settings: Settings, prompt: Asker, reach: Reach): Tiers {
  const tiers = new Map<TierName, Target>();
  for (const name of tierNames) {
    const value = settings.routing.tiers[name];
    if (value === undefined) continue;
    const target = resolve(value, settings, prompt, reach);
    if (target !== undefined) tiers.set(name, target);
  }
  return tiers;
}

/** Whether the settings map any tier at all, usable or not. */
export function anyMapped(settings: Settings): boolean {
  return tierNames.some(name => settings.routing.tiers[name] !== undefined);
}

/** The place of a tier among the three, cheapest first. */
export function rankOf(tier: TierName): number {
  return tierNames.indexOf(tier);
}

/** The highest tier that this model answers for, if any. */
export function tierOf(tiers: Tiers, target: Pick<Target, 'provider' | 'model'>): TierName | undefined {
  return tierNames.findLast(name => {
    const mapped = tiers.get(name);
    return mapped?.model === target.model && mapped.provider.name === target.provider.name;
  });
}

/** One target by names, with the key that belongs to it. The request's own provider keeps the request's own key. */
export function targetAt(provider: Provider, model: string, prompt: Asker, reach: Reach): Target | undefined {
  const own = provider.name === prompt.origin.provider.name;
  const key = own ? prompt.origin.key : reach.keyFor(provider);
  if (!own && !provider.dialects.includes(prompt.dialect.name)) return undefined;
  if (!own && key === undefined && provider.auth !== 'none') return undefined;
  return { provider: own ? prompt.origin.provider : provider, key, model };
}

function resolve(value: string, settings: Settings, prompt: Asker, reach: Reach): Target | undefined {
  const colon = value.indexOf(':');
  const named = colon > 0 ? providerNamed(value.slice(0, colon), prompt, reach) : undefined;
  if (named !== undefined) return targetAt(named, value.slice(colon + 1), prompt, reach);
  const home = homeOf(settings, prompt, reach);
  return home === undefined ? undefined : targetAt(home, value, prompt, reach);
}

/** A bare model name belongs to the default provider; the demo plays the part of whichever that is. */
function homeOf(settings: Settings, prompt: Asker, reach: Reach): Provider | undefined {
  const { provider } = prompt.origin;
  return provider.demo === true || provider.name === settings.defaultProvider
    ? provider
    : reach.providers(settings.defaultProvider);
}

function providerNamed(name: string, prompt: Asker, reach: Reach): Provider | undefined {
  return name === prompt.origin.provider.name ? prompt.origin.provider : reach.providers(name);
}

export function nameOfTarget({ provider, model }: Pick<Target, 'provider' | 'model'>): Named {
  return { provider: provider.name, model };
}
