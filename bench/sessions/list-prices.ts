import type { ModelPrices, PricesOf } from '../../src/proxy/route/economics/prices.js';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import type { Usage } from '../../src/proxy/wire.js';

const catalogue = openCatalogue();

/** What the price list that ships asks for a model of Anthropic's. Throws a RangeError for one that it does not list. */
export const listPrices = ((): PricesOf => {
  const known = new Map<string, ModelPrices>();
  return ({ model }) => {
    const kept = known.get(model);
    if (kept !== undefined) return kept;
    const found = catalogue.pricesOf({ name: 'anthropic' }, model, Date.UTC(2026, 10, 3));
    if (found?.input === undefined || found.output === undefined) throw new RangeError(`no list price for ${model}`);
    const prices = {
      input: found.input.base,
      cachedInput: (found.cachedInput ?? found.input).base,
      cacheWrite: (found.cacheWrite ?? found.input).base,
      output: found.output.base,
    };
    known.set(model, prices);
    return prices;
  };
})();

/** In dollars. */
export function costUsd(model: string, usage: Usage): number {
  const prices = listPrices({ provider: 'anthropic', model });
  if (prices === undefined) throw new RangeError(`no list price for ${model}`);
  const { input, cachedInput, cacheWrite, output } = prices;
  const micro =
    usage.input * input + usage.cachedInput * cachedInput + usage.cacheWrite * cacheWrite + usage.output * output;
  return micro / 1e12;
}
