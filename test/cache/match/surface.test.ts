import { describe, expect, test } from 'vitest';
import { gateKey } from '../../../src/proxy/cache/match/gate-key.js';
import { corpus } from './corpus.js';

/** Prompts of the corpus and some that nobody made a table for. */
const prompts = [
  'How do I tame a lion in the wild?',
  'compare the monsoon in Kerala and in Assam',
  'Which harbour of Norway is free of ice?',
  'write a small parser for sea charts',
  ...new Set([...corpus('train'), ...corpus('dev')].flatMap(({ a, b }) => [a, b])),
]
  // Small talk may be said in any way.
  .filter(text => !/^(?:sorry|i hope)/i.test(text) && gateKey(text) !== undefined)
  .filter((_, at) => at < 4 || at % 11 === 0);

const plainEnd = /[A-Za-z0-9][?.]?$/;
const open = (text: string) => text.replace(/[?.!]+$/, '');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The share of the prompts that keep their key when they are written like this. */
function kept(write: (text: string) => string, fits: (text: string) => boolean = () => true): number {
  const pairs = prompts.filter(fits).map(text => [text, write(text)] as const);
  return pairs.filter(([a, b]) => gateKey(a) === gateKey(b)).length / pairs.length;
}

describe('what is said around a question loses it at most in one case of 100', () => {
  test.each<readonly [string, (text: string) => string]>([
    ['a final question mark', text => `${open(text)}?`],
    ['a final dot', text => `${open(text)}.`],
    ['no mark at the end', open],
    ['double blanks', text => `${text.replaceAll(' ', '  ')} `],
    ['please in front', text => `please ${text}`],
    ['Please and a comma', text => `Please, ${text}`],
    ['please behind', text => `${open(text)}, please?`],
    ['hi', text => `hi, ${text}`],
    ['a greeting of its own', text => `Hello there! ${text}`],
    ['thanks', text => `${open(text)}, thanks`],
    ['Thank you in advance', text => `${open(text)}? Thank you in advance.`],
    ['small talk in front', text => `Sorry to bother you, but ${text}`],
    ['an excuse behind', text => `${open(text)}? I always forget.`],
  ])('%s', (_, write) => {
    expect(kept(write, text => plainEnd.test(text))).toBeGreaterThanOrEqual(0.99);
  });

  test('an order as a polite question', () => {
    const order = (text: string) =>
      /^(?:write|give|show|list|convert|create|explain|compare|sort|remove|add) /i.test(text);
    expect(kept(text => `Could you please ${small(text)}`, order)).toBeGreaterThanOrEqual(0.99);
  });
});

describe('capitals', () => {
  test('of the first word say nothing', () => expect(kept(capital)).toBeGreaterThanOrEqual(0.995));

  test('that a careless typist leaves out say nothing, but for flags, single letters and types', () => {
    const told = (text: string) =>
      !/(?:^|\W)-\w|\b[A-Z]\b|\b(?:Map|Set|String|Promise|Window|PATH|US|Task|Optional)\b/.test(text);
    expect(kept(text => text.toLowerCase(), told)).toBeGreaterThanOrEqual(0.98);
  });

  test.each([
    ['How do I use useMemo in React?', 'how do i use usememo in react'],
    ['ArrayList vs LinkedList', 'arraylist vs linkedlist'],
    ['find files larger than 100MB', 'find files larger than 100mb'],
    ['How Do I Reverse A String In Python?', 'how do I reverse a string in Python'],
    ['HOW DO I UNDO THE LAST COMMIT IN GIT', 'how do I undo the last commit in git'],
    ['What is the difference between PUT and PATCH?', 'what is the difference between put and patch'],
    ['List pods on a node', 'list pods on a node'],
    ['profile a Go program', 'profile a go program'],
    ['What does git reset --hard do?', 'what does git reset --HARD do'],
    ['how do I fix TS2345', 'How do I fix ts2345?'],
    ['what is a Pull Request', 'what is a pull request'],
  ])('are the same in %j and %j', (a, b) => {
    expect(gateKey(a)).toBeDefined();
    expect(gateKey(b)).toBe(gateKey(a));
  });

  test.each([
    ['what does tar -c do', 'what does tar -C do'],
    ['how do I use Map in javascript', 'how do I use map in javascript'],
    ['String vs string in C#', 'string vs string in C#'],
    ['a link of 100 Mb per second', 'a link of 100 MB per second'],
    ['what does \\d match', 'what does \\D match'],
    ['regex for [A-Z]', 'regex for [a-z]'],
    ['format a date as MM', 'format a date as mm'],
    ['what is an A record', 'what is a record'],
    ['is O(n) better', 'is o(n) better'],
    ['how do I write US dates', 'how do I write us dates'],
    ['request 500M of cpu', 'request 500m of cpu'],
    ['rename userId to userID', 'rename userID to userId'],
  ])('are content in %j and %j', (a, b) => expect(gateKey(a)).not.toBe(gateKey(b)));
});

describe('one wish in other words', () => {
  test.each([
    ['how is HTML parsed by the browser', 'how does the browser parse HTML'],
    ['which signals are sent by docker stop', 'which signals does docker stop send'],
    ['If the request times out, how should my app retry?', 'How should my app retry if the request times out?'],
    ['without jquery, how do I toggle a class?', 'how do I toggle a class without jquery?'],
    ['With a small example, explain tcp slow start', 'explain tcp slow start with a small example'],
    ['as the title says, how do I sign an apk', 'how do I sign an apk'],
    [
      "I've been trying to figure this out for ages: how do I debounce an input in vue?",
      'how do I debounce an input in vue?',
    ],
    ['Would you be so kind as to explain what a monad is?', 'explain what a monad is'],
    ['pros and cons of server side rendering', 'ssr advantages and disadvantages'],
    ['what is object oriented programming', 'what is OOP'],
    ['use git bisect to find a bad commit', 'find a bad commit with git bisect'],
    ['undo the last commit', 'undo the last commit in git'],
    ['how do I purge a RabbitMQ queue', 'purge a queue in rabbitmq'],
    ['generate a dockerfile for a spring aplication', 'generate a dockerfile for a spring application'],
    ['install postgres w/ homebrew', 'install postgres with homebrew'],
  ])('%j is %j', (a, b) => {
    expect(gateKey(a)).toBeDefined();
    expect(gateKey(b)).toBe(gateKey(a));
  });

  test.each([
    ['how does the browser parse HTML', 'how does HTML parse the browser'],
    ['Without jquery, how do I toggle a class?', 'With jquery, how do I toggle a class?'],
    ['can you list the branches', 'list no branches'],
    ['I know how to sort, why is it slow', 'why is it slow to sort'],
    ['files sorted by name', 'names sorted by file'],
    ['if you do not log errors, what happens', 'if you log errors, what happens'],
    ['cause of a crash', 'clause of a crash'],
    ['shard a database', 'share a database'],
  ])('%j is not %j', (a, b) => expect(gateKey(a)).not.toBe(gateKey(b)));
});

describe('a request with something on top is another request', () => {
  const on = [
    'if it is empty',
    'only if it exists',
    'unless it already exists',
    'without recursion',
    'in one line',
    'that is thread safe',
    'as a table',
    'in one sentence',
    'in place',
    'for each user',
    'in parallel',
    'by default',
    'with tests',
    'step by step',
    'in German',
  ];
  test.each(on)('%j', added => {
    const ends = prompts.filter(text => plainEnd.test(text) && !open(text).toLowerCase().includes(added));
    expect(ends.filter(text => gateKey(`${open(text)} ${added}`) === gateKey(text))).toEqual([]);
  });

  test.each(['I use Windows.', 'It must be free.', 'Only code.', 'Use a table.', 'My version is 2.4.', 'Explain why.'])(
    '%j in a sentence of its own',
    added => {
      const ends = prompts.filter(text => plainEnd.test(text));
      expect(ends.filter(text => gateKey(`${open(text)}. ${added}`) === gateKey(text))).toEqual([]);
      expect(ends.filter(text => gateKey(`${added} ${text}`) === gateKey(text))).toEqual([]);
    },
  );

  test.each([
    [/\b(?:does|do|is|are|can|should)\b/, (word: string) => `${word}n't`],
    [/\bwith\b/, () => 'without'],
    [/\b(?:a|the) (?=[a-z]{3})/, () => 'all '],
    [/\b(?:a|the) (?=[a-z]{3})/, () => 'only the '],
    [/\bbefore\b/, () => 'after'],
    [/\b\d+\b/, (number: string) => String(Number(number) + 1)],
    [/\bseconds?\b/, () => 'minutes'],
    [/\bhow do I\b/i, () => 'why should I'],
    [/\bhow do I\b/i, () => 'when should I'],
  ])('where %s becomes another word', (pattern, by) => {
    const other = (text: string) => text.replace(pattern, by);
    const hold = prompts.filter(text => pattern.test(text) && other(text) !== text);
    expect(hold.length).toBeGreaterThan(3);
    expect(hold.filter(text => gateKey(other(text)) === gateKey(text))).toEqual([]);
  });
});
