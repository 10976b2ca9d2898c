import type { Settings } from '../../protocol/settings.js';
import type { Fingerprint, NewId, Prompt } from '../prompt.js';
import { askedOf, type Asked } from './asked.js';
import type { EntryStore } from './entry-store.js';
import type { Compare } from './evidence/compare.js';
import type { Evidence } from './evidence/evidence.js';
import type { Rates } from './evidence/rates.js';
import type { Feedback } from './feedback/feedback.js';
import type { Flights } from './flights.js';
import { lifetimeOf, type Lifetime } from './life/lifetime.js';
import type { Retries } from './retries.js';
import type { SemanticIndex } from './semantic-index.js';
import { mentionsOf } from './workspace/mentions.js';
import type { Tied, Workspaces } from './workspace/workspaces.js';

/** What a recall works with. */
export interface RecallParts {
  readonly store: EntryStore;
  readonly index: SemanticIndex;
  readonly feedback: Feedback;
  readonly evidence: Evidence;
  readonly compare: Compare;
  readonly rates: Rates;
  readonly flights: Flights;
  readonly retries: Retries;
  readonly workspaces: Workspaces;
  /** Read at every request. */
  readonly settings: () => Settings;
  readonly nowMs: () => number;
  readonly newId: NewId;
  /** Runs what may fail without anybody waiting for it. */
  readonly attempt: (work: () => void) => void;
}

/** One request on its way through the tiers. */
export interface Call {
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly asked: Asked | undefined;
  /** Undefined for an agent's turn, which is not kept. */
  readonly lifetime: Lifetime | undefined;
  /** How its workspace is, looked at while it goes on; undefined for what has to do with none, and for an agent's turn. */
  readonly tied: Promise<Tied> | undefined;
}

export function callOf(parts: RecallParts, prompt: Prompt, fingerprint: Fingerprint): Call {
  const { feedback, settings, workspaces } = parts;
  const isKept = fingerprint.cacheability === 'exact' || fingerprint.cacheability === 'loose';
  const mentions = isKept ? mentionsOf(prompt) : undefined;
  return {
    prompt,
    fingerprint,
    asked: askedOf(prompt, fingerprint, feedback.refuses),
    lifetime: isKept ? lifetimeOf(prompt, fingerprint, settings().cache) : undefined,
    tied: mentions && workspaces.tie(mentions),
  };
}
