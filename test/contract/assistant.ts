import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account, Wish } from '../../src/connect/assistant.js';
import { carryOut } from '../../src/connect/carry-out.js';
import { read, revise } from '../../src/connect/format.js';
import { usualModels } from '../../src/connect/models.js';
import type { Place } from '../../src/connect/place.js';
import { connected, planConnect, planDisconnect, planReaddress } from '../../src/connect/plan.js';
import type { FileAssistant, Plan, Workbench } from '../../src/connect/plan.js';
import { objectAt, set } from '../../src/connect/value.js';
import { readAddress } from '../../src/proxy/intake/address.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';

export const token = `tup-${'0123456789abcdef'.repeat(4)}`;
export const address = { url: 'http://127.0.0.1:4711', token };
export const moved = { url: 'http://127.0.0.1:4712', token: `tup-${'fedcba9876543210'.repeat(4)}` };
const nowIso = '2026-01-02T03:04:05.678Z';

export function wishOf(account: Account = 'own'): Wish {
  return { address, models: usualModels, account, nowIso };
}

/** A machine of its own below a temporary folder. */
export function benchIn(folder: string): Workbench {
  const place: Place = {
    platform: process.platform === 'win32' ? 'win32' : 'linux',
    home: join(folder, 'home'),
    env: {},
    editorFolder: join(folder, 'editor', 'User'),
    dataFolder: join(folder, 'data'),
  };
  return { fs, place };
}

/** One state of an assistant's files before it is connected. */
export interface Before {
  readonly what: string;
  /** By their place in the assistant's list of files; left out: no such file. */
  readonly files: readonly (string | undefined)[];
  readonly account?: Account;
}

/** What holds for every assistant that is connected through files. `paths` are the API paths that its SDK adds. */
export function assistantContract(
  assistant: FileAssistant,
  paths: readonly string[],
  befores: readonly Before[],
): void {
  describe(`${assistant.label}, connected through its files`, () => {
    // An empty file and none differ when they are written and taken back, and in nothing else.
    const telling = befores.slice(-2);
    let folder: string;
    let bench: Workbench;
    beforeEach(() => {
      folder = makeTempDir('assistant');
      bench = benchIn(folder);
    });
    afterEach(() => removeDir(folder));

    const pathsOf = async (): Promise<readonly string[]> =>
      (await assistant.files(bench.place, () => Promise.resolve(false))).map(({ path }) => path);
    const texts = async (): Promise<readonly (string | undefined)[]> =>
      Promise.all((await pathsOf()).map(path => fs.readFile(path, 'utf8').catch(() => undefined)));
    const begin = async (before: Before): Promise<void> => {
      for (const [index, path] of (await pathsOf()).entries()) {
        const text = before.files[index];
        if (text === undefined) continue;
        await fs.mkdir(join(path, '..'), { recursive: true });
        await fs.writeFile(path, text);
      }
    };
    const carry = async (plan: Plan): Promise<void> => {
      expect(await carryOut(bench, plan, nowIso)).toEqual({ kind: 'done' });
    };

    it.each(befores)('leads to Tuppence and back again without a trace: $what', async before => {
      await begin(before);
      expect(await connected(bench, assistant)).toBe(false);
      await carry(await planConnect(bench, assistant, wishOf(before.account)));
      expect(await connected(bench, assistant)).toBe(true);
      const written = (await texts()).join('\n');
      expect(written).toContain(token);
      expect(written).toContain(`${address.url}/c/${assistant.id}`);
      await carry(await planDisconnect(bench, assistant));
      expect(await texts()).toEqual((await pathsOf()).map((_, index) => before.files[index]));
      expect(await connected(bench, assistant)).toBe(false);
    });

    it.each(befores)('keeps every comment that was there: $what', async before => {
      await begin(before);
      const plan = await planConnect(bench, assistant, wishOf(before.account));
      for (const { before: old, after } of plan.files) {
        for (const [comment] of (old ?? '').matchAll(/(?<=(?:^|[ \t])(?:\/\/|#) ).*/gm)) {
          expect(after).toContain(comment.trim());
        }
      }
    });

    it.each(befores)('gives back what was there even after somebody else wrote the file: $what', async before => {
      await begin(before);
      await carry(await planConnect(bench, assistant, wishOf(before.account)));
      const files = await assistant.files(bench.place, () => Promise.resolve(false));
      const added: unknown[] = [];
      for (const { path, format } of files) {
        const text = await fs.readFile(path, 'utf8');
        if (Array.isArray(read(format, text))) {
          await fs.writeFile(path, revise(format, text, [set([0], { name: 'Mine', vendor: 'mine' })]));
        } else {
          await fs.writeFile(path, revise(format, text, [set(['added_later'], 'by the user')]));
        }
        added.push(read(format, await fs.readFile(path, 'utf8')));
      }
      await carry(await planDisconnect(bench, assistant));
      for (const [index, text] of (await texts()).entries()) {
        const format = files[index]!.format;
        const value = read(format, text ?? '');
        if (Array.isArray(added[index])) continue;
        const { added_later, ...rest } = objectAt(value, []);
        expect(added_later).toBe('by the user');
        expect(rest).toEqual(read(format, before.files[index] ?? '') ?? {});
      }
    });

    it.each(telling)('moves to another port and token, and back out from there: $what', async before => {
      await begin(before);
      await carry(await planConnect(bench, assistant, wishOf(before.account)));
      await carry(await planReaddress(bench, assistant, moved));
      const written = (await texts()).join('\n');
      expect(written).toContain(`${moved.url}/c/${assistant.id}`);
      expect(written).not.toContain(address.url);
      expect(written).not.toContain(token);
      await carry(await planDisconnect(bench, assistant));
      expect(await texts()).toEqual((await pathsOf()).map((_, index) => before.files[index]));
    });

    it.each(telling)('stays as it is when it is connected twice: $what', async before => {
      await begin(before);
      await carry(await planConnect(bench, assistant, wishOf(before.account)));
      const once = await texts();
      await carry(await planConnect(bench, assistant, wishOf(before.account)));
      expect(await texts()).toEqual(once);
      await carry(await planDisconnect(bench, assistant));
      expect(await texts()).toEqual((await pathsOf()).map((_, index) => before.files[index]));
    });

    it.each(telling)('is known again where no receipt is left: $what', async before => {
      await begin(before);
      await carry(await planConnect(bench, assistant, wishOf(before.account)));
      await fs.rm(bench.place.dataFolder, { recursive: true });
      expect(await connected(bench, assistant)).toBe(true);
      await carry(await planDisconnect(bench, assistant));
      expect(await connected(bench, assistant)).toBe(false);
      expect((await texts()).join('\n')).not.toContain(address.url);
      expect((await texts()).join('\n')).not.toContain(token);
    });

    it('writes files that nobody else can read', async () => {
      if (process.platform === 'win32') return;
      await begin(befores[0]!);
      await carry(await planConnect(bench, assistant, wishOf(befores[0]!.account)));
      for (const path of await pathsOf()) expect((await fs.stat(path)).mode & 0o077).toBe(0);
      const receipts = join(bench.place.dataFolder, 'connections');
      for (const name of await fs.readdir(receipts)) {
        expect((await fs.stat(join(receipts, name))).mode & 0o077).toBe(0);
      }
    });

    it('gives addresses that the front door takes apart as it should', async () => {
      const plan = await planConnect(bench, assistant, wishOf());
      const urls = plan.files.flatMap(({ after }) => (after ?? '').match(/http:\/\/127\.0\.0\.1:4711[^"'\s]*/g) ?? []);
      expect(urls.length).toBeGreaterThan(0);
      for (const url of urls) {
        const base = url.slice(address.url.length).replace(/\/$/, '');
        const added = paths.some(path => base.endsWith(path))
          ? ['']
          : paths.filter(path => path.startsWith('/v1/') !== base.endsWith('/v1'));
        expect(added).not.toEqual([]);
        const asked = added.map(path => readAddress(base + path));
        for (const { client, path } of asked) {
          expect(client).toBe(assistant.id);
          expect(['/chat/completions', '/responses', '/messages']).toContain(path);
        }
      }
    });
  });
}
