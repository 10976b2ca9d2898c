import type { MicroUsd } from './money.js';
import { exactUsd } from './money.js';

// What breaks the beginning of a prompt that the provider has in its cache, in words. docs/prompt-cache.md says more.

/** What kind of thing broke a prefix. */
export type BreakKind =
  | 'model'
  | 'parameter'
  | 'tools-reordered'
  | 'tool-added'
  | 'tool-removed'
  | 'tool-changed'
  | 'keys-reordered'
  | 'media'
  | 'turn-inserted'
  | 'turn-removed'
  | 'turn-edited'
  | 'date'
  | 'id'
  | 'path'
  | 'number'
  | 'space'
  | 'text';

/** One request that could not be read on from the provider's cache. */
export interface PrefixLoss {
  readonly kind: BreakKind;
  /** Such as `tools[2] read_file`, `messages[0] system`, `model`. */
  readonly where: string;
  /** Input tokens that were charged in full, or written anew, because of it. */
  readonly tokens: number;
  /** What that cost more than reading them from the cache; null where no price is known. */
  readonly cost: MicroUsd | null;
}

/** What changed, what that cost, and what to do about it, in one sentence. */
export function lossSentence({ kind, where, tokens, cost }: PrefixLoss): string {
  const { what, cure } = words[kind];
  const count = tokens === 1 ? '1 token was' : `${tokens.toLocaleString('en-US')} tokens were`;
  const price = cost === null ? 'which is unpriced' : `which cost ${exactUsd(cost)} more`;
  return `${what} at ${where} since the request before, so ${count} not read from the provider’s cache, ${price}: ${cure}.`;
}

/** What to do about a kind of break, as a sentence. */
export function breakAdvice(kind: BreakKind): string {
  const { cure } = words[kind];
  return `${cure.charAt(0).toUpperCase()}${cure.slice(1)}.`;
}

const keepTools = 'keep the same tools from the first request of a conversation to its last';
const keepHistory = 'add to the end of a conversation and leave what was sent before as it was';
const words: Readonly<Record<BreakKind, { readonly what: string; readonly cure: string }>> = {
  date: { what: 'A date or a time changed', cure: 'give the day alone, or put the time into the last message' },
  id: { what: 'An id changed', cure: 'leave ids out of the prompt, or put them into the last message' },
  path: { what: 'A path changed', cure: 'put what changes with the folder behind the text that stays' },
  number: { what: 'A number changed', cure: 'put counters behind the text that stays' },
  space: { what: 'White space changed', cure: 'send texts as they were sent before, untrimmed' },
  text: { what: 'The instructions changed', cure: 'put what changes into the last message' },
  media: { what: 'An image or a file changed', cure: 'send it in the same form every time' },
  'keys-reordered': { what: 'The order inside an object changed', cure: 'write objects with their keys sorted' },
  'tools-reordered': { what: 'The order of the tools changed', cure: 'sort the tools by name' },
  'tool-added': { what: 'A tool was added', cure: keepTools },
  'tool-removed': { what: 'A tool was taken away', cure: keepTools },
  'tool-changed': { what: 'A tool changed', cure: keepTools },
  'turn-inserted': { what: 'A message was put in', cure: keepHistory },
  'turn-removed': { what: 'Messages were left out', cure: `${keepHistory}, and summarise seldom` },
  'turn-edited': { what: 'A message was rewritten', cure: keepHistory },
  model: { what: 'The model changed', cure: 'stay on one model for a conversation' },
  parameter: { what: 'A parameter changed', cure: 'choose it at the first request and keep it' },
};
