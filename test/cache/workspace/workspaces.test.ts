import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspaces, type Tie, type Workspaces } from '../../../src/proxy/cache/workspace/workspaces.js';
import { tempDirForTest } from '../../support/temp-dir.js';
import { makeRepository, type Repository } from './repository.js';

const patienceMs = 30_000;

/** A look at workspaces for which every look at git is an old one already. */
function open(env: NodeJS.ProcessEnv = process.env): Workspaces {
  let tick = 0;
  return openWorkspaces({ clock: { tickMs: () => (tick += 10_000) }, env });
}

async function tieOf(workspaces: Workspaces, folder: string | undefined, files: readonly string[] = []): Promise<Tie> {
  const tied = await workspaces.tie({ folder, files });
  if (typeof tied === 'string') throw new Error(`tied to ${tied}`);
  return tied;
}

describe('a tie to a working tree', () => {
  const changes: readonly (readonly [string, (repository: Repository) => void])[] = [
    ['a commit', r => r.commit()],
    ['a file that is edited', r => r.write('src/a.ts', 'export const a = 2;\n')],
    ['a new file', r => r.write('src/new.ts', '')],
    ['a file that is deleted', r => rmSync(join(r.root, 'src/b.ts'))],
    ['a file that is renamed', r => renameSync(join(r.root, 'src/b.ts'), join(r.root, 'src/c.ts'))],
    ['what is staged', r => void (r.write('src/a.ts', '2'), r.git('add', 'src/a.ts'))],
    ['another branch', r => void r.git('checkout', '-q', '-b', 'other')],
    ['a detached HEAD', r => void r.git('checkout', '-q', '--detach')],
    ['an amended commit', r => void r.git('commit', '-q', '--amend', '-m', 'other')],
  ];
  it.each(changes)('is over with %s', async (_, change) => {
    const repository = makeRepository();
    const workspaces = open();
    const tie = await tieOf(workspaces, repository.root);
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
    change(repository);
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
  });

  it('is over with every further edit of a file that differs already, also one that keeps size and time', async () => {
    const repository = makeRepository();
    const workspaces = open();
    repository.write('src/a.ts', 'aaaa');
    repository.write('loose/one.txt', 'aaaa');
    for (const file of ['src/a.ts', 'loose/one.txt']) {
      const tie = await tieOf(workspaces, repository.root);
      const at = new Date(1_600_000_000_000);
      expect(await workspaces.check(tie, patienceMs)).toBe('same');
      repository.write(file, 'bbbb');
      utimesSync(join(repository.root, file), at, at);
      expect(await workspaces.check(tie, patienceMs)).toBe('changed');
    }
  });

  it('holds while nothing changes: files read, the index written anew, branches packed, what git ignores', async () => {
    const repository = makeRepository();
    const workspaces = open();
    const tie = await tieOf(workspaces, join(repository.root, 'src'));
    const now = new Date();
    utimesSync(join(repository.root, 'src/a.ts'), now, now);
    repository.git('status');
    repository.git('pack-refs', '--all');
    repository.write('ignored.txt', 'x');
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
  });

  it('holds again when the tree is as it was', async () => {
    const repository = makeRepository();
    const workspaces = open();
    const tie = await tieOf(workspaces, repository.root);
    repository.git('checkout', '-q', '-b', 'other');
    repository.git('checkout', '-q', '-');
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
  });

  it('works before the first commit, in a linked working tree, and in a folder that is reached by a link', async () => {
    const bare = tempDirForTest('fresh');
    const repository = makeRepository();
    repository.git('init', '-q', bare);
    const linked = join(tempDirForTest('linked'), 'tree');
    repository.git('worktree', 'add', '-q', linked);
    const link = join(tempDirForTest('link'), 'to');
    symlinkSync(repository.root, link, 'junction');
    for (const folder of [bare, linked, link]) {
      const workspaces = open();
      const tie = await tieOf(workspaces, folder);
      expect(tie.git).toEqual(expect.any(String));
      expect(await workspaces.check(tie, patienceMs)).toBe('same');
      writeFileSync(join(folder, 'other.txt'), 'x');
      expect(await workspaces.check(tie, patienceMs)).toBe('changed');
    }
  });

  it('is over with every change in a submodule, staged or not, and in a submodule of that', async () => {
    const [innermost, inner, repository] = [makeRepository(), makeRepository(), makeRepository()];
    inner.addSubmodule(innermost, 'deep');
    repository.addSubmodule(inner, 'sub');
    const sub = join(repository.root, 'sub');
    const workspaces = open();
    const own = await tieOf(workspaces, join(sub, 'src'));
    expect(await workspaces.check(own, patienceMs)).toBe('same');
    const edits = [
      () => writeFileSync(join(sub, 'src/a.ts'), 'aaaa'),
      () => writeFileSync(join(sub, 'src/a.ts'), 'bbbb'),
      () => void repository.git('-C', 'sub', 'commit', '-q', '-a', '-m', 'inside'),
      () => writeFileSync(join(sub, 'deep/src/b.ts'), 'cc'),
      () => void repository.git('add', 'sub'),
    ];
    for (const edit of edits) {
      const tie = await tieOf(workspaces, repository.root);
      edit();
      expect(await workspaces.check(tie, patienceMs)).toBe('changed');
    }
    expect(await workspaces.check(own, patienceMs)).toBe('changed');
    const tie = await tieOf(workspaces, repository.root);
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
  });

  it('is over when the repository is gone', async () => {
    const repository = makeRepository();
    const workspaces = open();
    const tie = await tieOf(workspaces, repository.root);
    rmSync(join(repository.root, '.git'), { recursive: true });
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
  });

  it('asks git once a second at most, and sees a commit all the same', async () => {
    const repository = makeRepository();
    const workspaces = openWorkspaces({ clock: { tickMs: () => 5_000 }, env: process.env });
    const tie = await tieOf(workspaces, repository.root);
    repository.write('src/a.ts', 'export const a = 2;\n');
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
    repository.commit();
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
  });
});

describe('a tie to files', () => {
  it('is over when one of them changes, comes, or goes, and not with another', async () => {
    const folder = tempDirForTest('files');
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('a.txt', 'a');
    write('other.txt', 'a');
    const workspaces = open();
    const tie = await tieOf(workspaces, folder, ['a.txt', 'later.txt']);
    expect(tie.git).toBeNull();
    write('other.txt', 'b');
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
    write('later.txt', '');
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
    rmSync(join(folder, 'later.txt'));
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
    write('a.txt', 'b');
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
    write('a.txt', 'a');
    rmSync(join(folder, 'a.txt'));
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
  });

  it('sees a large file change, and takes a folder for no file', async () => {
    const folder = tempDirForTest('large');
    const large = join(folder, 'large.bin');
    writeFileSync(large, Buffer.alloc(2_000_000));
    mkdirSync(join(folder, 'folder.ts'));
    const workspaces = open();
    const tie = await tieOf(workspaces, undefined, [large, join(folder, 'folder.ts'), 'relative.ts', '~/home.ts']);
    expect(tie.files.map(([path]) => path)).toEqual([large]);
    expect(await workspaces.check(tie, patienceMs)).toBe('same');
    appendFileSync(large, 'x');
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
  });

  it('comes on top of git, for files that git ignores', async () => {
    const repository = makeRepository();
    repository.write('ignored.txt', 'a');
    const workspaces = open();
    const tie = await tieOf(workspaces, repository.root, ['ignored.txt']);
    repository.write('ignored.txt', 'b');
    expect(await workspaces.check(tie, patienceMs)).toBe('changed');
  });
});

describe('what cannot be told', () => {
  it('is said: no git on this machine, too little time, a broken repository', async () => {
    const repository = makeRepository();
    const tie = await tieOf(open(), repository.root);
    const without = open({ PATH: repository.root });
    expect(await without.tie({ folder: repository.root, files: [] })).toBe('unknown');
    expect(await without.check(tie, patienceMs)).toBe('unknown');
    expect(await open().check(tie, 0)).toBe('unknown');
    writeFileSync(join(repository.root, '.git', 'config'), '[broken');
    expect(await open().check(tie, patienceMs)).toBe('unknown');
  });

  it('is nothing where there is nothing to look at', async () => {
    expect(await open().tie({ folder: tempDirForTest('plain'), files: [] })).toBe('nothing');
    expect(await open().tie({ folder: undefined, files: ['src/a.ts'] })).toBe('nothing');
  });

  it('is found out without starting a program that the repository names, and without a key', async () => {
    const repository = makeRepository();
    const trace = join(repository.root, 'ignored.txt');
    writeFileSync(join(repository.root, 'spy.sh'), `#!/bin/sh\nenv > '${trace}'\n`, { mode: 0o755 });
    repository.commit();
    repository.git('config', 'core.fsmonitor', join(repository.root, 'spy.sh'));
    const workspaces = open({ ...process.env, OPENAI_API_KEY: 'sk-secret' });
    const tie = await tieOf(workspaces, repository.root, ['ignored.txt']);
    expect(tie.files).toEqual([[trace, 'none']]);
  });
});
