import type { Dialect } from '../wire.js';
import { errorBody, errorEvent } from './openai-chat/errors.js';
import { rewriteBody } from './openai-chat/rewrite.js';
import { canonicalBody, partitionBody } from './openai-completions/canonical.js';
import { readFacts } from './openai-completions/facts.js';
import { replayReply } from './openai-completions/replay.js';
import { CompletionsStreamWatch } from './openai-completions/watch.js';
import { readWholeReply } from './openai-completions/whole.js';

/** OpenAI's text completions, which editors use to fill in the middle of a file. */
export const openaiCompletions: Dialect = {
  name: 'openai-completions',
  paths: ['/completions'],
  fixedModel: true,
  read: readFacts,
  canonical: canonicalBody,
  partition: partitionBody,
  rewrite: rewriteBody,
  watchStream: () => new CompletionsStreamWatch(),
  readWhole: readWholeReply,
  replay: replayReply,
  error: errorBody,
  errorEvent,
};
