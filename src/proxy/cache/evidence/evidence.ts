import {
  evidenceKinds,
  looseTiers,
  type EvidenceKind,
  type EvidenceReport,
  type LooseTier,
} from '../../../protocol/evidence.js';
import type { ContentClass } from '../../../protocol/content-classes.js';
import type { Fingerprint, Prompt } from '../../prompt.js';
import type { SqlDriver } from '../../rooms/store.js';
import { openBars } from './bars.js';
import { precisionBound, promisedErrors } from './bound.js';
import { openTally, type Tally } from './tally.js';
import { openWatch, type Refinement, type WatchedHit } from './watch.js';

/** What is seen of loose hits, and what follows from it. */
export interface Evidence {
  /** The tier may serve. A table that cannot be read leaves it open. */
  isOpen(tier: LooseTier): boolean;
  /** What is added here to the similarity that is demanded; 0 where nobody complained. */
  raise(bucket: string, contentClass: ContentClass): number;
  served(hit: WatchedHit): void;
  /** Looks whether a request complains about the answer before it. Never throws. */
  heed(prompt: Prompt, fingerprint: Fingerprint): void;
  /** What came of a hit. Never throws. */
  judged(
    tier: LooseTier,
    kind: EvidenceKind,
    where?: { readonly bucket: string; readonly contentClass: ContentClass },
  ): void;
  /** False when the tier was open. Throws what the driver throws. */
  reopen(tier: LooseTier): boolean;
  report(): Omit<EvidenceReport, 'advice'>;
  /** One sentence when a tier is closed. */
  trouble(): string | undefined;
  close(): void;
}

/**
 * How much each kind speaks against a tier, or for it. Asking nearly the same again has many reasons: it only raises the
 * bar where it happened. A hit that nobody complained about says little.
 */
const against: Readonly<Partial<Record<EvidenceKind, number>>> = {
  'wrong-answer': 1,
  'said-no': 1,
  regenerated: 1,
  'shadow-different': 1,
};
const silence = 0.05;
/** Silence never outweighs the calibration. */
const mostSilence = 100;

const complaintWeight: Readonly<Partial<Record<EvidenceKind, number>>> = { ...against, 'asked-again': 0.5 };

export function openEvidence(of: {
  readonly driver: SqlDriver;
  readonly nowMs: () => number;
  /** The pair of wordings is not to be served again. */
  readonly deny: (hit: WatchedHit) => void;
}): Evidence {
  const { driver, nowMs } = of;
  const tally = openTally(driver, nowMs);
  const bars = openBars(driver, nowMs);
  const watch = openWatch(nowMs);

  const guard = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const judged: Evidence['judged'] = (tier, kind, where) => {
    tally.add(tier, kind);
    const weight = complaintWeight[kind];
    guard(() => {
      if (weight !== undefined && where !== undefined) bars.complain(where.bucket, where.contentClass, weight);
      const isMet = boundOf(tally, tier) >= 1 - promisedErrors;
      if (!isMet && tally.closedMs(tier) === undefined) tally.close(tier);
      if (isMet && tally.closedMs(tier) !== undefined && kind === 'shadow-same') tally.reopen(tier);
    }, undefined);
  };
  const heeded = ({ hit, as }: { readonly hit: WatchedHit; readonly as: Refinement }) => {
    judged(hit.tier, as, hit);
    if (against[as] !== undefined) guard(() => of.deny(hit), undefined);
  };
  return {
    isOpen: tier => guard(() => tally.closedMs(tier) === undefined, true),
    raise: (bucket, contentClass) => guard(() => bars.raise(bucket, contentClass), 0),
    served(hit) {
      tally.add(hit.tier, 'served');
      watch.served(hit);
    },
    heed(prompt, fingerprint) {
      const found = guard(() => watch.heed(prompt, fingerprint), undefined);
      if (found !== undefined) heeded(found);
    },
    judged,
    reopen(tier) {
      const wasClosed = tally.closedMs(tier) !== undefined;
      if (wasClosed) tally.reopen(tier);
      return wasClosed;
    },
    report: () => ({
      promisedErrors,
      tiers: looseTiers.map(tier => {
        const seen = tally.of(tier);
        const counts = Object.fromEntries(evidenceKinds.map(kind => [kind, seen.get(kind)?.count ?? 0]));
        return {
          tier,
          counts: counts as Record<EvidenceKind, number>,
          precisionBound: boundOf(tally, tier),
          closedMs: tally.closedMs(tier) ?? null,
        };
      }),
      neighbourhoods: bars.list(),
    }),
    trouble: () =>
      guard(() => {
        const closed = looseTiers.filter(tier => tally.closedMs(tier) !== undefined);
        return closed.length === 0 ? undefined : closedSentence(closed);
      }, undefined),
    close: () => tally.flush(),
  };
}

function boundOf(tally: Tally, tier: LooseTier): number {
  const seen = tally.of(tier);
  const weight = (kind: EvidenceKind) => seen.get(kind)?.weight ?? 0;
  const right = weight('shadow-same') + Math.min(mostSilence, silence * weight('served'));
  const wrong = Object.entries(against).reduce((sum, [kind, each]) => sum + each * weight(kind as EvidenceKind), 0);
  return precisionBound(right, wrong);
}

function closedSentence(tiers: readonly LooseTier[]): string {
  const names = tiers.map(tier => (tier === 'gate' ? 'for other wrappings (gate)' : 'for other words (semantic)'));
  return `Answers ${names.join(' and ')} are off: too many were found wrong to keep the promise of ${100 * promisedErrors} %. 'tuppence cache evidence' shows why, 'tuppence cache reopen ${tiers[0] ?? 'gate'}' switches them on again.`;
}
