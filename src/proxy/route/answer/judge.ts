import type { Json } from '../../prompt.js';
import type { Contract, Finding, Said } from '../../wire.js';
import { doubtOf } from './doubt.js';
import { editsAreWhole } from './edits.js';
import { anyKind, type AnswerKind } from './kind.js';
import { look, repetitionOf } from './look.js';
import { fits } from './schema.js';

/** Everything that is known of an answer when it is judged. */
export interface Judged {
  readonly question: string;
  /** Undefined when the reply could not be read. */
  readonly said: Said | undefined;
  readonly finding: Finding;
  readonly contract: Contract;
  /** The request demands JSON, with a schema or without. */
  readonly structured: boolean;
  /** What answers to this kind of request have in common. */
  readonly kind: AnswerKind;
  /** Gain that was expected of the prompt. */
  readonly expected: number;
}

/** How far an answer is trusted, 0..1, and what spoke against it most. */
export interface Verdict {
  readonly confidence: number;
  /** Short code: `empty`, `schema`, `doubt` ... */
  readonly flaw: string;
}

/** Judges a cheap model's answer by what can be seen of it without another model. Pure. */
export function judge(judged: Judged): Verdict {
  const flaw = flawOf(judged);
  if (flaw !== undefined) return { confidence: 0, flaw };
  const { question, said, kind, expected } = judged;
  const words = said?.text.trim() ?? '';
  // A call of a tool says nothing in words; its arguments have been held against their schema.
  const trust = 1 - doubtOf(look(question, words, words === '' ? anyKind : kind), expected);
  return { confidence: Math.min(trust, sureness(said?.logprobs)), flaw: 'doubt' };
}

/** What makes an answer useless whatever it says, in the order in which a client would stumble over it. */
function flawOf({ said, finding, contract, structured }: Judged): string | undefined {
  if (said === undefined || finding.end === 'broken' || finding.end === 'failed') return 'broken';
  if (finding.refused) return 'refused';
  if (finding.empty || (said.text.trim() === '' && said.calls.length === 0)) return 'empty';
  if (finding.end === 'truncated') return 'length';
  return callFlaw(said, contract) ?? formFlaw(said, contract, structured);
}

function callFlaw({ calls }: Said, { tools }: Contract): string | undefined {
  for (const call of calls) {
    if (tools.size > 0 && !tools.has(call.name)) return 'unknown-tool';
    if (call.arguments === undefined) return 'tool-arguments';
    const schema = tools.get(call.name);
    if (schema !== undefined && !fits(call.arguments, schema)) return 'tool-arguments';
  }
  return undefined;
}

function formFlaw({ text, calls }: Said, { schema }: Contract, structured: boolean): string | undefined {
  if (structured && calls.length === 0) {
    const value = parse(text);
    if (value === undefined) return 'no-json';
    if (schema !== undefined && !fits(value, schema)) return 'schema';
    return undefined;
  }
  if (!editsAreWhole(text)) return 'edit';
  return repetitionOf(text) >= 0.5 ? 'repetition' : undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Trust from token probabilities: full from a mean probability of .9 up, none at .5. Set by hand: they need not follow
 * what is right.
 */
function sureness(logprobs: readonly number[] | undefined): number {
  if (logprobs === undefined || logprobs.length === 0) return 1;
  const mean = Math.exp(logprobs.reduce((sum, value) => sum + value, 0) / logprobs.length);
  return Math.min(1, Math.max(0, (mean - 0.5) / 0.4));
}
