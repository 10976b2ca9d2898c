import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Identity } from '../protocol/api.js';
import { makeChangeKey } from './change-key.js';
import { clock, newId } from './clock.js';
import { makeActions } from './actions.js';
import { makeBounds } from './bounds/bounds.js';
import { csvOf } from './csv.js';
import { checkToken, clearRunning, keepNotes, prepareFolder, readToken, writeRunning } from './data-folder.js';
import { anthropicCountTokens } from './dialects/anthropic-count-tokens.js';
import { anthropicMessages } from './dialects/anthropic-messages.js';
import { openaiChat } from './dialects/openai-chat.js';
import { openaiCompletions } from './dialects/openai-completions.js';
import { openaiEmbeddings } from './dialects/openai-embeddings.js';
import { openaiResponses } from './dialects/openai-responses.js';
import { openDispatch } from './dispatch/dispatch.js';
import { dayStartMs } from './local-day.js';
import { listModels } from './dispatch/list-models.js';
import { modelNames } from './dispatch/model-names.js';
import { explain } from './explain.js';
import { fingerprint } from './fingerprint/fingerprint.js';
import { watchActivity } from './intake/activity.js';
import { makeApi } from './intake/api/api.js';
import { makeApp } from './intake/app.js';
import { makeDashboard } from './intake/dashboard.js';
import { claimPort } from './intake/listen.js';
import type { Claim } from './intake/listen.js';
import { openKeyring, refuseLoop } from './keyring.js';
import type { Keyring } from './keyring.js';
import { makeOffers } from './model-offers.js';
import { folderBytes, modelsIn, starter } from './model-shelf.js';
import { openModels } from './models/models.js';
import { openPanel } from './panel.js';
import { answer } from './pipeline.js';
import { previewRouting } from './preview-routing.js';
import { previewSimilarity } from './preview-similarity.js';
import { makePrefix } from './prefix/prefix.js';
import { inputRates } from './input-rates.js';
import { profileOf } from './profile.js';
import { sendError, sendReply } from './reply/send.js';
import type { RecordRoom } from './rooms/record.js';
import { openRedo } from './route/redo.js';
import { makeRoute } from './route/route.js';
import { maxSeriesMs, seriesOf } from './series.js';
import { openShadow } from './shadow/shadow.js';
import { openSettings } from './settings-file.js';
import type { SettingsFile } from './settings-file.js';
import { openStandIn } from './stand-in.js';
import { openStores } from './stores.js';

/** The languages spoken at the front door; the first answers for paths that belong to none. */
const dialects = [
  openaiChat,
  openaiResponses,
  openaiCompletions,
  openaiEmbeddings,
  anthropicMessages,
  anthropicCountTokens,
] as const;

/** What a proxy is started with. Everything else comes from `settings.json` in the data folder. */
export interface ServeOptions {
  readonly version: string;
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Wins over the token in the data folder. */
  readonly token?: string;
  /** Provider addresses that win over the built-in ones. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Settings that win over the file and are never written to it. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Provider keys by provider name; they stay in memory and win over the environment. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Who runs this proxy; `command-line` unless told. */
  readonly door?: Identity['door'];
  /** A port that is already ours, in place of the one in the settings. It is closed with the proxy, or when this fails. */
  readonly claim?: Claim;
  /** Called when somebody who holds the token asks this proxy to leave. Left out: it refuses to. */
  readonly onLeave?: () => void;
  /** Embedding models that can be fetched, in place of the list that ships. */
  readonly catalogueFile?: string;
  /** How fast the demo provider answers, where it has to. */
  readonly demoPace?: 'instant' | 'realistic';
}

/** A proxy that listens. */
export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** The demo upstream's own address, when it runs. */
  readonly demoUrl: string | undefined;
  /** Names of the providers that can answer, the default one first. */
  readonly providers: readonly string[];
  readonly settings: SettingsFile;
  identity(): Identity;
  /** Gives a snapshot as JSON at once and after each change. Returns how to stop. */
  follow(take: (snapshot: string) => void): () => void;
  /** Sentences about what is wrong while prompts still pass. */
  troubles(): readonly string[];
  /** Since the last request with the token ended; 0 while one is under way, a follower's included. */
  idleMs(): number;
  /** Frees the port at once; replies under way get `graceMs` to finish, 1,500 by default. */
  close(graceMs?: number): Promise<void>;
  /** What a process still does that must be gone in an instant: the ledger is closed in good order. */
  abandon(): void;
}

/**
 * Takes the port and opens the house behind it. Rejects with an error whose message is one sentence for the user when a
 * setting, the data folder or the port cannot be used.
 */
export async function startProxy(options: ServeOptions): Promise<RunningProxy> {
  const dataFolder = resolve(options.dataFolder);
  let settingsFile: SettingsFile | undefined;
  let { claim } = options;
  try {
    prepareFolder(dataFolder);
    settingsFile = openSettings(dataFolder, options.settings);
    refuseLoop(options.urls ?? {}, settingsFile.current().port);
    // First of all, so that of several that start at once only one opens the files, and callers need not be refused.
    claim ??= await claimPort(settingsFile.current().port);
    return await openHouse({ ...options, dataFolder }, settingsFile, claim);
  } catch (error) {
    settingsFile?.close();
    await claim?.close();
    throw error;
  }
}

/** Builds the rooms and joins them; the only place that knows them all. */
async function openHouse(options: ServeOptions, settingsFile: SettingsFile, claim: Claim): Promise<RunningProxy> {
  const { dataFolder, env } = options;
  const token = options.token === undefined ? readToken(dataFolder) : checkToken(options.token, 'The token given');
  const settings = () => settingsFile.current();

  const standIn = openStandIn({ isNeeded: () => !keyring.ready(), pace: options.demoPace ?? 'realistic' });
  const keyring: Keyring = openKeyring({
    settings,
    env,
    urls: options.urls ?? {},
    keys: options.keys ?? {},
    demo: () => standIn.current(),
  });
  const stores = openStores(dataFolder, settings, keyring.provider);
  const { record, cache } = stores;
  await standIn.update();

  const dispatch = openDispatch({ settings, clock, env });
  const redo = openRedo();
  const route = makeRoute({
    settings,
    providers: keyring.provider,
    keyFor: keyring.key,
    clock,
    redo,
    pricesOf: ({ provider, model }) => record.tokenPrices(provider, model),
    windowOf: ({ provider, model }) => record.contextTokens(provider.name, model),
  });
  const bounds = makeBounds({ settings });
  const prefix = makePrefix({
    clock,
    ratesOf: inputRates(record),
    mayMark: () => settings().promptCache.breakpoints,
  });

  const { port } = claim;
  const { snapshot, followers, identity, troubles } = openPanel({
    version: options.version,
    door: options.door ?? 'command-line',
    dataFolder,
    port,
    settingsFile,
    keyring,
    demoRuns: () => standIn.current() !== undefined,
    stores,
    route,
    clock,
  });
  const actions = makeActions({ record, cache, redo, settings });
  settingsFile.onChange(() => void standIn.update().then(followers.changed));
  const models = openModels({
    ...modelsIn(dataFolder, options.catalogueFile),
    builtIn: { ...starter, bytes: folderBytes(starter.folder) },
    agent: dispatch.agent,
    hub: () => settings().cache.modelHub,
    idleMs: 30_000,
    wait: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }),
    cache: cache.models,
    changed: () => followers.changed(),
  });
  const previews = {
    similarity: () => previewSimilarity({ cache, record, settings, clock }),
    routing: (spanMs: number) =>
      previewRouting({ record, settings, clock, providers: keyring.provider, keyFor: keyring.key }, spanMs),
    profile: (spanMs: number) => profileOf({ cache, record, settings }, clock.nowMs() - spanMs),
  };
  const changeKey = makeChangeKey({ keyring, standIn });
  const offers = makeOffers({ keyring, settings, record, clock, names: ask => modelNames(dispatch.agent, ask) });
  const settle: RecordRoom['settle'] = settlement => {
    const row = record.settle(settlement);
    followers.changed();
    return row;
  };
  const spentToday = () => {
    const nowMs = clock.nowMs();
    const { byRole } = record.stats(dayStartMs(nowMs), nowMs);
    return byRole.find(({ name }) => name === 'shadow')?.spentUsd ?? 0;
  };
  const shadow = openShadow({
    ...{ settings, clock, newId, settle, spentToday },
    agent: dispatch.agent,
    pricesOf: (provider, model) => record.tokenPrices(provider, model),
    chance: Math.random,
    compare: (...what) => cache.compared(...what),
  });
  const rooms = {
    shadow,
    fingerprint,
    bounds,
    prefix,
    cache,
    route,
    redo,
    paused: () => settings().pausedUntilMs > clock.nowMs(),
    dispatch: dispatch.send,
    record: { settle },
    clock,
    newId,
  };
  const activity = watchActivity(clock);
  const app = makeApp({
    token,
    activity,
    dialects,
    origin: keyring.origin,
    answer: prompt => answer(prompt, rooms),
    models: (origin, path, headers) =>
      listModels(dispatch.agent, { origin, path, headers, auto: Object.keys(settings().routing.tiers).length > 0 }),
    api: makeApi({
      record,
      csv: sinceMs => csvOf(record.pages(sinceMs)),
      explain: id => explain(id, record, cache),
      cache,
      actions,
      doctor: prefix,
      settings: settingsFile,
      previews,
      models,
      changeKey,
      offers,
      snapshot,
      series: spanMs => (spanMs > maxSeriesMs ? undefined : seriesOf(record, spanMs, clock.nowMs())),
      followers,
      changed: followers.changed,
      identity,
      leave: options.onLeave,
      clock,
    }),
    dashboard: makeDashboard(fileURLToPath(new URL('./media', import.meta.url))),
    health: () => ({
      status: 'ok',
      product: 'tuppence',
      pid: process.pid,
      demo: standIn.current() !== undefined,
      troubles: troubles(),
    }),
    sendReply,
    sendError,
    clock,
    newId,
  });
  claim.open(app);
  const note = { port, pid: process.pid };
  writeRunning(dataFolder, note);
  const forgetNotes = options.token === undefined ? keepNotes(dataFolder, token, note) : () => undefined;
  // The model loads in its own thread while prompts already pass.
  if (settings().cache.semantic) cache.warm();
  models.resume();

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    demoUrl: standIn.current()?.url.replace(/\/v1$/, ''),
    providers: keyring.usable(),
    settings: settingsFile,
    identity,
    follow: take => followers.follow({ isWindow: false, take, end: () => undefined }),
    troubles,
    idleMs: activity.idleMs,
    close: async graceMs => {
      forgetNotes();
      clearRunning(dataFolder);
      const closed = claim.close(graceMs);
      // The port is free by now, and one of those who are told takes it.
      followers.close();
      await closed;
      settingsFile.close();
      shadow.close();
      await models.close();
      await Promise.all([dispatch.close(), standIn.close()]);
      await stores.close();
    },
    abandon: () => {
      clearRunning(dataFolder);
      record.close();
    },
  };
}
