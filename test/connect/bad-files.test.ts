import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/connect/assistants/claude-code.js';
import { codex } from '../../src/connect/assistants/codex.js';
import { continueDev } from '../../src/connect/assistants/continue.js';
import { carryOut } from '../../src/connect/carry-out.js';
import type { FileSystem } from '../../src/connect/disk.js';
import { connected, planConnect, planDisconnect } from '../../src/connect/plan.js';
import type { FileAssistant, Workbench } from '../../src/connect/plan.js';
import { benchIn, wishOf } from '../contract/assistant.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';

describe('a configuration file that cannot be used', () => {
  let folder: string;
  let bench: Workbench;
  const nowIso = '2026-01-02T03:04:05.678Z';
  const pathOf = async (assistant: FileAssistant): Promise<string> =>
    (await assistant.files(bench.place, () => Promise.resolve(false)))[0]!.path;
  const begin = async (assistant: FileAssistant, bytes: string | Buffer): Promise<string> => {
    const path = await pathOf(assistant);
    await fs.mkdir(dirname(path), { recursive: true });
    await fs.writeFile(path, bytes);
    return path;
  };
  beforeEach(() => {
    folder = makeTempDir('bad-files');
    bench = benchIn(folder);
  });
  afterEach(() => removeDir(folder));

  const broken: readonly (readonly [string, FileAssistant, string, string])[] = [
    ['JSON', files(claudeCode), '{\n  "env": {\n    "A": "b"\n  \n}\n', 'line 6, column 1'],
    ['JSON', files(claudeCode), '{ "a": 1 } trailing', 'line 1, column 12'],
    ['TOML', files(codex), 'model = "x"\n[tui\n', 'line 2'],
    ['TOML', files(codex), 'a = 1\na = 2\n', 'line 2'],
    ['YAML', files(continueDev), 'name: x\nmodels:\n  - a: b\n c: d\n', 'line 4'],
    ['YAML', files(continueDev), 'a: 1\n---\nb: 2\n', 'line'],
  ];
  it.each(broken)(
    'is named with the place where it breaks, and is left as it is: %s %#',
    async (name, assistant, text, where) => {
      const path = await begin(assistant, text);
      await expect(planConnect(bench, assistant, wishOf())).rejects.toMatchObject({
        name: 'FileError',
        reason: 'broken',
        path,
      });
      await expect(planConnect(bench, assistant, wishOf())).rejects.toThrow(
        new RegExp(`^~?[^ ]+ is not valid ${name}: ${where}.*It was not touched`, 's'),
      );
      await expect(planDisconnect(bench, assistant)).rejects.toMatchObject({ reason: 'broken' });
      expect(await connected(bench, assistant)).toBe(false);
      expect(await fs.readFile(path, 'utf8')).toBe(text);
    },
  );

  it('is not written where it is of another shape than it should be', async () => {
    const path = await begin(files(claudeCode), '{ "env": "nothing" }');
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({
      reason: 'unchangeable',
      path,
    });
    await begin(files(claudeCode), '["a list"]');
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({
      reason: 'unchangeable',
      path,
    });
  });

  it('may be nested without end', async () => {
    await begin(files(claudeCode), '['.repeat(200_000));
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({ reason: 'broken' });
  });

  it('may be huge, in another encoding, or not a file at all', async () => {
    await begin(files(claudeCode), `{"a":"${'x'.repeat(5_000_000)}"}`);
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({ reason: 'too-large' });
    await begin(files(claudeCode), Buffer.from('\uFEFF{}', 'utf16le'));
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({ reason: 'not-text' });
    await begin(files(claudeCode), Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]));
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({ reason: 'not-text' });
    const path = await pathOf(files(claudeCode));
    await fs.rm(path);
    await fs.mkdir(path);
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({ reason: 'not-a-file' });
  });

  it('says so when nobody knows the home folder', async () => {
    const homeless: Workbench = { ...bench, place: { ...bench.place, home: '' } };
    await expect(planConnect(homeless, files(claudeCode), wishOf())).rejects.toMatchObject({ name: 'HomelessError' });
  });

  it('is written through a link, and the link stays', async () => {
    const path = await pathOf(files(claudeCode));
    const real = join(folder, 'dotfiles', 'claude.json');
    await fs.mkdir(dirname(path), { recursive: true });
    await fs.mkdir(dirname(real), { recursive: true });
    await fs.writeFile(real, '{}\n');
    await fs.symlink(real, path);
    await carryOut(bench, await planConnect(bench, files(claudeCode), wishOf()), nowIso);
    expect((await fs.lstat(path)).isSymbolicLink()).toBe(true);
    expect(await fs.readFile(real, 'utf8')).toContain('/c/claude-code');
    await carryOut(bench, await planDisconnect(bench, files(claudeCode)), nowIso);
    expect(await fs.readFile(real, 'utf8')).toBe('{}\n');
    await fs.rm(real);
    await expect(planConnect(bench, files(claudeCode), wishOf())).rejects.toMatchObject({ reason: 'dangling' });
  });

  it.skipIf(process.platform === 'win32')('becomes readable for its owner only while a token is in it', async () => {
    const path = await begin(files(claudeCode), '{}\n');
    await fs.chmod(path, 0o644);
    const plan = await planConnect(bench, files(claudeCode), wishOf());
    expect(plan.remarks.join(' ')).toMatch(/^Others can read .*644/);
    await carryOut(bench, plan, nowIso);
    expect((await fs.stat(path)).mode & 0o777).toBe(0o600);
    await carryOut(bench, await planDisconnect(bench, files(claudeCode)), nowIso);
    expect((await fs.stat(path)).mode & 0o777).toBe(0o644);
  });

  it('is not replaced behind the back of somebody who made it read-only', async () => {
    const path = await begin(files(claudeCode), '{}\n');
    await fs.chmod(path, 0o444);
    const plan = await planConnect(bench, files(claudeCode), wishOf());
    await expect(carryOut(bench, plan, nowIso)).rejects.toMatchObject({ reason: 'unwritable' });
    expect(await fs.readFile(path, 'utf8')).toBe('{}\n');
    expect(await fs.readdir(join(bench.place.dataFolder, 'connections'))).not.toContain('claude-code.json');
  });

  it('is planned anew when somebody else wrote it in between', async () => {
    const path = await begin(files(claudeCode), '{}\n');
    const plan = await planConnect(bench, files(claudeCode), wishOf());
    await fs.writeFile(path, '{ "theme": "dark" }\n');
    expect(await carryOut(bench, plan, nowIso)).toEqual({ kind: 'changed', path });
    expect(await fs.readFile(path, 'utf8')).toBe('{ "theme": "dark" }\n');
  });

  it('leaves the first file as it was when the second cannot be written', async () => {
    const { pi } = await import('../../src/connect/assistants/pi.js');
    const first = await begin(files(pi), '{}\n');
    const failing: FileSystem = {
      ...(fs as FileSystem),
      rename: async (from, to) => {
        if (to.endsWith('settings.json')) throw Object.assign(new Error('no'), { code: 'ENOSPC' });
        await fs.rename(from, to);
      },
    };
    const plan = await planConnect(bench, files(pi), wishOf());
    await expect(carryOut({ ...bench, fs: failing }, plan, nowIso)).rejects.toThrow(/disk is full/);
    expect(await fs.readFile(first, 'utf8')).toBe('{}\n');
    expect(await fs.readdir(dirname(first))).toEqual(['models.json']);
    expect(await connected(bench, files(pi))).toBe(false);
  });
});

function files(assistant: { readonly how: string }): FileAssistant {
  return assistant as FileAssistant;
}
