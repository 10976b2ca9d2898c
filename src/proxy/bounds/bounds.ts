import type { Settings } from '../../protocol/settings.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { DialectBounds } from '../wire.js';
import { bearable, type Wanted } from './bearable.js';
import { keptApart } from './kept-apart.js';
import { isOffLimits } from './never.js';
import { ruleBounds } from './rule-bounds.js';
import { sideTaskBounds } from './side-task.js';

/** Whether an answer is kept short, and why or why not. docs/bounds.md explains the reasons to users. */
export type Bound =
  | { readonly edit: undefined; readonly reason: undefined | 'unbound-thinking' | 'unbound-fault' }
  /** Takes the prompt's bytes, with or without other edits, and never throws. */
  | { readonly edit: (raw: Buffer) => Buffer; readonly reason: 'bound-side-task' | 'bound-rule' };

/** What the bounds room says of one request. */
export interface BoundPlan {
  /** Under which the answer is looked up and kept, in place of the one given. */
  readonly fingerprint: Fingerprint;
  /** What to do when this model answers. */
  forModel(model: string): Bound;
}

/** Reads the settings anew for every request. Never throws: a fault leaves the request as it came. */
export type BoundsRoom = (prompt: Prompt, fingerprint: Fingerprint) => BoundPlan;

export function makeBounds(parts: { readonly settings: () => Settings }): BoundsRoom {
  return (prompt, fingerprint) => {
    const unbound: BoundPlan = { fingerprint, forModel: () => nothing };
    const words = prompt.dialect.bounds;
    if (words === undefined || isOffLimits(prompt, fingerprint)) return unbound;
    const settings = parts.settings().bounds;
    const { client, facts, controls } = prompt;
    const { role } = fingerprint;
    const rule = ruleBounds(settings, { client, model: facts.model, role, feature: controls.feature });
    const side = sideTaskBounds(settings, role);
    if (rule === undefined && side === undefined) return unbound;
    return {
      fingerprint: rule === undefined ? fingerprint : keptApart(fingerprint, rule),
      forModel: model => bind(prompt, words, { rule, side }, model),
    };
  };
}

function bind(prompt: Prompt, words: DialectBounds, wanted: Wanted, model: string): Bound {
  const { raw } = prompt;
  try {
    const { rule, side, skipped } = bearable(prompt, words, wanted, model);
    const ruled = words.apply(raw, rule, model);
    const edited = words.apply(ruled, side, model);
    if (edited === raw) return skipped ? { edit: undefined, reason: 'unbound-thinking' } : nothing;
    const edit = (bytes: Buffer) => words.apply(words.apply(bytes, rule, model), side, model);
    return {
      edit: bytes => (bytes === raw ? edited : unlessFault(bytes, edit)),
      reason: ruled === raw ? 'bound-side-task' : 'bound-rule',
    };
  } catch {
    return { edit: undefined, reason: 'unbound-fault' };
  }
}

/** The prompt goes on as it is rather than not at all. */
function unlessFault(raw: Buffer, edit: (raw: Buffer) => Buffer): Buffer {
  try {
    return edit(raw);
  } catch {
    return raw;
  }
}

const nothing: Bound = { edit: undefined, reason: undefined };
