import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { findGitFolder, quickLook, stamp } from './git-folder.js';

/** What git could not say in time, or at all. */
export class GitStatusError extends Error {
  override readonly name = 'GitStatusError';
  constructor(
    readonly reason: 'no-git' | 'failed' | 'too-many',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const timeoutMs = 3_000;
const maxBytes = 1024 * 1024;
/** Files that differ from the last commit; a tree with more is in the middle of something. */
const maxDirty = 1_000;
/** Submodules inside submodules are looked into so far. */
const maxDepth = 4;

/**
 * What differs from the last commit in a working tree, as text that is equal only while nothing changes: git's own list
 * with the state of every file in it. Rejects with {@link GitStatusError}.
 */
export async function gitStatus(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  depth = 0,
): Promise<string> {
  const list = await run(root, env);
  const { files, submodules } = dirtyPaths(list);
  if (files.length + submodules.length > maxDirty || depth > maxDepth) {
    throw new GitStatusError('too-many', `Too much differs in '${root}' to tell whether it changes.`);
  }
  const stamps = await Promise.all(files.map(file => stamp(join(root, file))));
  // What is inside a submodule that differs cannot be told from outside.
  const inside: string[] = [];
  for (const path of submodules) inside.push(await submoduleStatus(join(root, path), env, depth + 1));
  return [list, ...stamps, ...inside].join('\n');
}

async function submoduleStatus(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  depth: number,
): Promise<string> {
  const git = await findGitFolder(root);
  // It is not checked out, or was taken away: what the list says of it is all there is.
  if (git?.root !== root) return 'none';
  const { head } = await quickLook(git);
  return `${head}\n${await gitStatus(root, env, depth)}`;
}

/** Writes nothing, asks nobody, and starts none of the programs that a repository may name for its own purposes. */
const args = [
  '--no-optional-locks',
  ...['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=', '-c', 'core.untrackedCache=false'],
  ...['status', '--porcelain=v2', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=none'],
];

function run(root: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: root,
      env: { ...gitEnvironment(env), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: maxBytes,
      windowsHide: true,
    } as const;
    execFile('git', args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(asStatusError(error, root));
    });
  });
}

function asStatusError(error: Error, root: string): GitStatusError {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new GitStatusError('no-git', 'There is no git on this machine.', { cause: error });
  return new GitStatusError('failed', `git cannot say what differs in '${root}'.`, { cause: error });
}

/** What git needs to find itself and its user's settings. Keys that the proxy was started with are none of its business. */
const needed =
  /^(?:PATH|PATHEXT|HOME|USERPROFILE|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|SYSTEMROOT|WINDIR|COMSPEC|XDG_CONFIG_HOME|TMPDIR|TMP|TEMP)$/i;

function gitEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && needed.test(name)) kept[name] = value;
  return kept;
}

/** Paths in the list (`git help status`, porcelain format version 2). */
function dirtyPaths(list: string): { readonly files: readonly string[]; readonly submodules: readonly string[] } {
  const files: string[] = [];
  const submodules: string[] = [];
  for (const line of list.split('\0')) {
    const kind = line.charAt(0);
    if (kind === '?') files.push(line.slice(2));
    if (kind !== '1' && kind !== 'u') continue;
    const fields = line.split(' ');
    const path = fields.slice(kind === '1' ? 8 : 10).join(' ');
    (fields[2]?.startsWith('S') === true ? submodules : files).push(path);
  }
  return { files, submodules };
}
