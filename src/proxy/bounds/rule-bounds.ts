import { ruleHolds, type BoundRule, type RuleCase, type Settings } from '../../protocol/settings.js';
import type { OutputBounds } from '../wire.js';

/** What the first of the user's rules that holds keeps an answer to. */
export function ruleBounds(settings: Settings['bounds'], at: RuleCase): OutputBounds | undefined {
  const rule = settings.rules.find(({ when }) => ruleHolds(when, at));
  return rule === undefined ? undefined : boundsOf(rule);
}

function boundsOf({ maxOutputTokens, stop, jsonMode, directive, directiveAt }: BoundRule): OutputBounds {
  return {
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(stop === undefined ? {} : { stop }),
    ...(jsonMode === undefined ? {} : { jsonMode }),
    ...(directive === undefined ? {} : { directive: { text: directive, at: directiveAt } }),
  };
}
