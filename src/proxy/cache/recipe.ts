import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a model wants to be run; a fetched one has it beside its files, as `models/model-folder.ts` writes it. */
export interface Recipe {
  readonly dtype: 'fp32' | 'q8';
  readonly pooling: 'mean' | 'cls';
  readonly prefix: string;
  /** Tokens beyond it are left out. */
  readonly maxTokens: number;
  /** On the hub; undefined for a model that did not come from there. */
  readonly revision: string | undefined;
}

export const recipeFile = 'tuppence.json';

/** Throws for files that cannot be read. */
export function recipeOf(folder: string): Recipe {
  const read = (existsSync(join(folder, recipeFile)) ? json(folder, recipeFile) : {}) as Partial<Recipe>;
  return {
    dtype: read.dtype ?? 'fp32',
    pooling: read.pooling ?? 'mean',
    prefix: read.prefix ?? '',
    maxTokens: Math.min(read.maxTokens ?? Infinity, tokenLimit(folder)),
    revision: read.revision,
  };
}

/** As `model_max_length` says to transformers.js, where a model does not say it; many say a number beyond all bounds. */
const usualMaxTokens = 512;
/** These count positions from the one after the padding's. */
const countedFromTwo = /roberta|camembert/;

/** What the tokenizer says, and never more than the graph has positions for: it fails on the first one too many. */
function tokenLimit(folder: string): number {
  const { model_max_length: said } = json(folder, 'tokenizer_config.json');
  const { max_position_embeddings: positions, model_type: type } = json(folder, 'config.json');
  const room = count(positions) - (countedFromTwo.test(String(type)) ? 2 : 0);
  const limit = Math.min(count(said), room);
  return Number.isFinite(limit) ? limit : usualMaxTokens;
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 2 ? value : Infinity;
}

function json(folder: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
}
