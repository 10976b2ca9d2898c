import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clock, newId } from './clock.js';
import { checkToken, clearRunning, keepNotes, prepareFolder, readToken, writeRunning } from './data-folder.js';
import { dialects } from './dialects/all.js';
import { listModels } from './dispatch/list-models.js';
import { watchActivity } from './intake/activity.js';
import { makeApp } from './intake/app.js';
import { makeDashboard } from './intake/dashboard.js';
import { claimPort } from './intake/listen.js';
import type { Claim } from './intake/listen.js';
import { openKeyring, refuseLoop } from './keyring.js';
import type { Keyring } from './keyring.js';
import { openRooms } from './open-rooms.js';
import { openRoutes } from './open-routes.js';
import { openPanel } from './panel.js';
import { answer } from './pipeline.js';
import { sendError, sendReply } from './reply/send.js';
import type { RunningProxy, ServeOptions } from './running-proxy.js';
import { openSettings } from './settings-file.js';
import type { SettingsFile } from './settings-file.js';
import { openStandIn } from './stand-in.js';
import { openStores } from './stores.js';

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

/** Opens everything from the disk up to the door, in that order, and closes it from the door down. */
async function openHouse(options: ServeOptions, settingsFile: SettingsFile, claim: Claim): Promise<RunningProxy> {
  const { dataFolder, env } = options;
  const { port } = claim;
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
  await standIn.update();
  const rooms = openRooms({ settings, env, keyring, stores, changed: () => panel.followers.changed() });
  const panel = openPanel({
    version: options.version,
    door: options.door ?? 'command-line',
    dataFolder,
    port,
    settingsFile,
    keyring,
    demoRuns: () => standIn.current() !== undefined,
    stores,
    route: rooms.route,
    clock,
  });
  settingsFile.onChange(() => void standIn.update().then(panel.followers.changed));
  const { api, models } = openRoutes({ options, settingsFile, keyring, standIn, stores, rooms, panel });
  const activity = watchActivity(clock);
  const app = makeApp({
    token,
    activity,
    dialects,
    origin: keyring.origin,
    answer: prompt => answer(prompt, rooms),
    models: (origin, path, headers) =>
      listModels(rooms.agent, { origin, path, headers, auto: Object.keys(settings().routing.tiers).length > 0 }),
    api,
    dashboard: makeDashboard(fileURLToPath(new URL('./media', import.meta.url))),
    health: () => ({
      status: 'ok',
      product: 'tuppence',
      pid: process.pid,
      demo: standIn.current() !== undefined,
      troubles: panel.troubles(),
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
  if (settings().cache.semantic) stores.cache.warm();
  // What was learned is read when the start is over; until then the prior decides.
  setTimeout(() => void stores.learning.load(), 500).unref();
  models.resume();

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    demoUrl: standIn.current()?.url.replace(/\/v1$/, ''),
    providers: keyring.usable(),
    settings: settingsFile,
    identity: panel.identity,
    follow: take => panel.followers.follow({ isWindow: false, take, end: () => undefined }),
    troubles: panel.troubles,
    idleMs: activity.idleMs,
    close: async graceMs => {
      forgetNotes();
      clearRunning(dataFolder);
      const closed = claim.close(graceMs);
      // The port is free by now, and one of those who are told takes it.
      panel.followers.close();
      await closed;
      settingsFile.close();
      await models.close();
      await Promise.all([rooms.close(), standIn.close()]);
      await stores.close();
    },
    abandon: () => {
      clearRunning(dataFolder);
      stores.learning.close();
      stores.record.close();
    },
  };
}
