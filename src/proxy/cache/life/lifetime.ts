import { classTtlS, type TtlS } from '../../../protocol/content-classes.js';
import { ttlRuleHolds, type Settings } from '../../../protocol/settings.js';
import type { Fingerprint, Prompt } from '../../prompt.js';
import type { KeptFor } from '../../rooms/recall.js';
import { contentClassOf } from './content-class.js';

export interface Lifetime extends KeptFor {
  readonly by: 'caller' | 'rule' | 'class';
}

/**
 * How long the answer to a request is kept: what the caller says, else the first rule of the user that holds, else what
 * the user set for its class, else the class's own figure, which is never longer than `cache.ttlS`.
 */
export function lifetimeOf(prompt: Prompt, fingerprint: Fingerprint, cache: Settings['cache']): Lifetime {
  const { facts, controls, client } = prompt;
  const contentClass = contentClassOf(facts, fingerprint);
  if (controls.ttlS !== undefined) return { contentClass, ttlS: controls.ttlS, by: 'caller' };
  const at = { client, model: facts.model, feature: controls.feature, contentClass };
  const rule = cache.ttlRules.find(({ when }) => ttlRuleHolds(when, at));
  if (rule !== undefined) return { contentClass, ttlS: rule.ttlS, by: 'rule' };
  const set = cache.classes[contentClass]?.ttlS;
  return { contentClass, ttlS: set ?? atMost(classTtlS[contentClass], cache.ttlS), by: 'class' };
}

function atMost(ttlS: TtlS | undefined, mostS: number): TtlS {
  return ttlS === 'never' ? ttlS : Math.min(ttlS ?? mostS, mostS);
}
