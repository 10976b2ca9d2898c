import type { Fingerprint, Prompt } from '../prompt.js';
import type { CacheScope } from '../rooms/cache.js';
import { bypass, type Recall } from '../rooms/recall.js';
import { callOf, type RecallParts } from './call.js';
import type { Lifetime } from './life/lifetime.js';
import { look } from './look.js';
import { miss, notCacheable, openTasks } from './miss.js';

/** In flight, then exact, then gate, then semantic. The recall rejects with what the driver throws. */
export function makeRecall(parts: RecallParts & { readonly clear: (scope: CacheScope) => unknown }): {
  recall(prompt: Prompt, fingerprint: Fingerprint): Promise<Recall>;
  /** A prompt that the cache keeps out of, because something is broken. */
  faulty(prompt: Prompt, fingerprint: Fingerprint): Recall;
  /** Resolves when every answer that was given is kept where it is to be. */
  settled(): Promise<void>;
} {
  const { feedback, evidence, rates, settings, clear } = parts;
  const tasks = openTasks();
  return {
    async recall(prompt, fingerprint) {
      evidence.heed(prompt, fingerprint);
      const { cache, invalidate, ...controls } = prompt.controls;
      if (invalidate !== undefined) clear({ [invalidate]: controls[invalidate] });
      const { exact, gate, semantic } = settings().cache;
      if (cache === 'off') return bypass('off');
      if (!exact && !gate && !semantic) return bypass('cache-off');
      if (fingerprint.cacheability === 'never') return bypass(notCacheable(fingerprint));
      const call = callOf(parts, prompt, fingerprint);
      const { lifetime } = call;
      if (lifetime?.ttlS === 'never') return bypass(whyNever(lifetime), lifetime);
      const said = feedback.about(fingerprint, call.asked);
      if (said === 'never-cache') return bypass(said);
      if (said !== undefined) return miss(parts, tasks, call, said);
      if (cache === 'refresh') return miss(parts, tasks, call, 'refresh');
      const found = look(parts, call, (reason, candidate) => miss(parts, tasks, call, reason, candidate));
      if (lifetime !== undefined)
        found.then(
          recalled => {
            // What was not looked for says nothing of what would have been found.
            if (recalled.kind === 'miss' && recalled.reason === 'low-hit-rate') return;
            rates.looked(prompt.client, recalled.kind !== 'miss');
          },
          () => undefined,
        );
      return found;
    },
    faulty: (prompt, fingerprint) => miss(parts, tasks, callOf(parts, prompt, fingerprint), 'cache-fault'),
    settled: () => tasks.done(),
  };
}

function whyNever({ by, contentClass }: Lifetime): string {
  return by === 'rule' ? 'rule-never' : `not-cacheable:${contentClass}`;
}
