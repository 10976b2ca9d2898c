import { makeActions } from '../actions.js';
import type { Actions } from '../actions.js';
import { prepareFolder } from '../data-folder.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence wrong ID`: the answer to that request was wrong. */
export async function wrongCommand(args: readonly string[]): Promise<number> {
  const { folder, words } = dataFolderOf(args, {});
  prepareFolder(folder);
  const id = await requestId(folder, words[0], 'wrong');
  return say(await act(folder, 'POST', `/requests/${id}/wrong-answer`, actions => actions.wrongAnswer(id)));
}

/** `tuppence right ID`: the answer of a cheaper model was right. */
export async function rightCommand(args: readonly string[]): Promise<number> {
  const { folder, words } = dataFolderOf(args, {});
  prepareFolder(folder);
  const id = await requestId(folder, words[0], 'right');
  return say(await act(folder, 'POST', `/requests/${id}/right-answer`, actions => actions.rightAnswer(id)));
}

/** `tuppence redo ID`: the conversation of that request goes on with the strong model. */
export async function redoCommand(args: readonly string[]): Promise<number> {
  const { folder, words } = dataFolderOf(args, {});
  prepareFolder(folder);
  const id = await requestId(folder, words[0], 'redo');
  // The wish is held by the proxy that will meet the next turn.
  const notRunning = () => {
    throw new UsageError("No proxy runs here: start one with 'tuppence serve', then ask again.");
  };
  return say(await act(folder, 'POST', `/requests/${id}/redo-strong`, notRunning));
}

/** Prints what was done. */
export function say({ done }: { readonly done: string }): number {
  process.stdout.write(`${done}\n`);
  return 0;
}

/** Through the running proxy, or on the files when none runs. Throws a {@link UsageError} with what went wrong. */
export async function act<T>(
  folder: string,
  method: 'POST' | 'DELETE' | 'GET',
  path: string,
  direct: (actions: Actions, stores: ReturnType<typeof openStores>) => T | Promise<T>,
): Promise<T> {
  const running = await askRunning(folder, method, path);
  if (running?.status === 200) return running.value as T;
  if (running !== undefined) {
    throw new UsageError((running.value as { readonly error: { readonly message: string } }).error.message);
  }
  const file = openSettings(folder);
  const settings = () => file.current();
  const stores = openStores(folder, settings);
  try {
    return await direct(makeActions({ ...stores, redo: { ask: () => undefined }, settings }), stores);
  } finally {
    await stores.close();
    file.close();
  }
}

/** An id as replies carry it in `x-tuppence-request-id`, or `last` for the newest conversation in the ledger. */
export async function requestId(folder: string, word: string | undefined, command: string): Promise<string> {
  if (word === 'last') {
    const { requests } = await act<{ readonly requests: readonly LedgerRow[] }>(
      folder,
      'GET',
      '/requests?limit=100',
      (_actions, { record }) => ({ requests: record.rows(100) }),
    );
    const newest = requests.find(
      ({ dialect, role }) =>
        dialect !== 'anthropic-count-tokens' && dialect !== 'openai-embeddings' && role !== 'shadow',
    );
    if (newest !== undefined) return newest.id;
    throw new UsageError('There is no request in the ledger yet.');
  }
  if (word !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(word)) return word;
  throw new UsageError(
    `Write 'tuppence ${command} ID' with the id from the reply's header x-tuppence-request-id, or 'tuppence ${command} last'.`,
  );
}
