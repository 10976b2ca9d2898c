import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../../../src/proxy/cache/verify/reading.js';
import { veto } from '../../../src/proxy/cache/verify/vetoes.js';
import { corpus } from '../match/corpus.js';
import { tinyTable } from './tiny-table.js';

const pairs = corpus('dev');
const table = tinyTable([
  'back up restore cast change wait turn switch lint build code explain what how show list pods enable center css in to',
  ...pairs.map(({ a }) => a),
]);
const side = (text: string) => ({ text, reading: read(text, table) });

describe('a veto', () => {
  test.each([
    ['undo the last 2 commits', 'undo the last 3 commits', 'number'],
    ['wait two seconds in go', 'wait 5 seconds in go', 'number'],
    ['what does -v do', 'what does -V do', 'symbol'],
    ['what does && do in bash', 'what does || do in bash', 'symbol'],
    ['what is a Map in java', 'what is a map in java', 'symbol'],
    ['reverse a list in python', 'reverse a list in ruby', 'name'],
    ['reverse a list in python', 'reverse a list', 'name'],
    ['list files tracked by git', 'list files not tracked by git', 'negation'],
    ['back up a table in mysql', 'restore a table in mysql', 'opposite'],
    ['turn on autosave in the editor', 'switch off autosave in the editor', 'opposite'],
    ['why is redis single threaded', 'is redis single threaded', 'question'],
    ['how do I change how long kafka keeps data', 'how long does kafka keep data', 'question'],
    ['cast a column from float to int', 'change a column from int to float', 'order'],
    ['lint the code before you build it', 'build the code before you lint it', 'order'],
    ['ask zorvex for the log', 'ask quillan for the log', 'name'],
    ['the page will be down', 'the page was down', 'tense'],
    ['a table with no default', 'a table that is not null', 'negation'],
    ['does tailwind purge unused classes', 'how does tailwind purge unused classes', 'question'],
    ['stop nginx, then back up the files', 'back up the files, then stop nginx', 'order'],
    ['exit if the file exists', 'exit unless the file exists', 'condition'],
    [`explain ${'very '.repeat(50)}long words`, 'explain long words', 'long'],
  ])('stands between %j and %j for %s', (a, b, why) => {
    expect(veto(side(a), side(b))).toBe(why);
    expect(veto(side(b), side(a))).toBe(why);
  });

  test.each([
    ['wait 2 seconds in go', 'how do I wait two seconds in go'],
    ['how do I center a div', 'center a div in css'],
    ['what does DontDestroyOnLoad do', 'explain what DontDestroyOnLoad does in Unity'],
    ['what does HTTPS use', 'what does https use'],
    ['CMD vs ENTRYPOINT', 'cmd vs entrypoint'],
    ['copy a file from a to b', 'from a, copy a file to b'],
    ['tcp vs udp', 'udp vs tcp'],
    ['list pods in kubernetes', 'show the pods in k8s'],
    ['turn on gzip', 'enable gzip'],
  ])('does not stand between %j and %j', (a, b) => {
    expect(veto(side(a), side(b))).toBeUndefined();
  });

  test('is the same whichever text comes first, and never stands between a text and itself', () => {
    const text = fc.constantFrom(...pairs.flatMap(({ a, b }) => [a, b]));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(veto(side(a), side(b))).toBe(veto(side(b), side(a)));
        expect(veto(side(a), side(a))).toBeUndefined();
      }),
    );
  });
});
