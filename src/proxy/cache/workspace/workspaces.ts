import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../prompt.js';
import { findGitFolder, quickLook } from './git-folder.js';
import { gitStatus, GitStatusError } from './git-status.js';
import type { Mentions } from './mentions.js';
import { fileState, placeFiles } from './named-files.js';

/** What an entry is tied to: it is served only while all of this is as it was. */
export interface Tie {
  readonly folder: string | null;
  /** Hash of the last commit and of all that differs from it; null where there is no git. */
  readonly git: string | null;
  /** Files that were named, with the hash of what is in them. */
  readonly files: readonly (readonly [path: string, state: string])[];
}

/** What a request is tied to: nothing where nothing of a workspace can be looked at; `unknown` when it cannot be told. */
export type Tied = Tie | 'nothing' | 'unknown';

/** Looks at folders and files, never longer than it may. Rejects nowhere. */
export interface Workspaces {
  /** As things are now, or were at most a second ago: too old a look loses a hit later, and serves nothing wrong. */
  tie(mentions: Mentions): Promise<Tied>;
  /** Whether all is as it was; `unknown` when that takes longer than `budgetMs` or cannot be told. */
  check(tie: Tie, budgetMs: number): Promise<'same' | 'changed' | 'unknown'>;
  /** One sentence when no repository can be looked at. */
  trouble(): string | undefined;
}

/** What differs from the last commit is asked of git this often at most; HEAD and the index are looked at each time. */
const statusKeptMs = 1_000;
/** Working trees that are looked at in turn. */
const maxTrees = 64;

export function openWorkspaces(of: {
  readonly clock: Pick<Clock, 'tickMs'>;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Workspaces {
  const { clock } = of;
  const trees = new LRUCache<string, Look>({ max: maxTrees });
  let lacksGit = false;

  const gitState = async (folder: string): Promise<string | undefined> => {
    const sinceTick = clock.tickMs() - statusKeptMs;
    const git = await findGitFolder(folder);
    if (git === undefined) return undefined;
    const quick = await quickLook(git);
    let look = trees.get(git.root);
    if (look === undefined || look.startTick < sinceTick || look.head !== quick.head || look.index !== quick.index) {
      look = { ...quick, startTick: clock.tickMs(), status: gitStatus(git.root, of.env) };
      // Whoever waits for it is told; nobody may.
      look.status.then(
        () => (lacksGit = false),
        (error: unknown) => {
          lacksGit = error instanceof GitStatusError && error.reason === 'no-git';
          trees.delete(git.root);
        },
      );
      trees.set(git.root, look);
    }
    return hashOf([git.root, quick.head, await look.status]);
  };
  const compare = async (tie: Tie): Promise<'same' | 'changed'> => {
    const git = tie.git === null ? null : await gitState(tie.folder ?? '');
    if (git !== tie.git) return 'changed';
    const states = await Promise.all(tie.files.map(([path]) => fileState(path)));
    return tie.files.every(([, state], at) => states[at] === state) ? 'same' : 'changed';
  };
  return {
    async tie({ folder, files }) {
      try {
        const git = folder === undefined ? undefined : await gitState(folder);
        const placed = placeFiles(folder, files);
        const states = await Promise.all(placed.map(async path => [path, await fileState(path)] as const));
        // What is written like a file may be none; in a known folder it may also be one that is yet to come.
        const known = folder === undefined ? states.filter(([, state]) => state !== 'none') : states;
        if (git === undefined && known.length === 0) return 'nothing';
        return { folder: folder ?? null, git: git ?? null, files: known };
      } catch {
        return 'unknown';
      }
    },
    check: (tie, budgetMs) => withBudget(compare(tie), budgetMs),
    trouble: () =>
      lacksGit
        ? "No answer about a repository is kept, because git was not found on this machine: install it, or start Tuppence where 'git' is in the PATH."
        : undefined,
  };
}

/** One question to git, and what had been seen when it was asked. */
interface Look {
  readonly head: string;
  readonly index: string;
  readonly startTick: number;
  readonly status: Promise<string>;
}

/** Whether two requests that are under way at once were asked of the same state; false when that takes too long. */
export async function tiedAlike(a: Promise<Tied>, b: Promise<Tied>, budgetMs: number): Promise<boolean> {
  const both = Promise.all([a, b]).then(([one, other]): 'same' | 'unknown' =>
    one !== 'unknown' && JSON.stringify(one) === JSON.stringify(other) ? 'same' : 'unknown',
  );
  return (await withBudget(both, budgetMs)) === 'same';
}

async function withBudget<T>(work: Promise<T>, budgetMs: number): Promise<T | 'unknown'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unknown'>(resolve => (timer = setTimeout(resolve, budgetMs, 'unknown')));
  const first = await Promise.race([work.catch(() => 'unknown' as const), late]);
  clearTimeout(timer);
  return first;
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
