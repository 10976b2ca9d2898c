import type { Dialect } from '../wire.js';
import { chatAnswers } from './openai-chat/answers.js';
import { chatBounds } from './openai-chat/bounds.js';
import { canonicalBody, partitionBody } from './openai-chat/canonical.js';
import { errorBody, errorEvent } from './openai-chat/errors.js';
import { readFacts } from './openai-chat/facts.js';
import { readPrefix } from './openai-chat/prefix.js';
import { replayReply } from './openai-chat/replay.js';
import { rewriteBody } from './openai-chat/rewrite.js';
import { ChatStreamWatch } from './openai-chat/watch.js';
import { readWholeReply } from './openai-chat/whole.js';
import { chatToolSteps } from './openai-chat/tool-steps.js';

/** OpenAI's chat completions, the language most tools and most providers speak. */
export const openaiChat: Dialect = {
  name: 'openai-chat',
  paths: ['/chat/completions'],
  read: readFacts,
  canonical: canonicalBody,
  partition: partitionBody,
  rewrite: rewriteBody,
  prefix: readPrefix,
  bounds: chatBounds,
  answers: chatAnswers,
  toolSteps: chatToolSteps,
  watchStream: () => new ChatStreamWatch(),
  readWhole: readWholeReply,
  replay: replayReply,
  error: errorBody,
  errorEvent,
};
