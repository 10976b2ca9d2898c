import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bothWays, type Task } from './both-ways.js';
import { expectSame } from './compare.js';
import { cacheDir, node22, type Folder } from './packages.js';
import { readsNote, secret } from './upstreams/script.js';

// Programs written with the usual libraries. They print all they are given, event by event, and that must be the same
// through Tuppence: ids, usage, order, everything.

interface Sdk {
  readonly folder: Folder;
  readonly program: string;
  readonly node?: string;
  /** How many requests one run makes. */
  readonly requests: number;
}

const sdks: readonly Sdk[] = [
  { folder: 'openai@6.49.0', program: 'openai.mjs', requests: 12 },
  { folder: 'openai@7.55.0', program: 'openai.mjs', requests: 12, node: node22() },
  { folder: 'anthropic-sdk@0.91.1', program: 'anthropic.mjs', requests: 8 },
  { folder: 'anthropic-sdk@1.10.0', program: 'anthropic.mjs', requests: 8 },
  { folder: 'ai-sdk@6.0.326', program: 'ai-sdk.mjs', requests: 24 },
  { folder: 'langchain-openai@1.5.8', program: 'langchain.mjs', requests: 4 },
];

describe.each(sdks)('$folder', sdk => {
  it('gets the same through Tuppence as directly, and the provider gets the same from it', async () => {
    const { direct, through, ledger } = await bothWays(taskOf(sdk));
    expectSame(direct, through);
    expect(direct.requests).toHaveLength(sdk.requests);
    expect(direct.end.stdout).toContain(`The note says ${secret}`);
    expect(direct.strayed).toEqual([]);
    expect(ledger).toHaveLength(direct.requests.filter(({ method }) => method === 'POST').length);
    expect(ledger.filter(({ outcome, estimated }) => outcome !== 'ok' || estimated)).toEqual([]);
  });
});

function taskOf(sdk: Sdk): Task {
  // Beside its packages, because that is where Node looks for them.
  const program = join(cacheDir, sdk.folder, sdk.program);
  copyFileSync(fileURLToPath(new URL(`sdk/${sdk.program}`, import.meta.url)), program);
  return {
    command: () => [sdk.node ?? process.execPath, program],
    env: place => ({ PLACE: place.url, KEY: place.key, NOTE: `The secret word is ${secret}.` }),
    script: () => readsNote({ name: 'read_note', input: { path: 'note.txt' } }),
  };
}
