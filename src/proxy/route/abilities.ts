import type { Abilities } from '../../protocol/routing-knobs.js';
import type { Settings, TierName } from '../../protocol/settings.js';
import type { Prompt } from '../prompt.js';
import type { Target } from '../rooms/plan.js';

/** What keeps a request from a tier; the reason code that the user sees where it keeps the request from all of them. */
export type Misfit = 'tools' | 'media' | 'structured' | 'window';

/** Tokens that a model takes, prompt and answer together; undefined where nobody knows. */
export type WindowOf = (target: Pick<Target, 'provider' | 'model'>) => number | undefined;

/** Where a caller names no limit, an answer needs some room. */
const usualAnswerTokens = 4_096;

/**
 * Why the model of a tier cannot answer this request; undefined when it can, as far as is known. What the user did not
 * say about a hosted model is guessed: it takes tools, and fixed forms where the answer can be checked before anybody
 * sees it. A window that nobody knows fits.
 */
export function misfitOf(
  { prompt, settings }: { readonly prompt: Prompt; readonly settings: Settings },
  tier: TierName,
  target: Target,
  promptTokens: number,
  windowOf: WindowOf,
): Misfit | undefined {
  const { facts } = prompt;
  const told: Abilities = settings.routing.abilities[tier] ?? {};
  const hosted = tier !== 'local';
  if (facts.toolNames.length > 0 && !(told.tools ?? hosted)) return 'tools';
  if (facts.turns.some(turn => turn.media) && told.images !== true) return 'media';
  const checked = hosted && !facts.stream && settings.routing.cascade.on;
  if (facts.structured && !(told.schema ?? checked)) return 'structured';
  const window = told.contextTokens ?? windowOf(target);
  const answer = Math.min(facts.maxOutputTokens ?? usualAnswerTokens, usualAnswerTokens);
  return window !== undefined && promptTokens + answer > window ? 'window' : undefined;
}
