import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where git keeps what it knows of a working tree. */
export interface GitFolder {
  /** The working tree's root. */
  readonly root: string;
  readonly gitDir: string;
  /** The same, but for a linked working tree: branches lie in that of the main one. */
  readonly commonDir: string;
}

/** The git folder of a folder or of one above it. Undefined where there is none. */
export async function findGitFolder(folder: string): Promise<GitFolder | undefined> {
  for (let root = resolve(folder); ; root = dirname(root)) {
    const dotGit = join(root, '.git');
    const found = await stat(dotGit).catch(() => undefined);
    if (found?.isDirectory() === true) return { root, gitDir: dotGit, commonDir: dotGit };
    if (found?.isFile() === true) return linked(root, dotGit);
    if (root === dirname(root)) return undefined;
  }
}

/** A linked working tree or a submodule has a file that says where its folder is. */
async function linked(root: string, dotGit: string): Promise<GitFolder | undefined> {
  const named = /^gitdir: (.+?)\s*$/m.exec(await readFile(dotGit, 'utf8'))?.[1];
  if (named === undefined) return undefined;
  const gitDir = resolve(root, named);
  const common = await readFile(join(gitDir, 'commondir'), 'utf8').catch(() => undefined);
  return { root, gitDir, commonDir: common === undefined ? gitDir : resolve(gitDir, common.trim()) };
}

/**
 * What shows that something was committed, checked out or staged, in a few small reads: HEAD, the commit it stands for,
 * and when the index was written. Rejects when HEAD cannot be read.
 */
export async function quickLook({ gitDir, commonDir }: GitFolder): Promise<{
  readonly head: string;
  readonly index: string;
}> {
  const [head, index] = await Promise.all([readFile(join(gitDir, 'HEAD'), 'utf8'), stamp(join(gitDir, 'index'))]);
  const ref = /^ref: (\S+)/.exec(head)?.[1];
  if (ref === undefined) return { head: head.trim(), index };
  const commit = await readFile(join(commonDir, ref), 'utf8').catch(() => undefined);
  // Packed branches lie together in one file; a branch without a commit is in neither.
  const at = commit?.trim() ?? (await packed(join(commonDir, 'packed-refs'), ref));
  return { head: `${ref} ${at}`, index };
}

async function packed(file: string, ref: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const line = text.split('\n').find(each => each.endsWith(` ${ref}`));
  return line?.split(' ', 1)[0] ?? 'no commit yet';
}

/** Changes with every write to a file, also one that keeps its size; `none` when there is no such file. */
export async function stamp(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found === undefined ? 'none' : [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}
