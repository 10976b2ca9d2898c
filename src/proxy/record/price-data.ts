import { createRequire } from 'node:module';
import type * as GenaiPrices from '@pydantic/genai-prices';
import { z } from 'zod';

/** The version of `@pydantic/genai-prices` that prices come from, and the day it was published. */
export const catalogueVersion = '0.1.8';
export const catalogueDate = '2026-09-23';

/** Every provider's list of models with their prices, and the day they were read. */
export interface PriceData {
  /** ISO date, such as `2026-09-23`. */
  readonly date: string;
  readonly providers: readonly GenaiPrices.Provider[];
}

/** Data that holds no price list. `reason` says what is wrong with it. */
export class BadPriceDataError extends Error {
  override readonly name = 'BadPriceDataError';
  constructor(readonly reason: string) {
    super(`The price data cannot be used: ${reason}.`);
  }
}

/** The library, loaded at its first use: reading its prices takes about 35 ms. */
export function loadLibrary(): typeof GenaiPrices {
  return (library ??= createRequire(import.meta.url)('@pydantic/genai-prices') as typeof GenaiPrices);
}
let library: typeof GenaiPrices | undefined;

/** The prices that came with the installation, whole. */
export async function packagedPriceData(): Promise<PriceData> {
  return { date: catalogueDate, providers: (await loadLibrary().waitForUpdate()) ?? [] };
}

/**
 * Reads a price list in the catalogue's own format (`data.json` of genai-prices) that was fetched on `date`. A model
 * whose price makes no sense is only found out when it is looked up, and is unpriced then. Throws
 * {@link BadPriceDataError} for anything that is no such list.
 */
export function parsePriceData(value: unknown, date: string): PriceData {
  if (!z.iso.date().safeParse(date).success) throw new BadPriceDataError(`'${date}' is no date`);
  const parsed = listSchema.safeParse(value);
  if (parsed.success) return { date, providers: value as readonly GenaiPrices.Provider[] };
  const issue = parsed.error.issues[0];
  throw new BadPriceDataError(`${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown problem'}`);
}

const text = z.string().min(1);
const price = z.union([
  z.number().min(0),
  z.object({
    base: z.number().min(0),
    tiers: z.array(z.object({ start: z.number().int().min(0), price: z.number().min(0) })),
  }),
]);
const prices = z.record(text, price);

/** Only what is read here; descriptions and the like pass through unread. */
const listSchema = z
  .array(
    z.object({
      id: text,
      api_pattern: text.refine(isPattern, 'is no pattern'),
      models: z.array(
        z.object({
          id: text,
          match: z.record(text, z.unknown()),
          prices: z.union([prices, z.array(z.object({ prices })).min(1)]),
        }),
      ),
    }),
  )
  .min(1);

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
