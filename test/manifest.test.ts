import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allCommands } from '../src/extension/commands/all.js';
import { tooltipCommands } from '../src/extension/tooltip.js';
import { editorSettings, notInEditor, windowSettingsSchema } from '../src/protocol/editor-settings.js';
import { pageCommands } from '../src/protocol/panel.js';
import { settingsSchema } from '../src/protocol/settings.js';

interface Property {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: { readonly title: string; readonly properties: Readonly<Record<string, Property>> };
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string } }[] }[];
  };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
const { commands, configuration, walkthroughs } = manifest.contributes;

describe('settings in the manifest', () => {
  it('are those of the table, no more and no fewer', () => {
    expect(Object.keys(configuration.properties).toSorted()).toEqual(
      editorSettings.map(({ key }) => `tuppence.${key}`).toSorted(),
    );
  });

  it.each(editorSettings.map(setting => [setting.key, setting] as const))(
    '%s has the type, range, default and scope that the code has',
    (key, { schema, scope }) => {
      const { $schema: _dialect, ...expected } = z.toJSONSchema(schema, { io: 'input' });
      if (expected.maximum === Number.MAX_SAFE_INTEGER) delete expected.maximum;
      const optional = expected.default === undefined ? { type: [expected.type, 'null'], default: null } : {};
      expect(configuration.properties[`tuppence.${key}`]).toMatchObject({ ...expected, ...optional, scope });
    },
  );

  it('leave out nothing that the proxy or the window knows, but what is named as left out', () => {
    const known = [...leaves(settingsSchema), ...leaves(windowSettingsSchema)];
    const covered = (leaf: string) =>
      [...editorSettings.map(({ key }) => key), ...notInEditor].some(key => leaf === key || leaf.startsWith(`${key}.`));
    // A new setting of the proxy needs a row in editor-settings.ts and in package.json, or a place in `notInEditor`.
    expect(known.filter(leaf => !covered(leaf))).toEqual([]);
  });

  it('give no workspace a say in what the proxy does', () => {
    const shared = editorSettings.filter(({ scope }) => scope !== 'window');
    expect(editorSettings.filter(({ scope }) => scope === 'window').map(({ key }) => key)).toEqual(['statusBar.show']);
    for (const key of ['port', 'dataFolder', 'defaultProvider', 'providers']) {
      expect(shared.find(setting => setting.key === key)?.scope).toBe('machine');
    }
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe('limited');
    expect(restrictedConfigurations.toSorted()).toEqual(shared.map(({ key }) => `tuppence.${key}`).toSorted());
  });

  it('have an order, a description, and one for each choice', () => {
    const orders = Object.values(configuration.properties).map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
    for (const property of Object.values(configuration.properties)) {
      expect(property.markdownDescription).toMatch(/^%.+%$/);
      expect(property.markdownEnumDescriptions?.length).toBe(property.enum?.length);
    }
  });

  it('link only to settings that exist', () => {
    const linked = Object.values(words).flatMap(value =>
      [...value.matchAll(/`#([\w.]+)#`/g)].map(match => match[1] ?? ''),
    );
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter(key => !(key in configuration.properties))).toEqual([]);
  });
});

describe('commands in the manifest', () => {
  const ids = commands.map(({ command }) => command);

  it('are those of the code, no more and no fewer', () => {
    expect(ids.toSorted()).toEqual(allCommands.map(({ id }) => id).toSorted());
  });

  it.each(commands)('$command has the category and a title in title case', ({ category, title }) => {
    expect(category).toBe('Tuppence');
    const shown = words[title.slice(1, -1)] ?? '';
    const small = new Set(['a', 'an', 'the', 'for', 'as', 'in', 'of']);
    expect(shown.split(' ').filter(word => !small.has(word) && !/^[A-Z]/.test(word))).toEqual([]);
  });

  it('hold every command that is named in links, menus, the page and the tooltip', () => {
    const links = [text, ...Object.values(words)].flatMap(value =>
      [...value.matchAll(/(?:command:|onCommand:|"command": ")(tuppence\.\w+)/g)].map(match => match[1] ?? ''),
    );
    const named = [...links, ...pageCommands, ...tooltipCommands];
    expect([...new Set(named)].filter(id => !ids.includes(id))).toEqual([]);
  });
});

describe('the manifest', () => {
  it('uses every word of package.nls.json, and no other', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(match => match[1] ?? '');
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(words).toSorted());
  });

  it('names pictures that exist', () => {
    const pictures = [
      manifest.icon,
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
      ...[...text.matchAll(/"icon": "(dist\/[^"]+)"/g)].map(match => match[1] ?? ''),
    ];
    // The build copies media/ to dist/media/.
    expect(pictures.map(name => name.replace('dist/', '')).filter(name => !existsSync(join(root, name)))).toEqual([]);
  });

  it('has an icon of 128 by 128 pixels', () => {
    const png = readFileSync(join(root, manifest.icon.replace('dist/', '')));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  });

  it('asks for the editor whose types it is compiled against', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });
});

/** Names of all leaves of a schema, with dots. A table or a list is a leaf. */
function leaves(schema: z.ZodType): readonly string[] {
  return walk(z.toJSONSchema(schema, { io: 'input' }), '');
}

function walk(schema: z.core.JSONSchema.BaseSchema, path: string): readonly string[] {
  if (schema.properties === undefined) return [path];
  return Object.entries(schema.properties).flatMap(([name, inner]) =>
    typeof inner === 'boolean' ? [] : walk(inner, path === '' ? name : `${path}.${name}`),
  );
}
