import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberSpans, splice } from '../../src/proxy/dialects/json-splice.js';

const nasty = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });

describe('finding members in raw JSON', () => {
  it('finds the value of every top-level member of any object, however it is spaced', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom(undefined, 1, 2, '\t', '\r\n  '), (object, indent) => {
        const text = JSON.stringify(object, undefined, indent);
        const raw = Buffer.from(text);
        const spans = memberSpans(raw);
        expect(spans.map(({ key }) => key)).toEqual(Object.keys(JSON.parse(text) as object));
        for (const { key, start, end } of spans) {
          expect(JSON.parse(raw.toString('utf8', start, end))).toEqual(
            (JSON.parse(text) as Record<string, unknown>)[key],
          );
        }
      }),
    );
  });

  it('does not mistake braces, commas and escaped quotes inside texts for structure', () => {
    const raw = Buffer.from('{"a":"}\\\\\\",{[\\"","model" : "x" , "b":[{"model":"inner"}]}');
    const spans = memberSpans(raw);
    expect(spans.map(({ key }) => key)).toEqual(['a', 'model', 'b']);
    expect(raw.toString('utf8', spans[1]!.start, spans[1]!.end)).toBe('"x"');
  });

  it('keeps every byte outside the splice', () => {
    const raw = Buffer.from('{ "ü": 1,\n "model":"old", "n":1.0e5 }');
    const span = memberSpans(raw).find(({ key }) => key === 'model')!;
    expect(splice(raw, [{ ...span, text: '"new"' }]).toString()).toBe('{ "ü": 1,\n "model":"new", "n":1.0e5 }');
  });
});
