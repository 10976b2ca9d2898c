import type { Asked } from './asked.js';
import type { Entry } from './entry.js';
import type { EntryStore } from './entry-store.js';
import { isFresh } from './expiry.js';
import { judge } from './match/judge.js';
import type { SemanticIndex } from './semantic-index.js';
import type { TierAnswer } from './tier.js';

/** Candidates looked at; most of them are refused. */
export const candidateCount = 5;

interface Limits {
  /** Similarity under which nothing is looked at. */
  readonly floor: number;
  /** The share of wrong answers among the served that the user puts up with. */
  readonly errorBound: number;
  readonly budgetMs: number;
  readonly maxAgesS: readonly (number | undefined)[];
}

interface Near {
  readonly entry: Entry;
  readonly text: string;
  readonly similarity: number;
}

/**
 * Another wording of the same question: near enough by embedding, then accepted by the strict judge, or else by the
 * verifier under the error bound. What neither is sure of is not served.
 */
export async function recallSemantic(
  store: EntryStore,
  index: SemanticIndex,
  asked: Asked,
  limits: Limits,
  nowMs: () => number,
): Promise<TierAnswer> {
  const startMs = nowMs();
  const found = await index.find(asked.bucket, asked.text, candidateCount, limits.budgetMs);
  if (found.kind !== 'found') return { kind: 'none', reason: `semantic-${found.kind}` };
  const open: Near[] = [];
  let reason = 'no-near';
  for (const { label, similarity } of found.near) {
    if (!(similarity >= limits.floor)) break;
    const entry = store.byLabel(label, asked.bucket);
    if (entry?.loose?.bucket !== asked.bucket) continue;
    if (!isFresh(entry, nowMs(), ...limits.maxAgesS)) {
      reason = 'expired';
      continue;
    }
    const { text } = entry.loose;
    const near = { entry, text, similarity: Math.min(1, similarity) };
    const verdict = judge(text, asked.text);
    if (verdict.same && asked.refuses(text)) {
      reason = 'denied';
      continue;
    }
    if (verdict.same) return hit(near, 'same-words');
    if (!asked.refuses(text)) open.push(near);
    if (reason === 'no-near') reason = `vetoed:${verdict.reason}`;
  }
  const leftMs = limits.budgetMs - (nowMs() - startMs);
  return (await weighed(index, asked.text, open, limits.errorBound, leftMs)) ?? { kind: 'none', reason };
}

/** The candidate that the verifier is surest of, if its bound is within the one that was asked for. */
async function weighed(
  index: SemanticIndex,
  text: string,
  open: readonly Near[],
  errorBound: number,
  budgetMs: number,
): Promise<TierAnswer | undefined> {
  if (open.length === 0) return undefined;
  const candidates = open.map(near => ({ text: near.text, similarity: near.similarity }));
  const opinions = await index.weigh(text, candidates, budgetMs);
  let best: { readonly near: Near; readonly bound: number; readonly logOdds: number } | undefined;
  open.forEach((near, at) => {
    const opinion = opinions[at];
    if (opinion?.bound === undefined || opinion.bound > errorBound) return;
    const { bound, logOdds } = opinion;
    if (best === undefined || logOdds > best.logOdds) best = { near, bound, logOdds };
  });
  return best === undefined ? undefined : hit(best.near, `within-bound:${best.bound}`, best.bound);
}

function hit({ entry, similarity }: Near, because: string, bound = 0): TierAnswer {
  return { kind: 'hit', entry, similarity, because, bound };
}
