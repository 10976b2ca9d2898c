import * as z from 'zod';
import { priceOverrideSchema, settingsSchema, tierNames, type ScoreTier, type Settings } from './settings.js';

// What routing, or the cache, would have done with the recorded past under other settings. Nothing is switched on by it.

const share = z.number().min(0).max(1);

/** What shall be different from the settings in force; what is left out stays. */
export const whatIfWishSchema = z.strictObject({
  strongShare: share.optional(),
  qualityFloor: share.optional(),
  cheapBelow: share.optional(),
  strongFrom: share.optional(),
  ceiling: settingsSchema.shape.routing.unwrap().shape.ceiling.unwrap().optional(),
  /** By tier: `provider:model`, a model of the default provider, or null for no model. */
  tiers: z.partialRecord(z.enum(tierNames), z.string().min(1).nullable()).optional(),
  /** By model, as `provider:model` or bare; they win over the price list. */
  prices: z.record(z.string().min(1), priceOverrideSchema).optional(),
  /** Of the cache: what this similarity would have served. */
  similarity: settingsSchema.shape.cache.unwrap().shape.similarity.unwrap().optional(),
});
export type WhatIfWish = z.infer<typeof whatIfWishSchema>;

/** A wish that makes no sense; the message is a sentence for the user. */
export class BadWishError extends Error {
  override readonly name = 'BadWishError';
  readonly reason = 'bad-wish';
}

/** Throws {@link BadWishError} for what contradicts itself or asks for nothing. */
export function checkWish(value: unknown): WhatIfWish {
  const parsed = whatIfWishSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadWishError(
      `What if cannot be worked out: ${issue === undefined ? 'the wish cannot be read' : `'${issue.path.join('.')}' ${wordsOf(issue)}`}.`,
    );
  }
  const wish = parsed.data;
  if (Object.keys(wish).length === 0) {
    throw new BadWishError(
      'Say what should be different: a share, a floor, thresholds, a tier, a price or a similarity.',
    );
  }
  const goals = [wish.strongShare, wish.qualityFloor, wish.cheapBelow ?? wish.strongFrom].filter(
    goal => goal !== undefined,
  );
  if (goals.length > 1) {
    throw new BadWishError(
      'A strong share, a quality floor and thresholds exclude each other here: each of them decides which requests are strong. Give one.',
    );
  }
  return wish;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  return issue.message
    .replace(/^Too (?:small|big): expected \w+ to be /, 'must be ')
    .replace(/^Invalid/, 'is no valid');
}

/** The settings that a wish asks for, to be checked like any others. */
export function wished(settings: Settings, wish: WhatIfWish): unknown {
  const { routing, prices } = settings;
  const { cheapBelow, strongFrom, ceiling, tiers = {}, strongShare, qualityFloor } = wish;
  const decides = [cheapBelow, strongFrom, strongShare, qualityFloor].some(value => value !== undefined);
  const goals = decides ? { strongShare, qualityFloor } : {};
  const mapped = Object.entries({ ...routing.tiers, ...tiers }).filter(([, model]) => model !== null);
  return {
    ...settings,
    routing: {
      ...routing,
      ...goals,
      cheapBelow: cheapBelow ?? Math.min(routing.cheapBelow, strongFrom ?? 1),
      strongFrom: strongFrom ?? Math.max(routing.strongFrom, cheapBelow ?? 0),
      ceiling: ceiling ?? routing.ceiling,
      tiers: Object.fromEntries(mapped),
    },
    prices: { ...prices, ...wish.prices },
  };
}

/** What became of the same requests under one set of settings. */
export interface WhatIfSide extends Readonly<Record<ScoreTier, number>> {
  /** The share of the strong tier among those that were scored; the others are small jobs. Null where none was. */
  readonly strongShare: number | null;
  /** Those at the end, where they follow the user's own scores. */
  readonly cheapBelow: number;
  readonly strongFrom: number;
  readonly costUsd: number;
  /** The same if no moved request had found anything in its new model's prompt cache. */
  readonly costColdUsd: number;
  /** Requests that a cheaper model than the one asked for would have answered. */
  readonly moved: number;
  /** Of these, how many would have been answered worse: a guess from the shape of the prompts. */
  readonly expectedWorse: number;
  /** The share of what a strong model is expected to gain on all of them that is kept; null where nothing is. */
  readonly gainKept: number | null;
  /** Cheap answers that would have been asked for again, by what the judged ones came to; null: too few were judged. */
  readonly escalations: WhatIfEscalations | null;
}

export interface WhatIfEscalations {
  readonly expected: number;
  /** 95 %, exact (Clopper and Pearson). */
  readonly low: number;
  readonly high: number;
  /** What the second calls would cost on top; null where a price is not known. */
  readonly usd: number | null;
}

export interface WhatIfRouting {
  /** Requests that are in every figure. */
  readonly used: number;
  /** Those whose cost in `then` is what was really paid: no assumption about tokens is in it. */
  readonly asPaid: number;
  /** Costs among them that are estimates, because a stream was cut. */
  readonly estimated: number;
  /** Why others are not in it, most first. `why` is a reason code, or `unpriced` or `no-tier`. */
  readonly leftOut: readonly { readonly why: string; readonly requests: number }[];
  /** Models for which no price is known and which some of the requests would have needed. */
  readonly unpricedModels: readonly string[];
  /** Only the newest were read. */
  readonly cut: boolean;
  readonly paidUsd: number;
  readonly now: WhatIfSide;
  readonly then: WhatIfSide;
  /** `now` less `then`; with the 95 % interval of a bootstrap over conversations, null with fewer than ten. */
  readonly saved: { readonly usd: number; readonly lowUsd: number | null; readonly highUsd: number | null };
  readonly sessions: number;
  /** Answers of cheaper models that were judged, and those of them that were asked for again. */
  readonly judged: { readonly answers: number; readonly escalated: number };
}

export interface WhatIfCacheSide {
  readonly similarity: number;
  readonly hits: number;
  /** Null when no price is known. */
  readonly savedUsd: number | null;
}

export interface WhatIfCache {
  readonly sinceMs: number;
  readonly eligible: number;
  readonly now: WhatIfCacheSide;
  readonly then: WhatIfCacheSide;
  /** Upper bound, at 95 % certainty, of the share of wrong ones among such hits, from what was seen of them. */
  readonly wrongAtMost: number;
  /** Hits and complaints that this bound rests on, beside the calibration. */
  readonly seen: { readonly served: number; readonly complaints: number };
}

export interface WhatIf {
  readonly sinceMs: number;
  /** Null where the wish is about the cache alone. */
  readonly routing: WhatIfRouting | null;
  /** Null where the wish says nothing of it. */
  readonly cache: WhatIfCache | null;
}
