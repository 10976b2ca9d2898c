import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { EmbeddingModel } from '../../../src/protocol/embedding-model.js';
import type { CatalogueModel } from '../../../src/proxy/models/catalogue.js';
import { tempDirForTest } from '../../support/temp-dir.js';

const cliFile = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** A data folder whose user has pinned models that lie at `hub`. */
export function dataFolder(hub: string, pinned: readonly CatalogueModel[] = []): string {
  const folder = tempDirForTest('models');
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ cache: { modelHub: hub } }));
  mkdirSync(join(folder, 'models'));
  if (pinned.length > 0) writeFileSync(join(folder, 'models', 'pins.json'), JSON.stringify({ models: pinned }));
  return folder;
}

/** A `tuppence models` command beside no proxy. */
export interface ModelsCommand {
  readonly child: ChildProcess;
  /** What it has said about progress so far. */
  stderr(): string;
  readonly done: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts the built command line with nothing of the developer's own environment. Needs a build. */
export function startModels(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ModelsCommand {
  const child = spawn(process.execPath, [cliFile, 'models', ...args, '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const done = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, stderr: () => stderr, done };
}

export function runModels(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return startModels(folder, args, env).done;
}

export async function modelsOf(folder: string): Promise<readonly EmbeddingModel[]> {
  const { stdout } = await runModels(folder, ['list', '--json']);
  return (JSON.parse(stdout) as { readonly models: readonly EmbeddingModel[] }).models;
}

/** What the list says of one model. */
export async function modelOf(folder: string, id: string): Promise<EmbeddingModel | undefined> {
  return (await modelsOf(folder)).find(model => model.id === id);
}
