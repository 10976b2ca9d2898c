import type { LadderStep } from './learning.js';
import { headOfReason } from './reasons.js';

// The steps that decide a request's model, in order. docs/routing.md lists every code.

interface Rung {
  readonly step: string;
  /** What the step asks, as a question. */
  readonly asks: string;
  /** The reason codes it gives when it has an opinion. */
  readonly codes: readonly string[];
}

/** In the order in which they are asked; the first with an opinion decides. */
export const ladder: readonly Rung[] = [
  { step: 'pause', asks: 'Is Tuppence paused?', codes: ['paused'] },
  { step: 'fixed model', asks: 'Can only the model asked for do this?', codes: ['fixed-model'] },
  {
    step: 'your header',
    asks: 'Does the request itself name a tier?',
    codes: ['header', 'header-off', 'header-unmapped'],
  },
  { step: 'redo', asks: 'Did you ask for the strong model at this turn?', codes: ['redo-strong'] },
  {
    step: 'switch',
    asks: 'Is routing off, or no tier usable?',
    codes: ['mode-off', 'no-tiers', 'tier-unusable', 'auto-unmapped'],
  },
  {
    step: 'hold',
    asks: 'Is it between two turns of a human, or does the provider keep the state?',
    codes: ['tool-loop', 'server-state', 'continuation'],
  },
  { step: 'your rules', asks: 'Does one of your rules hold?', codes: ['rule', 'rule-unmapped'] },
  { step: 'compaction', asks: 'Is a whole conversation to be summed up?', codes: ['role-compaction'] },
  {
    step: 'constraints',
    asks: 'Does it need what no cheaper model can do?',
    codes: ['seed', 'signed', 'tools', 'media', 'structured', 'window'],
  },
  { step: 'local task', asks: 'Is it a narrow job for the model on this machine?', codes: ['local-task'] },
  {
    step: 'small job',
    asks: 'Is it a small job of the assistant’s own?',
    codes: ['role-title', 'role-branch', 'role-commit', 'role-classifier'],
  },
  {
    step: 'work so far',
    asks: 'Has an agent’s work, or a cheaper answer, gone wrong in this conversation?',
    codes: ['stage-errors', 'stage-repeats', 'stage-spinning', 'latched'],
  },
  { step: 'words', asks: 'Do the newest words say nothing new?', codes: ['no-opinion'] },
  {
    step: 'same chat',
    asks: 'Would a conversation move down while it is going on?',
    codes: ['same-chat'],
  },
  {
    step: 'economics',
    asks: 'Would moving cost more than it saves, cold beginning and way back counted?',
    codes: ['warm-prefix', 'not-covered'],
  },
  {
    step: 'score',
    asks: 'Which tier does the expected gain ask for?',
    codes: ['gain-low', 'cheap-first', 'gain-mid', 'gain-high', 'ceiling', 'small-model'],
  },
];

/** Codes of a score that another constraint kept from its tier. */
const keptFrom: ReadonlySet<string> = new Set(['tools', 'media', 'structured', 'window']);

/**
 * What each step said of a request with this reason; empty where the reason is not routing's, as with an answer from the
 * cache. `isScored`: a constraint then spoke at the end, when the score's tier could not do it.
 */
export function climb(reason: string, isScored: boolean): readonly LadderStep[] {
  const code = headOfReason(reason);
  const rungs = isScored && keptFrom.has(code) ? ladder.map(withScored) : ladder;
  const spoke = rungs.findIndex(({ codes }) => codes.includes(code));
  if (spoke === -1) return [];
  return rungs.map(({ step, asks }, at) => ({
    step,
    asks,
    said: at < spoke ? 'passed' : at === spoke ? 'spoke' : 'not-asked',
  }));
}

function withScored(rung: Rung): Rung {
  if (rung.step === 'constraints') return { ...rung, codes: ['seed', 'signed'] };
  return rung.step === 'score' ? { ...rung, codes: [...rung.codes, ...keptFrom] } : rung;
}
