import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/proxy/prompt.js';
import { editsAreWhole } from '../../../src/proxy/route/answer/edits.js';
import { judge, type Judged } from '../../../src/proxy/route/answer/judge.js';
import { anyKind } from '../../../src/proxy/route/answer/kind.js';
import { fits } from '../../../src/proxy/route/answer/schema.js';
import type { Finding, Said } from '../../../src/proxy/wire.js';

const finding: Finding = {
  usage: undefined,
  model: undefined,
  end: 'complete',
  calledTools: false,
  refused: false,
  empty: false,
  answerChars: 10,
};

function judged(said: Partial<Said> & { readonly more?: Partial<Judged>; readonly found?: Partial<Finding> }) {
  const { more, found, ...words } = said;
  return judge({
    question: 'Where is it?',
    said: { text: 'In Paris.', calls: [], logprobs: undefined, ...words },
    finding: { ...finding, ...found },
    contract: { schema: undefined, tools: new Map() },
    structured: false,
    kind: anyKind,
    expected: 0,
    ...more,
  });
}

const place: JsonObject = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tools = new Map([['go', place]]);

describe('a judge', () => {
  it('trusts an answer that nothing speaks against', () => {
    expect(judged({}).confidence).toBeGreaterThan(0.7);
    expect(judged({ text: '{"city":"Rome"}', more: { structured: true, contract: { schema: place, tools } } })).toEqual(
      expect.objectContaining({ flaw: 'doubt' }),
    );
    const call = { name: 'go', arguments: { city: 'Rome' } };
    expect(
      judged({ text: '', calls: [call], more: { contract: { schema: undefined, tools } } }).confidence,
    ).toBeGreaterThan(0.7);
  });

  it.each<[string, Parameters<typeof judged>[0]]>([
    ['broken', { more: { said: undefined } }],
    ['broken', { found: { end: 'broken' } }],
    ['refused', { found: { refused: true } }],
    ['empty', { text: ' \n' }],
    ['length', { found: { end: 'truncated' } }],
    ['unknown-tool', { calls: [{ name: 'fly', arguments: {} }], more: { contract: { schema: undefined, tools } } }],
    [
      'tool-arguments',
      { calls: [{ name: 'go', arguments: { town: 1 } }], more: { contract: { schema: undefined, tools } } },
    ],
    [
      'tool-arguments',
      { calls: [{ name: 'go', arguments: undefined }], more: { contract: { schema: undefined, tools } } },
    ],
    ['no-json', { more: { structured: true } }],
    ['schema', { text: '{"town":1}', more: { structured: true, contract: { schema: place, tools } } }],
    ['edit', { text: '```ts\nlet a = 1;' }],
    ['repetition', { text: 'It is what it is and so on. '.repeat(30) }],
  ])('sees that an answer is useless: %s', (flaw, said) => {
    expect(judged(said)).toEqual({ confidence: 0, flaw });
  });

  it('trusts an answer less that the model itself was unsure of', () => {
    const sure = judged({ logprobs: [-0.01, -0.02] }).confidence;
    const unsure = judged({ logprobs: [-0.4, -0.6] }).confidence;
    expect(unsure).toBeLessThan(0.4);
    expect(sure).toBeGreaterThan(unsure);
  });

  it('trusts an answer less, the more a strong model was expected to gain', () => {
    expect(judged({ more: { expected: 0.4 } }).confidence).toBeLessThan(judged({ more: { expected: 0 } }).confidence);
  });
});

describe('a schema', () => {
  const recursive: JsonObject = {
    $ref: '#/$defs/node',
    $defs: { node: { type: 'object', properties: { next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } } } },
  };
  it.each<[Json, JsonObject, boolean]>([
    [{ city: 'Rome' }, place, true],
    [{}, place, false],
    [{ city: 1 }, place, false],
    [{ city: 'Rome', more: 1 }, { ...place, additionalProperties: false }, false],
    [[1, 2], { type: 'array', items: { type: 'integer' }, maxItems: 2 }, true],
    [[1, 2.5], { type: 'array', items: { type: 'integer' } }, false],
    [[1, 2, 3], { type: 'array', maxItems: 2 }, false],
    ['b', { enum: ['a', 'b'] }, true],
    ['c', { enum: ['a', 'b'] }, false],
    [3, { type: ['integer', 'null'], minimum: 4 }, false],
    [null, { type: ['integer', 'null'] }, true],
    [3, { const: 4 }, false],
    ['x', { anyOf: [{ type: 'number' }, { type: 'string', minLength: 2 }] }, false],
    [4, { oneOf: [{ type: 'number' }, { type: 'integer' }] }, false],
    [4, { allOf: [{ type: 'number' }, { minimum: 4 }] }, true],
    [{ next: { next: null } }, recursive, true],
    [{ next: { next: 1 } }, recursive, false],
    [{ a: 1 }, { 'x-unknown': true }, true],
    [{ a: 1 }, { $ref: '#/nowhere' }, true],
  ])('%j fits %j: %s', (value, schema, expected) => {
    expect(fits(value, schema)).toBe(expected);
  });

  it('of any shape is looked through without a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (value, schema) => {
        expect(typeof fits(value as Json, schema as JsonObject)).toBe('boolean');
      }),
    );
    expect(fits(1, { $ref: '#' })).toBe(true);
  });
});

describe('edits', () => {
  it.each<[string, boolean]>([
    ['no code', true],
    ['```\na\n```', true],
    ['```\na', false],
    ['````md\n```\n````', true],
    ['<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE', true],
    ['<<<<<<< SEARCH\na\n=======\nb', false],
    ['a\n>>>>>>> REPLACE', false],
    ['@@ -1,2 +1,2 @@\n a\n-b\n+c', true],
    ['@@ -1,3 +1,2 @@\n a\n-b\n+c', false],
    ['=======', true],
  ])('in %j are whole: %s', (text, whole) => {
    expect(editsAreWhole(text)).toBe(whole);
  });
});
