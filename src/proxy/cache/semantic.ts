import type { Asked } from './asked.js';
import type { EntryStore } from './entry-store.js';
import { isFresh } from './expiry.js';
import { judge } from './match/judge.js';
import type { SemanticIndex } from './semantic-index.js';
import type { TierAnswer } from './tier.js';

/** Candidates looked at; the judge refuses most of them. */
export const candidates = 5;

/** Another wording of the same question: near enough by embedding, then accepted by the judge. */
export async function recallSemantic(
  store: EntryStore,
  index: SemanticIndex,
  asked: Asked,
  limits: { readonly floor: number; readonly budgetMs: number; readonly maxAgesS: readonly (number | undefined)[] },
  nowMs: () => number,
): Promise<TierAnswer> {
  const found = await index.find(asked.bucket, asked.text, candidates, limits.budgetMs);
  if (found.kind !== 'found') return { kind: 'none', reason: `semantic-${found.kind}` };
  let reason = 'no-near';
  for (const { label, cosine } of found.neighbours) {
    if (!(cosine >= limits.floor)) break;
    const entry = store.byLabel(label, asked.bucket);
    if (entry?.loose?.bucket !== asked.bucket) continue;
    if (!isFresh(entry, nowMs(), ...limits.maxAgesS)) {
      reason = 'expired';
      continue;
    }
    const verdict = judge(entry.loose.text, asked.text);
    if (verdict.same && asked.refuses(entry.loose.text)) {
      reason = 'denied';
      continue;
    }
    if (verdict.same) return { kind: 'hit', entry, similarity: Math.min(1, cosine) };
    if (reason === 'no-near') reason = `vetoed:${verdict.reason}`;
  }
  return { kind: 'none', reason };
}
