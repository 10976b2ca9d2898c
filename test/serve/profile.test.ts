import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../src/protocol/api.js';
import { runCli } from '../support/cli.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let proxy: ProxyProcess;
const dataDir = makeTempDir('profile');

beforeAll(async () => {
  upstream = await startUpstream();
  proxy = await startProxy({ upstream: upstream.url, dataDir });
});
afterAll(async () => {
  await proxy.stop();
  await upstream.close();
  removeDir(dataDir);
});

async function ask(client: string, content: string, cacheControl?: string): Promise<void> {
  const sdk = new OpenAI({ baseURL: `${proxy.url}/c/${client}/v1`, apiKey: proxy.token, maxRetries: 0 });
  const headers = cacheControl === undefined ? {} : { headers: { 'cache-control': cacheControl } };
  await sdk.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content }] }, headers);
}
async function profile(): Promise<Profile> {
  const { stdout, stderr } = await runCli('profile', '--json', '--data-dir', dataDir);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Profile;
}

const plain = 'How do I reverse a list in Go?';
const polite = 'Please tell me how to reverse a list in Go';
const strange = 'What is a monad?';

describe('the profile of the past', () => {
  it('of nothing says so', async () => {
    const { stdout } = await runCli('profile', '--data-dir', dataDir);
    expect(stdout).toBe('No prompt was recorded in the last 30d.\n');
  });

  it('tells repeats, rewrapped prompts and new ones apart, by client and whether they were cached or not', async () => {
    await ask('cline', plain);
    await ask('cline', plain);
    await ask('codex', plain, 'no-store');
    await ask('codex', polite);
    await ask('codex', polite, 'no-cache');
    await ask('codex', strange, 'no-store');
    const found = await profile();
    expect(found).toMatchObject({ prompts: 6, repeated: 3, rephrased: 1, served: 2, current: 0.7 });
    expect(found.byClient).toEqual([
      { client: 'codex', prompts: 4, repeated: 2, rephrased: 1, served: 1, near: 0 },
      { client: 'cline', prompts: 2, repeated: 1, rephrased: 0, served: 1, near: 0 },
    ]);
    expect(found.examples).toHaveLength(1);
    expect(found.examples[0]).toEqual({ tier: 'gate', bound: 0, similarity: 1, asked: polite, kept: plain });
    expect(found).toMatchObject({
      isCut: false,
      errorBound: 0.01,
      sureness: [{ tier: 'gate', served: 1 }, { tier: 'semantic' }],
    });
  });

  it('finds near ones among what is kept', async () => {
    await ask('cline', 'how do I see the values of a deployed helm release');
    await ask('cline', 'show the values of a deployed helm release');
    const { near, nearSinceMs, nearByBound, nearAmong, byClient } = await profile();
    expect(nearSinceMs).toEqual(expect.any(Number));
    const counts = near.map(({ prompts }) => prompts);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.at(-1)).toBe(1);
    // What only the verifier accepts is found under a looser bound; the strict check is enough for this pair.
    const bounds = nearByBound.map(({ errorBound }) => errorBound);
    expect(bounds).toEqual([0, 0.005, 0.01, 0.02, 0.05, 0.1]);
    const found = nearByBound.map(({ prompts }) => prompts);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(nearAmong).toBeGreaterThanOrEqual(2);
    expect(byClient.find(({ client }) => client === 'cline')).toMatchObject({ prompts: 4, repeated: 1 });
  });

  it('keeps to itself what the prompts said: the ledger holds no word of them', async () => {
    await proxy.stop();
    const files = readdirSync(dataDir).filter(name => name.startsWith('ledger'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) expect(readFileSync(join(dataDir, name), 'latin1')).not.toMatch(/reverse|monad|helm/);
    const { code, stdout } = await runCli('profile', '--since', '1d', '--data-dir', dataDir);
    expect(code).toBe(0);
    expect(stdout).toContain('Last 1d: 8 prompts, 2 of them answered without asking a model');
    expect(stdout).toContain(`"${polite}"  is like  "${plain}"  (every word accounted for)`);
    expect(stdout).toMatch(/gate: 1 given out so far, at least 99\.\d+ % right \(promised: 99 %\)/);
    expect(stdout).toMatch(/Near by the share of wrong answers .* from 0\.7 up\n {2}0 %: \d+ {3}0\.5 %: \d+/);
    expect((await runCli('profile', '--since', 'long', '--data-dir', dataDir)).stderr).toContain("'long' is no span");
  });
});
