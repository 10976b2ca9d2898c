import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsPatch, startPatch } from '../../src/extension/settings-patch.js';
import { readSettings } from '../../src/extension/settings.js';
import type { Inspected, SettingsTree } from '../../src/extension/settings.js';
import { merge } from '../../src/proxy/settings-file.js';

function read(values: Readonly<Record<string, Inspected>>) {
  return readSettings(key => values[key]);
}

describe('settings of the editor', () => {
  it('are handed on only where the user has set them', () => {
    const { proxy, window, problems } = read({
      'cache.similarity': { globalValue: 0.9 },
      'routing.tiers': { globalValue: { cheap: 'openai:gpt-4o-mini' } },
      port: { globalValue: 4712 },
    });
    expect(proxy).toEqual({
      cache: { similarity: 0.9 },
      routing: { tiers: { cheap: 'openai:gpt-4o-mini' } },
      port: 4712,
    });
    expect(window).toEqual({
      dataFolder: '',
      autoStart: true,
      keepRunning: { enabled: false, idleMinutes: 60 },
      statusBar: { show: true },
    });
    expect(problems).toEqual([]);
  });

  it('of the editor itself are kept apart from the proxy', () => {
    const { proxy, window } = read({
      'keepRunning.enabled': { globalValue: true },
      dataFolder: { globalValue: '/elsewhere' },
    });
    expect(proxy).toEqual({});
    expect(window.keepRunning).toEqual({ enabled: true, idleMinutes: 60 });
    expect(window.dataFolder).toBe('/elsewhere');
  });

  it('of a workspace cannot say where prompts and keys go', () => {
    const { proxy, window } = read({
      port: { workspaceValue: 1 },
      defaultProvider: { workspaceValue: 'evil', workspaceFolderValue: 'evil' },
      providers: { workspaceValue: { openai: { url: 'https://evil.example' } } },
      'routing.tiers': { workspaceValue: { cheap: 'evil:model' } },
      'statusBar.show': { workspaceValue: false, globalValue: true },
    });
    expect(proxy).toEqual({});
    expect(window.statusBar.show).toBe(false);
  });

  it.each([
    ['cache.similarity', 'high', "'tuppence.cache.similarity' is ignored: it must be a number."],
    ['cache.similarity', 7, "'tuppence.cache.similarity' is ignored: it must be at most 1."],
    ['port', 4711.5, "'tuppence.port' is ignored: it must be a whole number."],
    ['port', [4711], "'tuppence.port' is ignored: it must be a number."],
    ['routing.mode', 'always', "'tuppence.routing.mode' is ignored: it must be one of 'off', 'observe', 'on'."],
    ['routing.tiers', { cheap: 3 }, "'tuppence.routing.tiers.cheap' is ignored: it must be a text in quotes."],
    ['routing.tiers', { huge: 'x' }, "'tuppence.routing.tiers' is ignored: it has no place for 'huge'."],
    ['routing.rules', { use: 'cheap' }, "'tuppence.routing.rules' is ignored: it must be a list in square brackets."],
    [
      'routing.rules',
      [{ when: {}, use: 'cheap' }],
      "'tuppence.routing.rules.0.when' is ignored: needs at least one condition.",
    ],
    [
      'providers',
      { acme: { url: 'ftp://x' } },
      "'tuppence.providers.acme.url' is ignored: it must be a URL that begins with https:// or http://.",
    ],
    ['providers', 'acme', "'tuppence.providers' is ignored: it must be a table in curly brackets."],
    ['budget.dayUsd', -1, "'tuppence.budget.dayUsd' is ignored: it must be more than 0."],
    ['keepRunning.idleMinutes', 'long', "'tuppence.keepRunning.idleMinutes' is ignored: it must be a number."],
    ['autoStart', 'yes', "'tuppence.autoStart' is ignored: it must be true or false."],
  ])('%s: %j is ignored with one message, and the others count', (key, value, message) => {
    const { proxy, problems } = read({ [key]: { globalValue: value }, 'cache.exact': { globalValue: false } });
    expect(proxy).toEqual({ cache: { exact: false } });
    expect(problems.map(problem => problem.message)).toEqual([`The setting ${message}`]);
  });

  it('are read whatever was written by hand', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const { window } = read({
          'keepRunning.enabled': { globalValue: one },
          'routing.cheapBelow': { globalValue: other },
          providers: { globalValue: one },
        });
        expect(typeof window.keepRunning.enabled).toBe('boolean');
      }),
    );
  });

  it('whose thresholds cross are left out together', () => {
    const { proxy, problems } = read({
      'routing.cheapBelow': { globalValue: 0.8 },
      'routing.strongFrom': { globalValue: 0.2 },
      'routing.mode': { globalValue: 'on' },
    });
    expect(proxy).toEqual({ routing: { mode: 'on' } });
    expect(problems).toHaveLength(1);
  });

  it('that are null count as not set', () => {
    expect(read({ 'budget.dayUsd': { globalValue: null } })).toMatchObject({ proxy: {}, problems: [] });
  });
});

describe('the patch for the proxy', () => {
  it.each<[string, SettingsTree, SettingsTree, SettingsTree | undefined]>([
    ['nothing new', { port: 1 }, { port: 1 }, undefined],
    ['a new value', {}, { cache: { similarity: 0.9 } }, { cache: { similarity: 0.9 } }],
    [
      'only what changed',
      { port: 1, budget: { dayUsd: 5 } },
      { port: 1, budget: { dayUsd: 6 } },
      { budget: { dayUsd: 6 } },
    ],
    ['a cleared value', { cache: { similarity: 0.9 } }, {}, { cache: { similarity: null } }],
    [
      'a tier that went',
      { routing: { tiers: { cheap: 'a', strong: 'b' } } },
      { routing: { tiers: { strong: 'b' } } },
      { routing: { tiers: { cheap: null } } },
    ],
    ['all tiers gone', { routing: { tiers: { cheap: 'a' } } }, {}, { routing: { tiers: { cheap: null } } }],
    [
      'a provider that went',
      { providers: { acme: { url: 'https://a.example', auth: 'none' } } },
      { providers: {} },
      { providers: { acme: null } },
    ],
    [
      'a provider named like a group',
      { providers: { cache: { url: 'https://a.example' } } },
      {},
      { providers: { cache: null } },
    ],
    [
      'a part of a provider',
      { providers: { acme: { url: 'https://a.example', keyEnv: 'K' } } },
      { providers: { acme: { url: 'https://a.example' } } },
      { providers: { acme: { keyEnv: null } } },
    ],
    ['a list, as a whole', { routing: { rules: [1] } }, { routing: { rules: [1, 2] } }, { routing: { rules: [1, 2] } }],
  ])('has %s', (_what, before, now, patch) => {
    expect(settingsPatch(before, now)).toEqual(patch);
  });

  it('at a start holds all that is set, and clears what was set the last time', () => {
    expect(startPatch({ port: 1, budget: { dayUsd: 5 } }, { port: 1, cache: { exact: false } })).toEqual({
      port: 1,
      budget: { dayUsd: null },
      cache: { exact: false },
    });
  });

  it('takes a proxy from any settings to any others', () => {
    const tree = fc.record(
      {
        port: fc.integer({ min: 1, max: 9 }),
        cache: fc.record({ exact: fc.boolean(), similarity: fc.constantFrom(0.6, 0.9) }, { requiredKeys: [] }),
        providers: fc.dictionary(
          fc.constantFrom('acme', 'cache', 'local'),
          fc.record(
            { url: fc.constantFrom('https://a.example', 'https://b.example'), auth: fc.constant('none') },
            { requiredKeys: ['url'] },
          ),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(tree, tree, (before, now) => {
        const patched = merge(before, settingsPatch(before, now) ?? {});
        expect(withoutEmpty(patched)).toEqual(withoutEmpty(now));
      }),
    );
  });
});

/** A group without members means the same as no group. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutEmpty(inner)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => !(typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0)),
  );
}
