import { scoreTiers, type ScoreTier, type Settings, type TierName } from '../../protocol/settings.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { autoModel } from '../rooms/plan.js';
import type { Provider } from '../rooms/provider.js';
import { isSmallByName, tierUnderCeiling } from './ceiling.js';
import { tierOf, usableTiers, type Reach } from './tiers.js';

/** Where a request would go if its score asked for one of the tiers. */
export interface Landing {
  /** The tier it counts for; the place of its own model where it stays and no tier is mapped to that. */
  readonly tier: ScoreTier;
  readonly provider: string;
  readonly model: string;
}

/** What runs on this machine is at least as cheap. */
function scoreTierOf(tier: TierName): ScoreTier {
  return tier === 'local' ? 'cheap' : tier;
}

/**
 * Where the score alone would send a request that is over, for each tier that a score can ask for. Undefined where no
 * tier could answer it. `asked` is the provider it came for.
 */
export function landings(
  past: Pick<LedgerRow, 'modelRequested' | 'dialect'>,
  asked: Provider,
  settings: Settings,
  reach: Reach,
): Readonly<Record<ScoreTier, Landing>> | undefined {
  const prompt = {
    origin: { provider: asked, key: undefined },
    dialect: { name: past.dialect },
    facts: { model: past.modelRequested },
  };
  const tiers = usableTiers(settings, prompt, reach);
  if (tiers.size === 0) return undefined;
  const auto = past.modelRequested === autoModel;
  const own = { provider: asked, model: past.modelRequested };
  const mapped = tierOf(tiers, own);
  const place = mapped === undefined ? (isSmallByName(own.model) ? 'cheap' : 'strong') : scoreTierOf(mapped);
  const landing = (wanted: ScoreTier): Landing => {
    const tier = tierUnderCeiling({ tiers, auto, prompt, settings }, wanted);
    const target = tier && tiers.get(tier);
    return target === undefined
      ? { tier: place, provider: asked.name, model: own.model }
      : { tier: tier === undefined ? place : scoreTierOf(tier), provider: target.provider.name, model: target.model };
  };
  return Object.fromEntries(scoreTiers.map(name => [name, landing(name)])) as Record<ScoreTier, Landing>;
}
