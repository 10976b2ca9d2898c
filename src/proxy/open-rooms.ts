import { makeBounds } from './bounds/bounds.js';
import { clock, newId } from './clock.js';
import { openDispatch } from './dispatch/dispatch.js';
import type { Dispatch } from './dispatch/dispatch.js';
import { fingerprint } from './fingerprint/fingerprint.js';
import { inputRates } from './input-rates.js';
import type { Keyring } from './keyring.js';
import { dayStartMs } from './local-day.js';
import type { Rooms } from './pipeline.js';
import { makePrefix } from './prefix/prefix.js';
import type { PrefixRoom } from './prefix/prefix.js';
import type { RecordRoom } from './rooms/record.js';
import { openRedo } from './route/redo.js';
import type { Redo } from './route/redo.js';
import { newestWords } from './route/gain/own-words.js';
import { makeRoute } from './route/route.js';
import type { SettingsFile } from './settings-file.js';
import { openShadow } from './shadow/shadow.js';
import type { Stores } from './stores.js';

/** The rooms as the pipeline passes through them, with what others than prompts ask of some of them. */
export interface OpenRooms extends Rooms {
  readonly prefix: PrefixRoom;
  readonly redo: Redo;
  /** For calls that are no prompts. */
  readonly agent: Dispatch['agent'];
  /** Ends the calls to providers. What lies on disk is closed by whoever opened it. */
  close(): Promise<void>;
}

/** Builds every room around what lies on disk, and hands each what it needs of the others. */
export function openRooms(parts: {
  readonly settings: SettingsFile['current'];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keyring: Pick<Keyring, 'provider' | 'key'>;
  readonly stores: Pick<Stores, 'record' | 'cache' | 'learning'>;
  /** A request has come into the ledger. */
  readonly changed: () => void;
}): OpenRooms {
  const { settings, env, keyring } = parts;
  const { record, cache, learning } = parts.stores;
  const dispatch = openDispatch({ settings, clock, env });
  const redo = openRedo();
  const settle: RecordRoom['settle'] = settlement => {
    const row = record.settle(settlement);
    parts.changed();
    return row;
  };
  const shadow = openShadow({
    ...{ settings, clock, newId, settle },
    agent: dispatch.agent,
    spentToday: () => spentOnSamples(record, clock.nowMs()),
    pricesOf: (provider, model) => record.tokenPrices(provider, model),
    chance: Math.random,
    async compare(whose, prompt, given, fresh) {
      if (whose === 'cache') return cache.compared(prompt, given, fresh);
      learning.compared(prompt.id, await cache.agrees(prompt, newestWords(prompt), given, fresh));
    },
  });
  return {
    fingerprint,
    cache,
    bounds: makeBounds({ settings }),
    prefix: makePrefix({
      clock,
      ratesOf: inputRates(record),
      mayMark: () => settings().promptCache.breakpoints,
    }),
    route: makeRoute({
      settings,
      providers: keyring.provider,
      keyFor: keyring.key,
      clock,
      redo,
      learning,
      pricesOf: ({ provider, model }) => record.tokenPrices(provider, model),
      windowOf: ({ provider, model }) => record.contextTokens(provider.name, model),
      pastScores: most => record.lastScores(most),
    }),
    redo,
    shadow,
    paused: () => settings().pausedUntilMs > clock.nowMs(),
    dispatch: dispatch.send,
    record: { settle, broke: record.broke },
    clock,
    newId,
    agent: dispatch.agent,
    close: () => {
      shadow.close();
      return dispatch.close();
    },
  };
}

/** Since midnight, for answers that were only asked for to compare them, in dollars. */
function spentOnSamples(record: Pick<RecordRoom, 'stats'>, nowMs: number): number {
  const { byRole } = record.stats(dayStartMs(nowMs), nowMs);
  return byRole.find(({ name }) => name === 'shadow')?.spentUsd ?? 0;
}
