import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Packages that are installed together, into one folder of their own. Versions are pinned: other ones say other things. */
export interface PackageSet {
  /** Name of the folder below {@link cacheDir}. */
  readonly folder: string;
  readonly wants: readonly string[];
  /** Hundreds of megabytes, or slow to install: only with `TUPPENCE_ALL_CLIENTS=1`. */
  readonly big?: true;
}

/** Kept between runs; remove it to install anew. */
export const cacheDir = fileURLToPath(new URL('../../out/clients', import.meta.url));

/** Several clients ask for a newer Node than Tuppence does. It comes from the registry as the clients do. */
export const nodeVersion = '22.23.3';

export const packageSets = [
  set(`node@${nodeVersion}`, `node-${process.platform}-${process.arch}@${nodeVersion}`),
  set('openai@6.49.0', 'openai@6.49.0'),
  set('openai@7.55.0', 'openai@7.55.0'),
  set('anthropic-sdk@0.91.1', '@anthropic-ai/sdk@0.91.1'),
  set('anthropic-sdk@1.10.0', '@anthropic-ai/sdk@1.10.0'),
  set(
    'ai-sdk@6.0.326',
    'ai@6.0.326',
    '@ai-sdk/openai@3.0.141',
    '@ai-sdk/openai-compatible@2.0.87',
    '@ai-sdk/anthropic@3.0.138',
    'zod@4.6.7',
  ),
  set('langchain-openai@1.5.8', '@langchain/openai@1.5.8', '@langchain/core@1.2.13', 'zod@4.6.7'),
  set('claude-code@2.1.328', '@anthropic-ai/claude-code@2.1.328'),
  set('codex@0.169.0', '@openai/codex@0.169.0'),
  set('continue@1.5.47', '@continuedev/cli@1.5.47'),
  set('qwen-code@0.24.4', '@qwen-code/qwen-code@0.24.4'),
  set('pi@0.73.1', '@mariozechner/pi-coding-agent@0.73.1'),
  { ...set('copilot@1.0.102', '@github/copilot@1.0.102'), big: true },
  { ...set('opencode@1.18.33', 'opencode-ai@1.18.33'), big: true },
  { ...set('cline@3.0.65', 'cline@3.0.65'), big: true },
] as const satisfies readonly PackageSet[];

export type Folder = (typeof packageSets)[number]['folder'];

/** True when the clients that take long to install are wanted too. */
export const allClients = process.env['TUPPENCE_ALL_CLIENTS'] === '1';

/** Where a file of an installed package lies. */
export function installed(folder: Folder, ...path: readonly string[]): string {
  return join(cacheDir, folder, 'node_modules', ...path);
}

/** A Node of version 22 or later: this one, or the installed one. */
export function node22(): string {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  return installed(`node@${nodeVersion}`, `node-${process.platform}-${process.arch}`, 'bin', 'node');
}

function set<Name extends string>(folder: Name, ...wants: readonly string[]): PackageSet & { readonly folder: Name } {
  return { folder, wants };
}
