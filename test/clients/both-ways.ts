import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { startProxy, upstreamKey, type ProxyProcess } from '../support/proxy.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { comparable, maskFor, type Run } from './compare.js';
import { startDeadEnd } from './dead-end.js';
import { runProgram } from './run-program.js';
import { ownFolders, quiet } from './surroundings.js';
import { startProvider, type Seen, type SimulatedProvider } from './upstreams/provider.js';
import { secret, type Script } from './upstreams/script.js';

/** Where a client finds its provider, and the folders that are its own for one run. */
export interface Place {
  /** Address of the provider or of Tuppence, without `/v1`. */
  readonly url: string;
  /** What the client sends as its key: Tuppence's token, and the same text to the provider itself. */
  readonly key: string;
  readonly home: string;
  /** Has `note.txt`, which the agents are asked to read. */
  readonly work: string;
}

/** A client and its one task. */
export interface Task {
  /** The name that the client has in Tuppence's address, `/c/<client>`; without one it is left to Tuppence to guess. */
  readonly client?: string;
  readonly command: (place: Place) => readonly [string, ...(readonly string[])];
  readonly env: (place: Place) => Readonly<Record<string, string>>;
  /** Files the client wants, by path below its home. */
  readonly files?: (place: Place) => Readonly<Record<string, string>>;
  /** `work` is the folder of {@link Place}. */
  readonly script: (work: string) => Script;
  /** What the client itself makes up anew in every run. Replaced by a word before two runs are compared. */
  readonly varies?: readonly RegExp[];
}

/** What Tuppence wrote down about one request. */
export interface LedgerLine {
  readonly client: string;
  readonly outcome: string;
  readonly estimated: boolean;
  readonly inputTokens: number;
}

export interface BothRuns {
  readonly direct: Run;
  readonly through: Run;
  /** Tuppence's ledger after its run, oldest first. */
  readonly ledger: readonly LedgerLine[];
}

/** Does the task twice at the same time: directly, and through the built proxy with its factory settings. */
export async function bothWays(task: Task): Promise<BothRuns> {
  const homes = [makeHome(), makeHome()] as const;
  const [near, far] = await Promise.all([
    startProvider(task.script(homes[0].work)),
    startProvider(task.script(homes[1].work)),
  ]);
  let proxy: ProxyProcess | undefined;
  try {
    proxy = await startProxy({
      upstream: far.url,
      args: ['--anthropic-url', `${far.url}/v1`],
      env: { ANTHROPIC_API_KEY: upstreamKey },
    });
    const throughUrl = task.client === undefined ? proxy.url : `${proxy.url}/c/${task.client}`;
    const [direct, through] = await Promise.all([
      runOnce(task, { ...homes[0], url: near.url, key: proxy.token }, near),
      runOnce(task, { ...homes[1], url: throughUrl, key: proxy.token }, far),
    ]);
    expectKeysApart(far.seen(), proxy.token);
    return { direct, through, ledger: await readLedger(proxy) };
  } finally {
    await Promise.all([proxy?.stop(), near.close(), far.close()]);
    for (const { home } of homes) removeDir(dirname(home));
  }
}

/** A home folder for one run, with the note in its work folder. */
export function makeHome(): Pick<Place, 'home' | 'work'> {
  // Letters and digits only, so that clients that turn a path into a name leave it whole.
  const home = join(makeTempDir('clients'), `run${randomBytes(8).toString('hex')}`);
  const work = join(home, 'work');
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, 'note.txt'), `The secret word is ${secret}.\n`);
  return { home, work };
}

async function runOnce(task: Task, place: Place, provider: SimulatedProvider): Promise<Run> {
  const { home, work } = place;
  for (const [path, text] of Object.entries(task.files?.(place) ?? {})) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const deadEnd = await startDeadEnd();
  try {
    const env = { ...ownFolders(home), ...quiet(deadEnd.url), ...task.env(place) };
    const end = await runProgram(task.command(place), { cwd: work, env });
    const mask = maskFor([dirname(home), basename(dirname(home)), basename(home), place.url], task.varies ?? []);
    return {
      end: { ...end, stdout: mask(end.stdout), stderr: mask(end.stderr) },
      requests: provider.seen().map(request => comparable(request, mask)),
      strayed: deadEnd.asked(),
    };
  } finally {
    await deadEnd.close();
  }
}

/** The provider gets its own key from Tuppence and never sees Tuppence's token. */
function expectKeysApart(requests: readonly Seen[], token: string): void {
  for (const request of requests) {
    expect(JSON.stringify(request)).not.toContain(token);
    expect([`Bearer ${upstreamKey}`, upstreamKey]).toContain(
      request.headers.authorization ?? request.headers['x-api-key'],
    );
  }
}

/** Tuppence's ledger, oldest first. */
export async function readLedger(proxy: ProxyProcess): Promise<readonly LedgerLine[]> {
  const reply = await fetch(`${proxy.url}/api/requests`, { headers: { 'x-tuppence-token': proxy.token } });
  const { requests } = (await reply.json()) as { readonly requests: readonly LedgerLine[] };
  return requests.toReversed();
}
