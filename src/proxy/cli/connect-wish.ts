import type { Account, Assistant, Wish } from '../../connect/assistant.js';
import { chooseModels, usualModels } from '../../connect/models.js';
import type { Models } from '../../connect/models.js';
import { suggestedAccount } from '../../connect/found.js';
import type { Workbench } from '../../connect/plan.js';
import type { ModelOffer } from '../../protocol/api.js';
import type { Address } from '../../protocol/control.js';
import type { Settings } from '../../protocol/settings.js';
import { readRunning, readToken } from '../data-folder.js';
import { openSettings } from '../settings-file.js';
import { askRunning } from './ask.js';
import { UsageError } from './failure.js';

/** What the command line asks for. Throws {@link UsageError}. */
export async function readWish(
  bench: Workbench,
  assistant: Assistant,
  given: { readonly model: unknown; readonly account: unknown },
): Promise<Wish> {
  const folder = bench.place.dataFolder;
  const address = readAddress(folder);
  const models = withModels(await readModels(folder), given.model);
  return {
    address,
    models,
    account: await readAccount(bench, assistant, given.account),
    nowIso: new Date().toISOString(),
  };
}

/** Of the proxy that runs, or of the one that will. */
export function readAddress(folder: string): Address {
  const port = readRunning(folder)?.port ?? configuredPort(folder);
  if (port === 0) {
    throw new UsageError("Setting 'port' is 0, so that the address is known only while a proxy runs: start one first.");
  }
  return { url: `http://127.0.0.1:${port}`, token: process.env['TUPPENCE_TOKEN'] ?? readToken(folder) };
}

function configuredPort(folder: string): number {
  const given = process.env['TUPPENCE_PORT'];
  if (given !== undefined && /^\d{1,5}$/.test(given)) return Number(given);
  const file = openSettings(folder);
  try {
    return file.current().port;
  } finally {
    file.close();
  }
}

/** An assistant that is signed in goes on with its own account, unless the user says otherwise. */
async function readAccount(bench: Workbench, assistant: Assistant, given: unknown): Promise<Account> {
  if (given === undefined) return (await suggestedAccount(bench, assistant)) ?? 'tuppence';
  if (given === 'own' || given === 'tuppence') return given;
  throw new UsageError(
    "'--account' must be own (the assistant's login or key) or tuppence (the key that Tuppence has).",
  );
}

async function readModels(folder: string): Promise<Models> {
  const [list, settings, snapshot] = await Promise.all(
    ['/models', '/settings', '/snapshot'].map(path => askRunning(folder, 'GET', path)),
  );
  if (settings?.status !== 200) return usualModels;
  const { routing, defaultProvider } = settings.value as Settings;
  const facts =
    snapshot?.status === 200 ? (snapshot.value as { proxy: { providers: readonly string[] } }).proxy : undefined;
  const offers = list?.status === 200 ? (list.value as { models: readonly ModelOffer[] }).models : [];
  return chooseModels({ providers: facts?.providers ?? [defaultProvider], offers, tiers: routing.tiers });
}

/** The models named on the command line instead of the chosen ones. */
function withModels(models: Models, given: unknown): Models {
  if (!Array.isArray(given)) return models;
  const names = given.map(String);
  const claude = names.filter(name => /^claude-/.test(name));
  return { ...models, chat: names.filter(name => !claude.includes(name)), messages: claude };
}
