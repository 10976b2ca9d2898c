import fc from 'fast-check';
import { stringify } from 'yaml';

// Texts as people write them: with comments, in their own way of indenting, with either kind of line end.

/** A text and the comments in it, which no change may lose. */
export interface Written {
  readonly text: string;
  readonly comments: readonly string[];
}

const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
export const key = fc.oneof(word, fc.constantFrom('env', 'models', 'provider', 'a b', 'x.y', 'é', '"q"'));
const scalar = fc.oneof(
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.boolean(),
  fc.constantFrom(
    '',
    'plain',
    'http://127.0.0.1:4711/v1',
    'a # b',
    'x: y',
    '- z',
    'two\nlines',
    '"',
    '\\',
    '//no',
    '[',
    '{',
    'true',
    '0',
  ),
);
const { tree } = fc.letrec<{ tree: unknown; list: unknown; object: unknown }>(tie => ({
  tree: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  object: fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
}));
export const anyValue = tree;
export const anyObject = fc.dictionary(key, tree, { maxKeys: 5, noNullPrototype: true });

/** Choices to be made one after the other while a text is written. */
function many<T>(...choices: T[]): fc.Arbitrary<readonly T[]> {
  return fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: 12 });
}

function turns<T>(choices: readonly T[]): () => T {
  let at = 0;
  return () => choices[at++ % choices.length] as T;
}

/** JSON with comments at random places, random indentation, perhaps trailing commas. */
export const writtenJson: fc.Arbitrary<Written> = fc
  .record({
    value: anyObject,
    unit: fc.constantFrom('  ', '    ', '\t'),
    trailing: fc.boolean(),
    comments: many('none', 'none', 'none', 'above', 'behind', 'before'),
    breaks: many(true, true, true, false),
    end: fc.constantFrom('', '\n'),
  })
  .map(({ value, unit, trailing, comments, breaks, end }) => {
    const said: string[] = [];
    const [how, broken] = [turns(comments), turns(breaks)];
    const remark = (): string => {
      said.push(`remark ${said.length}`);
      return said.at(-1) ?? '';
    };
    const write = (item: unknown, indent: string): string => {
      if (typeof item !== 'object' || item === null) return JSON.stringify(item);
      const [open, close] = Array.isArray(item) ? ['[', ']'] : ['{', '}'];
      const parts = Array.isArray(item)
        ? (item as unknown[]).map(part => [undefined, part] as const)
        : Object.entries(item);
      if (parts.length === 0) return open + close;
      if (!broken()) {
        const flat = parts.map(
          ([name, part]) => (name === undefined ? '' : `${JSON.stringify(name)}: `) + JSON.stringify(part),
        );
        return `${open}${flat.join(', ')}${close}`;
      }
      const inner = indent + unit;
      const lines = parts.map(([name, part], index) => {
        const note = how();
        const above = note === 'above' ? `${inner}// ${remark()}\n` : '';
        const before = note === 'before' ? `/* ${remark()} */ ` : '';
        const text = (name === undefined ? '' : `${JSON.stringify(name)}: `) + write(part, inner);
        const comma = index < parts.length - 1 || trailing ? ',' : '';
        return `${above}${inner}${before}${text}${comma}${note === 'behind' ? ` // ${remark()}` : ''}\n`;
      });
      return `${open}\n${lines.join('')}${indent}${close}`;
    };
    return { text: write(value, '') + end, comments: said };
  });

/** TOML: pairs at the root, then tables, with comments, long strings and lists over several lines. */
export const writtenToml: fc.Arbitrary<Written> = fc
  .record({
    root: fc.uniqueArray(word, { maxLength: 4 }),
    tables: fc.uniqueArray(fc.tuple(word, fc.uniqueArray(word, { maxLength: 3 })), {
      maxLength: 3,
      selector: ([name]) => name,
    }),
    values: many(
      '1',
      '"text"',
      "'raw # text'",
      '"""\nlong\n[not.a.table]\nx = 1\n"""',
      "'''it's\n# no comment'''",
      '[1, 2, # two\n  3]',
      '{ a = 1, b = "x" }',
      '1979-05-27T07:32:00Z',
      '"a \\" b = c"',
      'true',
    ),
    comments: many('none', 'none', 'above', 'behind'),
    end: fc.constantFrom('', '\n'),
  })
  .map(({ root, tables, values, comments, end }) => {
    const said: string[] = [];
    const remark = (): string => {
      said.push(`remark ${said.length}`);
      return said.at(-1) ?? '';
    };
    const [note, content] = [turns(comments), turns(values)];
    const pair = (name: string): string => {
      const how = note();
      const value = content();
      const line = `${name} = ${value}${how === 'behind' ? ` # ${remark()}` : ''}\n`;
      return how === 'above' ? `# ${remark()}\n${line}` : line;
    };
    const names = new Set(root);
    const lines = [
      ...root.map(pair),
      ...tables
        .filter(([name]) => !names.has(name))
        .map(
          ([name, keys]) => `\n${note() === 'above' ? `# ${remark()}\n` : ''}[${name}.x]\n${keys.map(pair).join('')}`,
        ),
    ].join('');
    return { text: end === '' ? lines.replace(/\n$/, '') : lines, comments: said };
  });

/** YAML in block style, with comments between and behind its lines. */
export const writtenYaml: fc.Arbitrary<Written> = fc
  .record({
    value: anyObject,
    indentSeq: fc.boolean(),
    comments: many('none', 'none', 'none', 'above'),
    blank: many(false, false, false, true),
  })
  .map(({ value, indentSeq, comments, blank }) => {
    const said: string[] = [];
    const [note, gaps] = [turns(comments), turns(blank)];
    const lines = stringify(value, { lineWidth: 0, indentSeq, blockQuote: false })
      .replace(/\n$/, '')
      .split('\n')
      .map(line => {
        const gap = gaps() ? '\n' : '';
        if (note() === 'none') return gap + line;
        said.push(`remark ${said.length}`);
        return `${gap}${/^ */.exec(line)?.[0] ?? ''}# ${said.at(-1) ?? ''}\n${line}`;
      });
    return { text: `${lines.join('\n')}\n`, comments: said };
  });
