import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadPriceDataError, parsePriceData } from './record/price-data.js';
import type { PriceData } from './record/price-data.js';

/**
 * The price list that the user fetched, in place of the one that came with the installation; undefined when none was.
 * Throws a BadPriceDataError for a file that holds no price list.
 */
export function readPriceFile(folder: string): PriceData | undefined {
  const file = join(folder, fileName);
  if (!existsSync(file)) return undefined;
  try {
    const kept = parseJson(readFileSync(file, 'utf8')) as Partial<PriceData> | null;
    return parsePriceData(kept?.providers, kept?.date ?? '');
  } catch (error) {
    if (!(error instanceof BadPriceDataError)) throw error;
    throw new BadPriceDataError(`${error.reason} (in ${file}; remove it to go back to the built-in prices)`);
  }
}

/** Keeps a list for the next start. */
export function writePriceFile(folder: string, data: PriceData): void {
  const file = join(folder, fileName);
  writeFileSync(`${file}.new`, JSON.stringify(data), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Throws a BadPriceDataError for text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadPriceDataError('it is no JSON');
  }
}

const fileName = 'prices.json';
