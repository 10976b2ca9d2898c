import type { Dialect } from '../wire.js';
import { anthropicCountTokens } from './anthropic-count-tokens.js';
import { anthropicMessages } from './anthropic-messages.js';
import { openaiChat } from './openai-chat.js';
import { openaiCompletions } from './openai-completions.js';
import { openaiEmbeddings } from './openai-embeddings.js';
import { openaiResponses } from './openai-responses.js';

/** The languages spoken at the front door; the first answers for paths that belong to none. */
export const dialects: readonly Dialect[] = [
  openaiChat,
  openaiResponses,
  openaiCompletions,
  openaiEmbeddings,
  anthropicMessages,
  anthropicCountTokens,
];
