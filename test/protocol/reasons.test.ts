import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonSentence, reasonWords } from '../../src/protocol/reasons.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('a reason', () => {
  it.each([
    ['hit-exact', 'Asked before, word for word.'],
    ['gain-low', 'A simple question: a cheap model will do.'],
    [
      'gain-low+breakpoints+bound-side-task',
      "A simple question: a cheap model will do; marked for the provider's own cache, where that pays; kept short, being a small job.",
    ],
    ['not-cacheable:tool-history', "An agent's turn, and files may have changed since."],
    ['not-cacheable:something-new', 'Answers to this kind of request are not kept.'],
    ['vetoed:negation', 'A near question was found, but one says not.'],
    ['vetoed:something-new', 'A near question was found, but it asks for something else.'],
    ['batch-window', "For the reason 'batch-window'."],
    ['gain-low+batch-window', "A simple question: a cheap model will do; for the reason 'batch-window'."],
    ['', 'No reason was noted.'],
    ['+', 'No reason was noted.'],
    ['constructor', "For the reason 'constructor'."],
  ])('%j is said in words', (code, sentence) => expect(reasonSentence(code)).toBe(sentence));

  it('is one sentence that a person can read, whatever the code', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), code => {
        const sentence = reasonSentence(code);
        expect(sentence).toMatch(/^[A-Z].*\.$/su);
        expect(sentence.toLowerCase().endsWith(`${reasonWords(code).toLowerCase()}.`)).toBe(true);
      }),
    );
  });

  it('has words of its own for every code that the documents list', () => {
    const codes = ['routing', 'cache', 'bounds'].flatMap(page =>
      readFileSync(join(root, 'docs', `${page}.md`), 'utf8')
        .split('\n')
        .filter(line => /^\| `[a-z-]+`/.test(line))
        .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? '')),
    );
    const notReasons = new Set(['off', 'observe', 'on', 'client', 'model', 'role', 'feature', 'stop', 'directive']);
    const unknown = codes.filter(code => !notReasons.has(code) && reasonWords(code).startsWith('for the reason'));
    expect(codes.length).toBeGreaterThan(40);
    expect(unknown).toEqual([]);
  });

  it('has words for every code that routing gives', () => {
    const folder = join(root, 'src/proxy/route');
    const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const codes = [...text.matchAll(/reason: '([a-z-]+)'/g)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter(code => reasonWords(code).startsWith('for the reason'))).toEqual([]);
  });
});
