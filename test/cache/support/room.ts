import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../../src/protocol/settings.js';
import { openCache, type Cache } from '../../../src/proxy/cache/cache.js';
import type { CostOf } from '../../../src/proxy/cache/worth.js';
import type { Recall } from '../../../src/proxy/rooms/recall.js';
import type { ModelPlace } from '../../../src/proxy/rooms/models.js';
import { tempDirForTest } from '../../support/temp-dir.js';
import { openTestDriver } from './driver.js';
import { answer, ask, finding, type Ask } from './prompts.js';
import { cacheSettings } from './settings.js';
import { corpusFile, starterDir } from './worker.js';

/** A cache over a real file, with a clock and settings that the test turns by hand. */
export interface TestRoom {
  readonly cache: Cache;
  readonly folder: string;
  nowMs: number;
  /** Added to the monotonic clock. */
  skippedMs: number;
  settings: Settings;
  recall(what: Ask): Promise<Recall>;
  /** Asks, and stores `reply` if nobody has an answer. Gives what the recall gave. */
  put(what: Ask, reply?: string): Promise<Recall>;
  /** Closes and opens again over the same folder. */
  reopen(): Promise<void>;
}

/** Opens a room in a folder of its own, closed when the running test is over. Without `workerUrl`, semantic fails. */
export function openRoom(
  options: {
    readonly cache?: Partial<Settings['cache']>;
    readonly workerUrl?: URL;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly modelDir?: string;
    /** In place of the built-in one. */
    readonly model?: ModelPlace;
    readonly verifierDir?: string;
    readonly corpusFile?: string;
    readonly folder?: string;
    /** What an answer cost, in micro-dollars; unpriced unless told. */
    readonly costOf?: CostOf;
  } = {},
): TestRoom {
  const folder = options.folder ?? tempDirForTest('cache');
  let ids = 0;
  let driver = openTestDriver(join(folder, 'cache.db'));
  const room: TestRoom = {
    cache: undefined as unknown as Cache,
    folder,
    nowMs: 1_700_000_000_000,
    skippedMs: 0,
    settings: cacheSettings(options.cache),
    recall(what) {
      const { prompt, fingerprint } = ask(what);
      return room.cache.recall(prompt, fingerprint);
    },
    async put(what, reply = 'an answer') {
      const recalled = await room.recall(what);
      if (recalled.kind === 'miss') recalled.leave.landed(answer(reply), finding(), true);
      // What has to do with a workspace is kept when it is known how that is.
      if (what.workspace !== undefined) await room.cache.settled();
      return recalled;
    },
    async reopen() {
      await close();
      driver = openTestDriver(join(folder, 'cache.db'));
      open();
    },
  };
  const open = () => {
    Object.assign(room, {
      cache: openCache({
        driver,
        folder,
        settings: () => room.settings,
        clock: { nowMs: () => room.nowMs, tickMs: () => performance.now() + room.skippedMs },
        newId: () => `id${room.nowMs}x${++ids}`,
        costOf: options.costOf ?? (() => null),

        noted: () => undefined,
        file: join(folder, 'cache.db'),
        model: options.model ?? { id: 'starter', folder: options.modelDir ?? starterDir, builtIn: true },
        verifierDir: options.verifierDir ?? starterDir,
        corpusFile: options.corpusFile ?? corpusFile,
        wantedModel: () => undefined,
        workerUrl: options.workerUrl ?? new URL('file:///nowhere/worker.js'),
        env: options.env ?? process.env,
      }),
    });
  };
  const close = async () => {
    await room.cache.close();
    driver.close();
  };
  open();
  onTestFinished(close);
  return room;
}

/** The text of the reply a hit carries; undefined for anything but a hit. */
export function replyOf(recall: Recall): string | undefined {
  if (recall.kind !== 'hit') return undefined;
  const body = JSON.parse(recall.reply.body.toString()) as { choices: [{ message: { content: string } }] };
  return body.choices[0].message.content;
}
