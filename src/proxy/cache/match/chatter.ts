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
const openings =
  'i we my how what why when where which is are can could do does should write give show tell explain please'.split(
    ' ',
  );
const starts: ReadonlySet<string> = new Set(openings);
const opens = `(?:${openings.join('|')})`;
const assistant = '@?(?:copilot|chatgpt|claude|gemini|assistant)';

/** What an assistant itself may be asked about. */
const ofAssistant =
  '\\b(?:api|keys?|models?|suggest\\w*|completions?|tokens?|limits?|context|account|plans?|subscri\\w*|price|cost|it|code|chat|prompts?|extension|plugin|install\\w*|version|log|sign|disable|enable|turn|slow|work\\w*)\\b';

const asks = '(?:how|what|why|when|where|which|whether|if)';

const rows: readonly (readonly [pattern: RegExp, to: string])[] = [
  // 'Claude API limits' and 'Copilot, how do I disable it' are about them: they are spoken to only behind a greeting.
  [new RegExp(`^(?:hey|hi|hello|ok|okay|yo) ${assistant} [,.:] (?=${opens} )(?!.*${ofAssistant})`), ''],
  // In 'translate: see you. Best regards' it is what is to be translated.
  [
    /^((?!.*(?: : |translat|\b(?:say|sign|greet|write|reply|e-?mail|mail|letter|message)\b)).+) \. (?:(?:best|kind|warm) )?(?:regards|cheers)(?: [,.])?(?: [a-z]+)?$/,
    '$1',
  ],
  [/^i (?:honestly|really|actually|simply|basically) (?=(?:do|want|need|would|cannot|can|am) )/, 'i '],
  [/^(?:a )?(?:quick|short|small) (?:one|question) [.,:-] /, ''],
  [new RegExp(`^(?:maybe|perhaps) you (?:know|can tell me|could tell me) (?=${asks} )`), ''],
  [new RegExp(`^(?:i|we) (?:just )?(?:want|need|would like) to know [,.:-] `), ''],
  [new RegExp(`^(?:just )?(?:want|need|wanted) to know (?=${asks} )`), ''],
  [/^(?:i )?need (?:some |your )?help(?: here)? [,.:-] /, ''],
  [/^(?:(?:the )?next (?:thing|question|one|up)|one more(?: thing)?) [:,.-] /, ''],
  [/^let me (?:think|see) [,.:-] /, ''],
  [/^what i (?:really |actually )?(?:need|want) is (?=an? )/, 'i need '],
  [/^i (?:would like|want) (an? )/, 'i need $1'],
];
