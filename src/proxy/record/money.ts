import type { MicroUsd } from '../../protocol/money.js';
import { tierNames, type Settings } from '../../protocol/settings.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { autoModel } from '../rooms/plan.js';
import type { Settlement } from '../rooms/settlement.js';
import type { Usage } from '../wire.js';
import type { PricedProvider } from './catalogue.js';
import { costOf } from './cost.js';
import type { PriceOf } from './prices.js';
import { triedUsage } from './tried.js';
import { noUsage } from './usage.js';

export type Money = Pick<LedgerRow, 'cost' | 'baseline' | 'saved' | 'savedBy' | 'wouldSave' | 'triedCost'>;

export interface Pricing {
  readonly priceOf: PriceOf;
  /** A provider by its name; one with nothing but the name when no other is known. */
  readonly provider: (name: string) => PricedProvider;
  readonly settings: () => Settings;
}

/**
 * What a request cost, what it would have cost without Tuppence, and who saved the difference. `usage` is undefined
 * when the provider did no work.
 */
export function moneyOf(settlement: Settlement, usage: Usage | undefined, pricing: Pricing): Money {
  const { cache, plan } = settlement;
  const atMs = settlement.prompt.receivedMs;
  const served: Named = { provider: settlement.providerServed, model: settlement.modelServed };
  const price = (named: Named, used: Usage) =>
    costOf(used, pricing.priceOf(pricing.provider(named.provider), named.model, atMs));
  // What a provider reported is the price of the model that answered, and of no other.
  const priceAs = (named: Named, used: Usage) => price(named, same(named, served) ? used : unreported(used));

  if (cache !== 'miss' && cache !== 'bypass') {
    const baseline = priceAs(plan?.baseline ?? asked(settlement, pricing), usage ?? noUsage);
    return {
      cost: 0,
      baseline,
      saved: baseline,
      savedBy: baseline === null ? null : 'cache',
      wouldSave: null,
      triedCost: null,
    };
  }
  const tried = settlement.tried;
  const first = triedUsage(settlement);
  // What was asked first is paid for, whoever answers in the end.
  const triedCost = tried === undefined ? null : first === undefined ? 0 : price(tried, first.usage);
  const withTried = (own: MicroUsd | null) => (tried === undefined ? own : plus(own, triedCost));
  if (usage === undefined) {
    const cost = withTried(0);
    const saved = minus(0, cost);
    const savedBy = saved === null || saved === 0 ? null : 'routing';
    return { cost, baseline: 0, saved, savedBy, wouldSave: plan?.would === undefined ? null : 0, triedCost };
  }
  const cost = withTried(price(served, usage));
  const { elsewhere } = settlement;
  const baseline = plan === undefined ? cost : priceAs(plan.baseline, elsewhere?.baseline ?? usage);
  const saved = minus(baseline, cost);
  const would = plan?.would === undefined ? null : priceAs(plan.would, elsewhere?.would ?? usage);
  return {
    cost,
    baseline,
    saved,
    savedBy: saved === null || saved === 0 ? null : 'routing',
    wouldSave: minus(cost, would),
    triedCost,
  };
}

interface Named {
  readonly provider: string;
  readonly model: string;
}

/** The model a cached answer is measured against: no plan was made for it. */
function asked(settlement: Settlement, pricing: Pricing): Named {
  const { prompt } = settlement;
  const own = prompt.origin.provider.name;
  if (prompt.facts.model !== autoModel) return { provider: own, model: prompt.facts.model };
  const { tiers } = pricing.settings().routing;
  // Whoever leaves the choice to Tuppence would have had to name one model for everything: the strongest.
  const strongest = tierNames
    .toReversed()
    .map(name => tiers[name])
    .find(value => value !== undefined);
  if (strongest === undefined) return { provider: settlement.providerServed, model: settlement.modelServed };
  const colon = strongest.indexOf(':');
  const provider = strongest.slice(0, Math.max(colon, 0));
  const known = provider === own || pricing.provider(provider).url !== undefined;
  return known ? { provider, model: strongest.slice(colon + 1) } : { provider: own, model: strongest };
}

function same(a: Named, b: Named): boolean {
  return a.provider === b.provider && a.model === b.model;
}

function unreported(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([field]) => field !== 'reportedCost')) as unknown as Usage;
}

function plus(a: MicroUsd | null, b: MicroUsd | null): MicroUsd | null {
  return a === null || b === null ? null : a + b;
}

function minus(a: MicroUsd | null, b: MicroUsd | null): MicroUsd | null {
  return a === null || b === null ? null : a - b;
}
