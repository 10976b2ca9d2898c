import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Settings } from '../../../protocol/settings.js';
import type { Replay, Threshold } from '../../past.js';
import type { LooseRow } from '../entry-rows.js';
import type { EntryStore } from '../entry-store.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Feedback } from '../feedback/feedback.js';
import type { RestLater } from '../rest-later.js';
import { candidateCount } from '../semantic.js';
import type { SemanticIndex } from '../semantic-index.js';
import type { ReplayHit } from './replay.js';

/** Enough to see what a threshold does, and few enough to compare each with each in seconds. */
const maxRows = 5_000;
/** Read from the table at a time, so that no prompt waits for more than a moment. */
const page = 250;

/** What other thresholds would have served of the answers that are kept; worked out once until something changes. */
export interface Past {
  /** Rejects with a WorkerError when the model cannot run. */
  replay(thresholds: readonly Threshold[]): Promise<Replay>;
}

export function openPast(of: {
  readonly store: Pick<EntryStore, 'looseBefore' | 'version'>;
  readonly index: Pick<SemanticIndex, 'replay'>;
  readonly restLater: Pick<RestLater, 'used'>;
  readonly feedback: Pick<Feedback, 'refusedPairs'>;
  /** What is added to the similarity in a neighbourhood. */
  readonly raise: Evidence['raise'];
  /** Another one whenever somebody complained. */
  readonly complaints: () => number;
  readonly settings: () => Settings;
}): Past {
  const { store, index, restLater, feedback, settings } = of;
  let last: { readonly key: string; readonly replay: Promise<Replay> } | undefined;

  const run = async (thresholds: readonly Threshold[]): Promise<Replay> => {
    const { gate, looseTtlS, classes } = settings().cache;
    const rows = (await read(store)).map(row => ({
      ...row,
      similarity: classes[row.contentClass]?.similarity,
      raise: of.raise(row.bucket, row.contentClass),
    }));
    const rules = {
      thresholds,
      gate,
      looseTtlMs: looseTtlS * 1_000,
      candidates: candidateCount,
      refusedPairs: feedback.refusedPairs(),
    };
    const played = rows.length === 0 ? thresholds.map(() => []) : await index.replay(rows, rules);
    const byLabel = new Map(rows.map(({ label, id, text }) => [label, { id, text }]));
    const hitOf = ({ label, by, tier, cosine, bound }: ReplayHit) => {
      const [asked, kept] = [byLabel.get(label), byLabel.get(by)];
      return asked && kept ? [{ entryId: asked.id, asked: asked.text, kept: kept.text, tier, cosine, bound }] : [];
    };
    return {
      sinceMs: rows[0]?.createdMs,
      entries: rows.length,
      served: thresholds.map((threshold, at) => ({ ...threshold, hits: (played[at] ?? []).flatMap(hitOf) })),
    };
  };
  return {
    replay(thresholds) {
      const { gate, looseTtlS, classes } = settings().cache;
      const rules = [feedback.refusedPairs().length, of.complaints(), gate, looseTtlS, classes, thresholds];
      const key = JSON.stringify([store.version(), rules]);
      if (last?.key !== key) {
        const work = run(thresholds);
        const mine = { key, replay: work };
        last = mine;
        work.catch(() => {
          if (last === mine) last = undefined;
        });
      }
      restLater.used();
      return last.replay;
    },
  };
}

/** The newest rows, in order of arrival. */
async function read(store: Pick<EntryStore, 'looseBefore'>): Promise<readonly LooseRow[]> {
  const pages: LooseRow[][] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let count = 0; count < maxRows;) {
    const rows = store.looseBefore(before, Math.min(page, maxRows - count));
    const oldest = rows.at(-1);
    if (oldest === undefined) break;
    before = oldest.label;
    count += rows.length;
    pages.push(rows.toReversed());
    await nextTurn();
  }
  return pages.toReversed().flat();
}
