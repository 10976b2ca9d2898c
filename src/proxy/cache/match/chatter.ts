import { orderVerbs } from './order-verbs.js';

/**
 * Takes off what is said around a question beyond politeness (see wrapping.ts): hedges, thinking aloud, the name of the
 * assistant, a signature. None of it can be what is asked for. The text is tokens joined by blanks.
 */
export function withoutChatter(text: string): string {
  const rest = rows.reduce((put, [pattern, to]) => put.replace(pattern, to), text);
  const hedged = hedges.exec(rest);
  const next = hedged?.[1] ?? '';
  return hedged !== null && (starts.has(next) || orderVerbs.has(next)) ? rest.slice(hedged[0].length) : rest;
}

/** 'Right align text' and 'just show the staged files' say what is wanted, so those two need a comma or a first person. */
const hedges =
  /^(?:(?:(?:so|well|basically|honestly|hmm|ok|okay|ugh|argh|actually|simply)(?: ,)?|right ,|just(?: ,| simply|(?= (?:i|we|write|give|tell|explain) ))) )+(?=([a-z]+) )/;

/** What a sentence may start with when hedges stood before it. */
const starts: ReadonlySet<string> = new Set(
  'i we my how what why when where which is are can could do does should write give show tell explain please'.split(
    ' ',
  ),
);

const asks = '(?:how|what|why|when|where|which|whether|if)';

const rows: readonly (readonly [pattern: RegExp, to: string])[] = [
  [/^(?:(?:hey|hi|hello|ok|okay|yo) )?@?(?:copilot|chatgpt|claude|gemini|assistant|bot)(?: [,.:])? (?=\S+ \S)/, ''],
  [/ [.,] (?:(?:best|kind|warm|many) )?(?:regards|greetings|cheers)(?: [,.])?(?: [a-z]+){0,2}$/, ''],
  [/^i (?:honestly|really|actually|simply|basically) (?=(?:do|want|need|would|cannot|can|am) )/, 'i '],
  [/^(?:a )?(?:quick|short|small) (?:one|question) [.,:-] /, ''],
  [new RegExp(`^(?:maybe|perhaps) you (?:know|can tell me|could tell me) (?=${asks} )`), ''],
  [new RegExp(`^(?:i|we) (?:just )?(?:want|need|would like) to know [,.:-] `), ''],
  [new RegExp(`^(?:just )?(?:want|need|wanted) to know (?=${asks} )`), ''],
  [/^(?:i )?need (?:some |your )?help(?: here)? [,.:-] /, ''],
  [/^(?:(?:the )?next (?:thing|question|one|up)|next|one more(?: thing)?) [:,.-] /, ''],
  [/^let me (?:think|see) [,.:-] /, ''],
  [/^what i (?:really |actually )?(?:need|want) is (?=an? )/, 'i need '],
  [/^i (?:would like|want) (an? )/, 'i need $1'],
];
