import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const proxy = join(root, 'src', 'proxy');

/** Folders that may join rooms: the doors' commands. Everything else below src/proxy is a room or a family. */
const joiners = new Set(['cli', 'child']);
/** What every room may import: the nouns, the promises of the rooms, and what passes on streams. */
const common = new Set(['prompt', 'wire', 'past']);
const commonFolders = ['rooms/', 'stream/'];

describe('the house', () => {
  it('has rooms that never import each other', () => {
    expect(crossings(imports())).toEqual([]);
  });

  it('would notice a room that imports another', () => {
    const planted = { file: 'src/proxy/cache/bad.ts', target: 'src/proxy/route/route' };
    expect(crossings([planted])).toEqual(['src/proxy/cache/bad.ts imports src/proxy/route/route']);
  });

  it('would notice a promise that imports the room it is about', () => {
    const planted = { file: 'src/proxy/rooms/bad.ts', target: 'src/proxy/route/route' };
    expect(crossings([planted])).toEqual(['src/proxy/rooms/bad.ts imports src/proxy/route/route']);
  });

  it('keeps the words free of Node, of VS Code and of the proxy', () => {
    const foreign = imports('src/protocol').filter(
      ({ target }) => !target.startsWith('src/protocol/') && target !== 'zod',
    );
    expect(foreign).toEqual([]);
  });

  it('keeps the proof of who listens free of both doors that use it', () => {
    const foreign = imports('src/proof').filter(({ target }) => !/^(?:src\/proof\/|node:)/.test(target));
    expect(foreign).toEqual([]);
  });

  it('keeps the connections of assistants free of Node, of VS Code and of both doors that use them', () => {
    const libraries = ['zod', 'jsonc-parser', 'smol-toml', 'yaml'];
    const foreign = imports('src/connect').filter(
      ({ target }) =>
        !target.startsWith('src/connect/') && !target.startsWith('src/protocol/') && !libraries.includes(target),
    );
    expect(foreign).toEqual([]);
    const users = imports('src').filter(
      ({ target, file }) => target.startsWith('src/connect/') && !file.startsWith('src/connect/'),
    );
    expect(users.filter(({ file }) => !/^src\/(?:extension|proxy\/cli)\//.test(file))).toEqual([]);
  });

  it('keeps VS Code out of everything but the extension', () => {
    const users = imports('src').filter(
      ({ target, file }) => target === 'vscode' && !file.startsWith('src/extension/'),
    );
    expect(users).toEqual([]);
  });

  it('keeps HTTP servers and Express at the two ends, intake and reply', () => {
    const http = imports('src/proxy').filter(({ target }) => target === 'express' || target === 'node:http');
    const rooms = http.map(({ file }) => file.split('/')[2]);
    // The demo provider is a server of its own that stands in for a provider on the network.
    const allowed = ['intake', 'reply', 'providers'];
    expect(rooms.filter(room => !allowed.includes(room ?? ''))).toEqual([]);
  });

  it('has no default exports and no files for leftovers', () => {
    const files = sources('src').concat(sources('bench'), sources('training'));
    expect(files.filter(file => /^export default/m.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
    expect(files.filter(file => /(?:^|\/)(?:utils?|helpers?|manager|misc|common|index)\.ts$/.test(file))).toEqual([]);
  });
});

interface Import {
  readonly file: string;
  /** Path from the root without its ending for own files, the package's name for others. */
  readonly target: string;
}

function crossings(found: readonly Import[]): readonly string[] {
  return found
    .filter(({ file, target }) => {
      const from = roomOf(file);
      const to = roomOf(`${target}.ts`);
      return (
        from !== undefined && !joiners.has(from) && target.startsWith('src/proxy/') && to !== from && !isCommon(target)
      );
    })
    .map(({ file, target }) => `${file} imports ${target}`);
}

function isCommon(target: string): boolean {
  const path = target.slice('src/proxy/'.length);
  return common.has(path) || commonFolders.some(folder => path.startsWith(folder));
}

/** The folder below src/proxy that a file lies in; undefined for the files beside the rooms. */
function roomOf(file: string): string | undefined {
  const parts = file.split('/');
  return parts[0] === 'src' && parts[1] === 'proxy' && parts.length > 3 ? parts[2] : undefined;
}

function imports(folder = relative(root, proxy).split(sep).join('/')): readonly Import[] {
  return sources(folder).flatMap(file => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/g)].map(
      match => {
        const name = match[1] ?? match[2] ?? '';
        const target = name.startsWith('.')
          ? join(dirname(file), name).split(sep).join('/').replace(/\.js$/, '')
          : name;
        return { file, target };
      },
    );
  });
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map(name => `${folder}/${name.split(sep).join('/')}`);
}
