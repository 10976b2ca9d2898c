import type { LabelledRequest } from './outcome.js';
import { bucketOf, fade, verdictOf } from './outcome.js';

/** Outcomes of one kind of request on one model, by trust. */
export interface Counts {
  readonly failed: number;
  readonly held: number;
}

/** How often a cheaper answer is taken to fail before anything is known, and how many outcomes that is worth. */
const priorFailing = 0.15;
const priorStrength = 40;
/** The most that counts move a gain either way: about half of the band between the thresholds. */
export const mostShift = 0.06;
/** Silence is no praise: however much of it there is, it counts for no more than this. */
const mostSilence = 20;

const nothing: Counts = { failed: 0, held: 0 };

/**
 * The mean of the Beta distribution after these outcomes, less what it was before them; within {@link mostShift}. More
 * failures never lower it, more that held never raise it, and without outcomes it is 0.
 */
export function shiftOf({ failed, held }: Counts): number {
  const mean = (priorStrength * priorFailing + failed) / (priorStrength + failed + held);
  return Math.min(mostShift, Math.max(-mostShift, mean - priorFailing));
}

/** Every kind's counts by model, older outcomes faded. */
export class Tallies {
  readonly #byKind = new Map<string, Map<string, Counts>>();
  /** Any answer of a cheaper model was found wanting. */
  readonly hasFailures: boolean;

  constructor(requests: Iterable<LabelledRequest>, nowMs: number) {
    const silence = new Map<string, number>();
    let hasFailures = false;
    for (const request of requests) {
      const verdict = verdictOf(request.labels);
      if (verdict === undefined) continue;
      hasFailures ||= verdict.failed;
      const bucket = bucketOf(request.role, request.readings);
      let trust = verdict.trust * fade(verdict.atMs, nowMs);
      if (verdict.kind === 'quiet') {
        const key = `${bucket} ${request.model}`;
        const before = silence.get(key) ?? 0;
        trust = Math.min(trust, mostSilence - before);
        silence.set(key, before + trust);
      }
      const models = this.#byKind.get(bucket) ?? new Map<string, Counts>();
      const { failed, held } = models.get(request.model) ?? nothing;
      const now = verdict.failed ? { failed: failed + trust, held } : { failed, held: held + trust };
      this.#byKind.set(bucket, models.set(request.model, now));
    }
    this.hasFailures = hasFailures;
  }

  /**
   * Of one kind, for a choice among these models, cheapest first. Where a dearer one failed the cheapest would have
   * failed too; what a dearer one managed says nothing about it.
   */
  of(bucket: string, models: readonly string[]): Counts {
    const seen = this.#byKind.get(bucket);
    const [cheapest, ...others] = models;
    if (seen === undefined || cheapest === undefined) return nothing;
    const own = seen.get(cheapest) ?? nothing;
    const more = others.reduce((sum, model) => sum + (seen.get(model)?.failed ?? 0), 0);
    return { failed: own.failed + more, held: own.held };
  }

  /** Each kind and model with its counts. */
  *all(): Iterable<{ readonly bucket: string; readonly model: string; readonly counts: Counts }> {
    for (const [bucket, models] of this.#byKind) {
      for (const [model, counts] of models) yield { bucket, model, counts };
    }
  }
}
