import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadTextError, means, read, revise, UnchangeableError } from '../../../src/connect/format.js';
import type { Format } from '../../../src/connect/format.js';
import { json } from '../../../src/connect/formats/json.js';
import { toml } from '../../../src/connect/formats/toml.js';
import { yaml } from '../../../src/connect/formats/yaml.js';
import { applied, at, remove, set } from '../../../src/connect/value.js';
import type { Change, Path } from '../../../src/connect/value.js';
import { anyValue, key, writtenJson, writtenToml, writtenYaml } from './written.js';
import type { Written } from './written.js';

interface Language {
  readonly format: Format;
  readonly written: fc.Arbitrary<Written>;
  /** Values that connecting writes in this language. */
  readonly value: fc.Arbitrary<unknown>;
}

const tomlValue = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.dictionary(key, fc.oneof(fc.string(), fc.dictionary(key, fc.string(), { maxKeys: 2, noNullPrototype: true })), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  }),
);

const languages: readonly Language[] = [
  { format: json, written: writtenJson, value: anyValue },
  { format: yaml, written: writtenYaml, value: anyValue },
  { format: toml, written: writtenToml, value: tomlValue },
];

const ends = fc.record({ mark: fc.constantFrom('', '\uFEFF'), end: fc.constantFrom('\n', '\r\n') });

describe.each(languages)('$format.name', ({ format, written, value }) => {
  const inFile = fc
    .tuple(written, ends)
    .map(([{ text, comments }, { mark, end }]) => ({ text: mark + text.replaceAll('\n', end), comments, mark, end }));

  it('gets a new key at the root, and nothing else changes but what is needed for it', () => {
    fc.assert(
      fc.property(inFile, fc.constantFrom('new_key', 'NEW-2'), value, ({ text, comments, mark, end }, name, item) => {
        const after = revise(format, text, [set([name], item)]);
        expect(means(format, read(format, after), applied(read(format, text), [set([name], item)]))).toBe(true);
        for (const comment of comments) expect(after).toContain(comment);
        expect(after.startsWith(mark)).toBe(true);
        if (end === '\r\n' && text.includes('\r\n')) expect(after).not.toMatch(/[^\r]\n/);
        if (text.trim().includes('\n')) expect(unmarked(after)).toEqual(expect.arrayContaining(unmarked(text)));
      }),
    );
  });

  it('loses the new key again without a trace in the rest', () => {
    fc.assert(
      fc.property(inFile, value, ({ text, comments }, item) => {
        const there = revise(format, text, [set(['new_key'], item)]);
        const back = revise(format, there, [remove(['new_key'])]);
        expect(means(format, read(format, back), read(format, text))).toBe(true);
        for (const comment of comments) expect(back).toContain(comment);
      }),
    );
  });

  it('takes any change anywhere, or says that it cannot', () => {
    fc.assert(
      fc.property(inFile, fc.nat(), fc.boolean(), value, ({ text, comments }, choice, removing, item) => {
        const before = read(format, text);
        const paths = pathsOf(before);
        const path = paths[choice % Math.max(paths.length, 1)] ?? ['k'];
        const change: Change = removing ? remove(path) : set(path, item);
        let after: string;
        try {
          after = revise(format, text, [change]);
        } catch (error) {
          expect(error).toBeInstanceOf(UnchangeableError);
          return;
        }
        expect(means(format, read(format, after), applied(before, [change]))).toBe(true);
        // Comments inside a value that goes, go with it.
        if (typeof at(before, path) !== 'object') for (const comment of comments) expect(after).toContain(comment);
      }),
    );
  });

  it('never changes the text for no change', () => {
    fc.assert(
      fc.property(inFile, ({ text }) => {
        expect(revise(format, text, [])).toBe(text);
        expect(revise(format, text, [remove(['surely', 'not', 'there'])])).toBe(text);
      }),
    );
  });

  it('says where a text that is not in its language breaks', () => {
    const broken = { JSON: '{\n  "a": 1\n  "b": 2\n}', YAML: 'a: 1\nb: [1, 2\nc: 3\n', TOML: 'a = 1\nb = = 2\n' }[
      format.name
    ];
    expect(() => revise(format, broken, [set(['x'], 1)])).toThrow(BadTextError);
    try {
      read(format, broken);
    } catch (error) {
      expect((error as BadTextError).line).toBeGreaterThan(1);
      expect((error as BadTextError).reason).not.toMatch(/\n/);
    }
  });
});

function unmarked(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line =>
      line
        .replace(/^\uFEFF/, '')
        .replace(/,?(\s*\/\/.*)?$/, '')
        .trim(),
    )
    .filter(line => !/^[{[]\s*[}\]]$/.test(line));
}

/** Every place in a value but the root. */
function pathsOf(value: unknown, here: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, item]) => [[...here, name], ...pathsOf(item, [...here, name])]);
}
