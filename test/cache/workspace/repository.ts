import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDirForTest } from '../../support/temp-dir.js';

/** A real git repository with one commit, gone when the running test is over. */
export interface Repository {
  readonly root: string;
  git(...args: readonly string[]): string;
  write(file: string, text: string): void;
  commit(): void;
  addSubmodule(from: Repository, path: string): void;
}

export function makeRepository(root = tempDirForTest('repository')): Repository {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        HOME: root,
        ...{ GIT_AUTHOR_NAME: 't', GIT_AUTHOR_EMAIL: 't@t', GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@t' },
      },
    });
  const repository: Repository = {
    root,
    git,
    write(file, text) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    },
    addSubmodule(from, path) {
      git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', from.root, path);
      git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init', '--recursive');
      repository.commit();
    },
    commit() {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', 'change');
    },
  };
  git('init', '-q');
  repository.write('src/a.ts', 'export const a = 1;\n');
  repository.write('src/b.ts', 'export const b = 1;\n');
  repository.write('.gitignore', 'ignored.txt\n');
  repository.commit();
  return repository;
}
