import { clock } from '../clock.js';
import { openDispatch } from '../dispatch/dispatch.js';
import { modelsIn, patience } from '../model-shelf.js';
import type { CatalogueModel } from '../models/catalogue.js';
import { pinModel } from '../models/pin-model.js';
import { openSettings } from '../settings-file.js';
import { UsageError } from './failure.js';

/** What `tuppence models pin` takes beside the name. */
export const pinFlags = {
  id: { type: 'string' },
  dtype: { type: 'string' },
  pooling: { type: 'string' },
  prefix: { type: 'string' },
} as const;

/** Fetches a model's files and writes what they are into the user's own list. Needs no proxy; one that runs sees it at once. */
export async function pinCommand(
  folder: string,
  name: string,
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  const [, repo, revision = 'main'] = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/.exec(name) ?? [];
  if (repo === undefined) throw new UsageError(`'${name}' is no model: write OWNER/NAME@COMMIT, as the hub names it.`);
  const wish = {
    ...{ repo, revision, id: word(values['id']), prefix: word(values['prefix']) },
    dtype: oneOf('dtype', values['dtype'], ['q8', 'fp32']),
    pooling: oneOf('pooling', values['pooling'], ['mean', 'cls']),
  };
  const shelf = modelsIn(folder);
  // Said before anything is fetched.
  shelf.pins.list();
  const settingsFile = openSettings(folder);
  const settings = () => settingsFile.current();
  const dispatch = openDispatch({ settings, clock, env: process.env });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const hub = settings().cache.modelHub;
  try {
    const parts = { ...shelf.folder, ...patience, hub, shipped: shelf.shipped, agent: dispatch.agent };
    const model = await pinModel({ ...parts, signal: stop.signal, onBytes: progress() }, wish);
    shelf.pins.put(model);
    process.stdout.write(values['json'] === true ? `${JSON.stringify(model)}\n` : pinText(model, new URL(hub).host));
    return 0;
  } finally {
    await dispatch.close();
    settingsFile.close();
  }
}

/** Takes a model out of the user's own list; its files stay until `remove`. */
export function unpin(folder: string, id: string): number {
  if (!modelsIn(folder).pins.remove(id)) throw new UsageError(`You have pinned no model '${id}'.`);
  process.stdout.write(`'${id}' is no longer pinned by you.\n`);
  return 0;
}

function pinText(
  { id, repo, revision, dtype, pooling, prefix, maxTokens, files }: CatalogueModel,
  host: string,
): string {
  const rows = files.map(
    ({ path, bytes, sha256 }) => `  ${path.padEnd(28)} ${String(bytes).padStart(11)}  ${sha256}\n`,
  );
  return (
    `${id}: ${repo}@${revision}\n${rows.join('')}` +
    `  ${dtype}, pooling ${pooling}, ${maxTokens} tokens at most${prefix === '' ? '' : `, prefix '${prefix}'`}\n` +
    `This is what ${host} sends now, and nobody else has vouched for it: compare the sums with another source.\n` +
    `'tuppence models install ${id}' takes these files, 'tuppence models unpin ${id}' forgets them.\n`
  );
}

/** A line per file, and one for every 10 MB of a large one. */
function progress(): (path: string, bytes: number) => void {
  let shown = '';
  return (path, bytes) => {
    const text = `${path} ${Math.floor(bytes / 10_000_000) * 10} MB\n`;
    if (text !== shown) process.stderr.write(text);
    shown = text;
  };
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function oneOf<T extends string>(flag: string, value: unknown, known: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find(one => one === value);
  if (found === undefined) throw new UsageError(`--${flag} is one of ${known.join(', ')}.`);
  return found;
}
