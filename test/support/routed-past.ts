import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseSettings, type Settings } from '../../src/protocol/settings.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import { openRecord } from '../../src/proxy/record/record.js';
import { autoModel, type Plan } from '../../src/proxy/rooms/plan.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import { openRedo } from '../../src/proxy/route/redo.js';
import { makeRoute } from '../../src/proxy/route/route.js';
import { openSql } from '../../src/proxy/store/open.js';
import { chat, makePrompt, openai } from '../fingerprint/make-prompt.js';
import { handClock, noonMs, tokens } from '../record/settlement.js';
import { easy, hard, middling } from '../route/texts.js';
import { tempDirForTest } from './temp-dir.js';

/** Three models of the request's own provider, with list prices. */
export const pastTiers = { cheap: 'gpt-4.1-nano', standard: 'gpt-4.1-mini', strong: 'gpt-4.1' };

/** A ledger filled by the real route room under these settings, as if every request had gone where it decided. */
export function pastUnder(
  routing: Partial<Settings['routing']>,
  models: readonly string[] = [...Object.values(pastTiers), 'gpt-5', 'gpt-4o-mini', autoModel],
) {
  const settings = parseSettings({ routing: { tiers: pastTiers, ...routing } });
  const reach = {
    providers: (name: string): Provider | undefined => (name === 'openai' ? openai : undefined),
    keyFor: () => 'sk',
  };
  const clock = handClock();
  const record = openRecord({
    file: join(tempDirForTest('preview'), 'ledger.db'),
    openSql,
    settings: () => settings,
    clock,
    provider: reach.providers,
  });
  onTestFinished(() => record.close());
  const route = makeRoute({
    settings: () => settings,
    ...reach,
    clock,
    redo: openRedo(),
    pricesOf: ({ provider, model }) => record.tokenPrices(provider, model),
    windowOf: () => undefined,
  });
  let n = 0;
  for (const model of models) {
    for (const text of [easy, middling, hard, `${easy} ${middling}`, 'sort', `${middling}\n${hard}`]) {
      n += 1;
      const body = chat([['user', text]], {
        model,
        ...(n % 7 === 0 ? { response_format: { type: 'json_object' } } : {}),
      });
      const prompt = {
        ...makePrompt(body, { headers: { 'x-session-id': `s${n}` } }),
        id: `r${String(n)}`,
        receivedMs: noonMs + n,
      };
      const plan = route.plan(prompt, fingerprint(prompt)) as Plan;
      record.settle({
        prompt,
        fingerprint: fingerprint(prompt),
        plan,
        cache: 'miss',
        cacheReason: 'first-time',
        entryId: undefined,
        contentKey: undefined,
        reason: plan.reason,
        similarity: undefined,
        modelServed: plan.target.model,
        providerServed: plan.target.provider.name,
        usage: tokens({ input: 1_000 + n * 37, output: 100 + n * 11, cachedInput: n * 3 }),
        answerChars: 0,
        latencyMs: 1,
        firstByteMs: 1,
        status: 200,
        outcome: 'ok',
      });
    }
  }
  return { record, settings: () => settings, ...reach, clock: handClock(noonMs + 1_000) };
}
