import type { InputRates, RatesOf } from './prefix/rates.js';
import type { OpenRecord } from './record/record.js';

/** Prices change by the day, not by the request; one look-up serves for this long. */
const keepMs = 60_000;

/** What the ledger's catalogue asks for input, as the room that keeps prefixes warm wants to know it. */
export function inputRates(record: Pick<OpenRecord, 'priceRows'>): RatesOf {
  const known = new Map<string, { readonly rates: InputRates | undefined; readonly untilMs: number }>();
  return target => {
    const name = JSON.stringify([target.provider.name, target.model]);
    const nowMs = performance.now();
    const kept = known.get(name);
    if (kept !== undefined && kept.untilMs > nowMs) return kept.rates;
    // Callers choose model names; a list of them must not grow for ever.
    if (known.size >= 1_000) known.clear();
    const rates = look(record, target.provider.name, target.model);
    known.set(name, { rates, untilMs: nowMs + keepMs });
    return rates;
  };
}

function look(record: Pick<OpenRecord, 'priceRows'>, provider: string, model: string): InputRates | undefined {
  const rows = record.priceRows(provider, model)?.rows ?? [];
  const [input, cachedInput, cacheWrite] = ['input', 'cached input', 'cache write, 5 minutes'].map(
    charge => rows.find(row => row.charge === charge && row.aboveTokens === undefined)?.usd,
  );
  if (input === undefined || cachedInput === undefined || cacheWrite === undefined) return undefined;
  const micro = (usd: number) => Math.round(usd * 1_000_000);
  return { input: micro(input), cachedInput: micro(cachedInput), cacheWrite: micro(cacheWrite) };
}
