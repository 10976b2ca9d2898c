import {
  closedSentences,
  evidenceKinds,
  looseTiers,
  type ClassEvidence,
  type EvidenceCounts,
  type EvidenceKind,
  type EvidenceReport,
  type LooseTier,
  type TierEvidence,
} from '../../../protocol/evidence.js';
import type { Fingerprint, Prompt } from '../../prompt.js';
import type { SeenVerdict } from '../../past.js';
import type { SqlDriver } from '../../rooms/store.js';
import { openBars, type Bars, type Complainant } from './bars.js';
import { openClosings } from './closings.js';
import type { HitSource } from './hit-source.js';
import { against, boundOf, openStanding } from './standing.js';
import { openTally, type Seen } from './tally.js';
import { openWatch, type Refinement, type WatchedHit } from './watch.js';

/** What is seen of loose hits, and what follows from it. */
export interface Evidence extends Pick<Bars, 'reset' | 'complaints'> {
  /** Hits of this kind may be served. Evidence that cannot be read leaves them open. */
  isOpen(source: HitSource): boolean;
  /** What is added here to the similarity that is demanded; 0 where nobody complained. */
  raise: Bars['raise'];
  served(hit: WatchedHit): void;
  /** Looks whether a request complains about the answer before it. Never throws. */
  heed(prompt: Prompt, fingerprint: Fingerprint): void;
  /** What came of a hit, or of one that would have been given but for {@link isOpen}. Never throws. */
  judged(hit: JudgedHit, kind: EvidenceKind, by: Complainant): void;
  /** False when all of the tier was open. Throws what the driver throws. */
  reopen(tier: LooseTier): boolean;
  report(): Omit<EvidenceReport, 'advice'>;
  /** Sentences about what is closed. */
  trouble(): string | undefined;
  close(): void;
}

/** A hit, and the neighbourhood in which it was. */
export interface JudgedHit extends HitSource {
  readonly requestId: string;
  readonly bucket: string;
}

const complaintWeight: Readonly<Partial<Record<EvidenceKind, number>>> = { ...against, 'asked-again': 0.5 };

export function openEvidence(of: {
  readonly driver: SqlDriver;
  readonly nowMs: () => number;
  /** Share of wrong answers among semantic hits that the user puts up with now. */
  readonly errorBound: () => number;
  /** What finds and weighs semantic hits now; undefined while nothing does. */
  readonly pool: () => string | undefined;
  /** The pair of wordings is not to be served again. */
  readonly deny: (hit: WatchedHit) => void;
  /** What was seen of the answer to a request; nobody waits for it. */
  readonly noted: (requestId: string, kind: SeenVerdict) => void;
}): Evidence {
  const { driver, nowMs, errorBound } = of;
  const tally = openTally(driver, nowMs);
  const closings = openClosings(driver);
  const standing = openStanding({ tally, closings, nowMs, errorBound });
  const bars = openBars(driver, nowMs);
  const watch = openWatch(nowMs);

  const guard = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const poolOf = (tier: LooseTier) => (tier === 'gate' ? '' : (of.pool() ?? tally.lastPool(tier) ?? ''));
  const judged: Evidence['judged'] = (hit, kind, by) => {
    tally.add(hit, kind);
    if (kind !== 'served' && kind !== 'wrong-answer') guard(() => of.noted(hit.requestId, kind), undefined);
    const weight = complaintWeight[kind];
    if (weight !== undefined) guard(() => bars.complain(hit, weight, by), undefined);
  };
  const heeded = ({ hit, as }: { readonly hit: WatchedHit; readonly as: Refinement }) => {
    judged(hit, as, hit);
    if (against[as] !== undefined) guard(() => of.deny(hit), undefined);
  };
  const tierReport = (tier: LooseTier): TierEvidence => {
    const pool = poolOf(tier);
    const promisedErrors = standing.promised(tier);
    const closed = standing.closed(tier, pool);
    const seen = tally.of(tier, pool, errorBound());
    const classes = [...seen].map(([contentClass, own]): ClassEvidence => {
      const closing = closed.get(contentClass);
      return {
        contentClass,
        counts: countsOf([own]),
        precisionBound: boundOf([own], promisedErrors),
        closed: closing
          ? {
              sinceMs: closing.sinceMs,
              agreementsNeeded: standing.agreementsNeeded(tier, pool, contentClass),
            }
          : null,
      };
    });
    const counts = countsOf([...seen.values()]);
    return { tier, promisedErrors, counts, precisionBound: standing.bound(tier, pool), classes };
  };
  return {
    isOpen: ({ tier, pool, contentClass }) => guard(() => !standing.closed(tier, pool).has(contentClass), true),
    raise: (bucket, contentClass) => guard(() => bars.raise(bucket, contentClass), 0),
    served(hit) {
      tally.add(hit, 'served');
      watch.served(hit);
    },
    heed(prompt, fingerprint) {
      const found = guard(() => watch.heed(prompt, fingerprint), undefined);
      if (found !== undefined) heeded(found);
    },
    judged,
    complaints: () => bars.complaints(),
    reset: partition => bars.reset(partition),
    reopen(tier) {
      const pool = poolOf(tier);
      const closed = [...standing.closed(tier, pool).keys()];
      for (const contentClass of closed) closings.open(tier, pool, contentClass);
      if (closed.length > 0) tally.forget(tier, pool);
      return closed.length > 0;
    },
    report: () => ({ tiers: looseTiers.map(tierReport), neighbourhoods: bars.list() }),
    trouble: () =>
      guard(() => {
        const sentences = looseTiers
          .map(tierReport)
          .flatMap(tier => tier.classes.filter(({ closed }) => closed !== null).map(one => closedSentences(tier, one)));
        return sentences.length === 0 ? undefined : sentences.join(' ');
      }, undefined),
    close: () => tally.flush(),
  };
}

function countsOf(seen: readonly Seen[]): EvidenceCounts {
  const count = (kind: EvidenceKind) => seen.reduce((sum, each) => sum + (each.get(kind)?.count ?? 0), 0);
  return Object.fromEntries(evidenceKinds.map(kind => [kind, count(kind)])) as Record<EvidenceKind, number>;
}
