import { resolve } from 'node:path';
import { keptWords } from '../../protocol/content-classes.js';
import { prepareFolder } from '../data-folder.js';
import type { CacheEntryInfo, CacheInfo, CacheRoom, CacheScope } from '../rooms/cache.js';
import { openStores } from '../stores.js';
import { openSettings } from '../settings-file.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { barsCommand, evidenceCommand, reopenCommand } from './evidence.js';
import { UsageError } from './failure.js';
import { allowCommand, neverCommand, verdictsCommand } from './refusals.js';

type Listing = CacheInfo & { readonly list: readonly CacheEntryInfo[] };
type Shown = CacheEntryInfo & { readonly reply: string };

/** `tuppence cache list|show|rm|clear|evidence|reopen|bars|never|allow|verdicts`: through the running proxy, or on the files when none runs. */
export async function cacheCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {
    limit: { type: 'string', default: '50' },
    workspace: { type: 'string' },
    namespace: { type: 'string' },
  });
  prepareFolder(folder);
  const [action = 'list', id] = words;
  const json = values['json'] === true;
  switch (action) {
    case 'list': {
      const limit = Number(values['limit']);
      const listing = (await ask(folder, 'GET', `/cache?limit=${limit}`, cache => ({
        ...cache.info(),
        list: cache.list(limit),
      }))) as Listing;
      process.stdout.write(json ? `${JSON.stringify(listing)}\n` : listText(listing));
      return 0;
    }
    case 'show': {
      const found = (await ask(folder, 'GET', `/cache/${needId(id)}`, cache => cache.show(needId(id)))) as
        Shown | undefined;
      if (found === undefined) return missing(id);
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : showText(found));
      return 0;
    }
    case 'rm': {
      const removed = await ask(folder, 'DELETE', `/cache/${needId(id)}`, cache =>
        cache.remove(needId(id)) ? { removed: 1 } : undefined,
      );
      if (removed === undefined) return missing(id);
      process.stdout.write(`Removed ${needId(id)}.\n`);
      return 0;
    }
    case 'clear': {
      const removed = await clear(folder, {
        workspace: word(values['workspace']),
        namespace: word(values['namespace']),
      });
      process.stdout.write(`Removed ${removed} ${removed === 1 ? 'entry' : 'entries'}.\n`);
      return 0;
    }
    case 'evidence':
      return evidenceCommand(folder, json);
    case 'bars':
      return barsCommand(folder, words.slice(1), json);
    case 'reopen':
      return reopenCommand(folder, id);
    case 'never':
      return neverCommand(folder, id, json);
    case 'allow':
      return allowCommand(folder, id);
    case 'verdicts':
      return verdictsCommand(folder, Number(values['limit']));
    default:
      throw new UsageError(
        `'tuppence cache' knows list, show ID, rm ID, clear, evidence, reopen TIER, bars, bars reset [PARTITION], never [ID], allow ID and verdicts, not '${action}'.`,
      );
  }
}

/** A workspace is called as its header calls it, which is its path for most; a relative one is meant from here. */
async function clear(folder: string, { workspace, namespace }: CacheScope): Promise<number> {
  const names = workspace === undefined ? [undefined] : [...new Set([workspace, resolve(workspace)])];
  let count = 0;
  for (const name of names) {
    const query = new URLSearchParams({
      ...(name === undefined ? {} : { workspace: name }),
      ...(namespace === undefined ? {} : { namespace }),
    });
    const { removed } = (await ask(folder, 'DELETE', `/cache?${query.toString()}`, cache => ({
      removed: cache.clear({ workspace: name, namespace }),
    }))) as { readonly removed: number };
    count += removed;
  }
  return count;
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function ask(
  folder: string,
  method: 'GET' | 'DELETE',
  path: string,
  direct: (cache: CacheRoom) => unknown,
): Promise<unknown> {
  const running = await askRunning(folder, method, path);
  if (running !== undefined) return running.status === 200 ? running.value : undefined;
  const settings = openSettings(folder);
  const stores = openStores(folder, () => settings.current());
  try {
    return direct(stores.cache);
  } finally {
    await stores.close();
    settings.close();
  }
}

function needId(id: string | undefined): string {
  if (id !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(id)) return id;
  throw new UsageError("Name one entry by its id, as 'tuppence cache list' prints it.");
}

function missing(id: string | undefined): number {
  process.stderr.write(`No entry '${id ?? ''}' is in the cache; 'tuppence cache list' prints what is.\n`);
  return 1;
}

function listText(listing: Listing): string {
  const head = `${listing.entries} entries, ${(listing.bytes / 1024).toFixed(1)} kB, semantic tier ${listing.semantic}\n`;
  const rows = listing.list.map(
    entry =>
      `${entry.id}  ${new Date(entry.createdMs).toISOString()}  ${String(entry.hits).padStart(4)} hits  ${entry.model.padEnd(20)}  ${preview(entry)}\n`,
  );
  return head + rows.join('');
}

function showText(entry: Shown): string {
  return [
    `id        ${entry.id}`,
    `created   ${new Date(entry.createdMs).toISOString()}`,
    `expires   ${new Date(entry.expiresMs).toISOString()}`,
    `kind      ${keptWords(entry.contentClass, (entry.expiresMs - entry.createdMs) / 1_000)}`,
    `model     ${entry.model}`,
    `hits      ${entry.hits}`,
    `bytes     ${entry.bytes}`,
    ...(entry.workspace === '' ? [] : [`workspace ${entry.workspace}`]),
    ...(entry.namespace === '' ? [] : [`namespace ${entry.namespace}`]),
    ...entry.tiedTo.map(path => `tied to   ${path}`),
    `prompt    ${preview(entry)}`,
    ``,
    entry.reply,
    ``,
  ].join('\n');
}

function preview(entry: CacheEntryInfo): string {
  return entry.preview === '' ? '(exact repeats only)' : entry.preview.replaceAll(/\s+/g, ' ');
}
