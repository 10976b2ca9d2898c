import { parseSettings } from '../../src/protocol/settings.js';
import { expectedGain, readSignals } from '../../src/proxy/route/gain/gain.js';
import type { Prior } from '../../src/proxy/route/gain/prior.js';
import { developerPrompts } from './developer-prompts.js';

/** The two cuts that put the most developer prompts into their own tier, mapped onto the default thresholds. */
export function placeThresholds(by: Pick<Prior, 'base' | 'weights'>): {
  readonly middle: number;
  readonly steepness: number;
  readonly developer: { readonly right: number; readonly of: number };
} {
  const gains = (tier: keyof typeof developerPrompts): number[] =>
    developerPrompts[tier].map(text => expectedGain(readSignals(text, 0), by));
  const [cheap, standard, strong] = [gains('cheap'), gains('standard'), gains('strong')];
  const low = bestCut(cheap, standard);
  const high = bestCut(standard, strong);
  const { cheapBelow, strongFrom } = parseSettings({}).routing;
  const steepness = (logit(strongFrom) - logit(cheapBelow)) / (high - low);
  const right =
    cheap.filter(value => value < low).length +
    standard.filter(value => value >= low && value < high).length +
    strong.filter(value => value >= high).length;
  return {
    middle: low - logit(cheapBelow) / steepness,
    steepness,
    developer: { right, of: cheap.length + standard.length + strong.length },
  };
}

/** The cut with the fewest on the wrong side; of several, the one in the widest gap. */
function bestCut(below: readonly number[], above: readonly number[]): number {
  const all = [...below, ...above].sort((a, b) => a - b);
  let best = { cut: 0, wrong: Infinity, gap: 0 };
  for (let index = 1; index < all.length; index += 1) {
    const [left, right] = [all[index - 1] ?? 0, all[index] ?? 0];
    const cut = (left + right) / 2;
    const wrong = below.filter(value => value >= cut).length + above.filter(value => value < cut).length;
    if (wrong < best.wrong || (wrong === best.wrong && right - left > best.gap))
      best = { cut, wrong, gap: right - left };
  }
  return best.cut;
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}
