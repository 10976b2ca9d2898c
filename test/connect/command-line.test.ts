import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTempDir, removeDir } from '../support/temp-dir.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

describe('tuppence connect', () => {
  let home: string;
  beforeEach(() => (home = makeTempDir('connect-cli')));
  afterEach(() => removeDir(home));

  const run = (...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise(resolve => {
      const env = {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        USERPROFILE: home,
        TUPPENCE_DATA_DIR: join(home, 'data'),
      };
      const child = execFile(process.execPath, [cli, 'connect', ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
      child.stdin?.end();
    });
  const settings = (): string => join(home, '.claude', 'settings.json');

  it('shows first, writes when told to, and takes it back to the byte', async () => {
    const before = '{\n  // mine\n  "theme": "dark"\n}\n';
    mkdirSync(join(home, '.claude'));
    writeFileSync(settings(), before);

    const looked = await run('claude-code', '--print');
    expect(looked).toMatchObject({ code: 0, stderr: '' });
    expect(looked.stdout).toMatch(/^\+.*"ANTHROPIC_BASE_URL": "http:\/\/127\.0\.0\.1:4711\/c\/claude-code"/m);
    expect(readFileSync(settings(), 'utf8')).toBe(before);

    const alone = await run('claude-code');
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain('--yes');
    expect(alone.stdout).not.toMatch(/tup-[0-9a-f]{64}/);
    expect(readFileSync(settings(), 'utf8')).toBe(before);

    const written = await run('claude-code', '--yes');
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(written.stdout).toContain('--undo');
    expect(readFileSync(settings(), 'utf8')).toContain('// mine');
    expect((await run()).stdout).toMatch(/^claude-code +connected/m);

    const undone = await run('claude-code', '--undo', '--yes');
    expect(undone.code).toBe(0);
    expect(readFileSync(settings(), 'utf8')).toBe(before);
    expect(await run('claude-code', '--undo', '--yes')).toMatchObject({ code: 1 });
  });

  it('gives every connected assistant another port', async () => {
    await run('codex', '--yes');
    writeFileSync(join(home, 'data', 'settings.json'), '{"port": 4999}');
    const renewed = await run('--renew', '--yes');
    expect(renewed).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(home, '.codex', 'config.toml'), 'utf8')).toContain('http://127.0.0.1:4999/c/codex/v1');
    expect((await run('--renew', '--yes')).stdout).toContain('already leads to');
    await run('codex', '--undo', '--yes');
    expect(existsSync(join(home, '.codex'))).toBe(false);
  });

  it('says in a sentence what it cannot do', async () => {
    expect((await run('vim')).stderr).toMatch(/^There is no assistant 'vim'/);
    expect((await run('gemini-cli')).stderr).toMatch(/generateContent/);
    expect((await run('codex', '--account', 'mine')).stderr).toMatch(/own.*tuppence/);
    mkdirSync(join(home, '.codex'));
    writeFileSync(join(home, '.codex', 'config.toml'), 'model = \n');
    const broken = await run('codex', '--yes');
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/^~\/\.codex\/config\.toml is not valid TOML: line 1, column \d+: .*\n$/);
    expect(broken.stderr).not.toContain('at ');
  });

  it('prints lines for whatever takes a base URL and a key', async () => {
    const { stdout } = await run('openai-compatible', '--model', 'gpt-5.1');
    expect(stdout).toContain("export OPENAI_BASE_URL='http://127.0.0.1:4711/c/openai-compatible/v1'");
    expect(stdout).toContain('"model":"gpt-5.1"');
  });
});
