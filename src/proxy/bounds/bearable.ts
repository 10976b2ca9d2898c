import type { Prompt } from '../prompt.js';
import type { DialectBounds, OutputBounds } from '../wire.js';
import { thinks } from './thinking.js';

/** What an answer should be kept to: by a rule of the user's, and because it is a small job. A rule's limit wins. */
export interface Wanted {
  readonly rule: OutputBounds | undefined;
  readonly side: OutputBounds | undefined;
}

/**
 * What of it can be done to this model. A limit that thoughts use up leaves nothing for the answer, and models that
 * think refuse stop texts. A user may cap a model that Tuppence does not know; Tuppence of itself does not.
 * `skipped`: a limit that would have changed something is left out.
 */
export function bearable(
  { body, facts }: Pick<Prompt, 'body' | 'facts'>,
  words: DialectBounds,
  wanted: Wanted,
  model: string,
): { readonly rule: OutputBounds; readonly side: OutputBounds; readonly skipped: boolean } {
  const thinking = thinks(words.thinking(body), model);
  const { maxOutputTokens, stop, ...rest } = wanted.rule ?? {};
  const mayLimit = maxOutputTokens === undefined ? thinking === 'no' : thinking !== 'yes';
  const limit = maxOutputTokens ?? wanted.side?.maxOutputTokens ?? Infinity;
  // A stop text inside the demanded form would break it.
  const mayStop = thinking !== 'yes' && !facts.structured;
  return {
    rule: {
      ...rest,
      ...(maxOutputTokens !== undefined && mayLimit ? { maxOutputTokens } : {}),
      ...(stop !== undefined && mayStop ? { stop } : {}),
    },
    side: maxOutputTokens === undefined && mayLimit ? (wanted.side ?? {}) : {},
    skipped: !mayLimit && limit < (facts.maxOutputTokens ?? Infinity),
  };
}
