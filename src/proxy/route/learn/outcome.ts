import { labelKinds, type LabelKind } from '../../../protocol/learning.js';
import type { Role } from '../../../protocol/settings.js';
import type { Readings } from '../gain/gain.js';

/** A request that a cheaper model answered, as far as routing remembers it: figures and names, no words. */
export interface RoutedRequest {
  readonly id: string;
  readonly atMs: number;
  readonly role: Role;
  /** `provider:model` that answered. */
  readonly model: string;
  /** Undefined where nothing was scored. */
  readonly readings: Readings | undefined;
}

/** With what is known of its answer. */
export interface LabelledRequest extends RoutedRequest {
  readonly labels: ReadonlyMap<LabelKind, number>;
  readonly vector: Float32Array | undefined;
}

/** What a request's labels come to. */
export interface Verdict {
  readonly kind: LabelKind;
  readonly failed: boolean;
  readonly trust: number;
  readonly atMs: number;
}

/** The label that is trusted most; of two that are trusted alike, the later one. Undefined without labels. */
export function verdictOf(labels: ReadonlyMap<LabelKind, number>): Verdict | undefined {
  let best: Verdict | undefined;
  for (const [kind, atMs] of labels) {
    const { failed, trust } = labelKinds[kind];
    if (best === undefined || trust > best.trust || (trust === best.trust && atMs >= best.atMs)) {
      best = { kind, failed, trust, atMs };
    }
  }
  return best;
}

/** After so long an outcome counts half: models, prompts and people change. */
export const halfLifeMs = 30 * 86_400_000;

/** What is left of an outcome's trust after a while, 0..1. A clock that was set back makes nothing more than new. */
export function fade(atMs: number, nowMs: number): number {
  return 0.5 ** (Math.max(0, nowMs - atMs) / halfLifeMs);
}

/** Requests of one role and coarse shape are of one kind. The shapes are few, so that each gathers outcomes. */
export function bucketOf(role: Role, readings: Readings | undefined): string {
  if (readings === undefined) return role;
  const shape =
    readings.code > 0 ? 'code' : readings.history > 0 ? 'follow-up' : readings.length < shortReading ? 'short' : 'long';
  return `${role} ${shape}`;
}

/** About 150 characters, as the signal `length` reads them. */
const shortReading = 0.56;
