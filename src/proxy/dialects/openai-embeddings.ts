import type { Dialect } from '../wire.js';
import { errorBody, errorEvent } from './openai-chat/errors.js';
import { ChatStreamWatch } from './openai-chat/watch.js';
import { canonicalBody, partitionBody } from './openai-embeddings/canonical.js';
import { readFacts } from './openai-embeddings/facts.js';
import { readWholeReply } from './openai-embeddings/whole.js';
import { rewriteModel } from './openai-responses/rewrite.js';

/** OpenAI's embeddings: vectors for texts, in one piece, the same whenever they are asked for. */
export const openaiEmbeddings: Dialect = {
  name: 'openai-embeddings',
  paths: ['/embeddings'],
  fixedModel: true,
  read: readFacts,
  canonical: canonicalBody,
  partition: partitionBody,
  rewrite: rewriteModel,
  // Nothing is streamed in this language; a provider that does so anyway gets its events through.
  watchStream: () => new ChatStreamWatch(),
  readWhole: readWholeReply,
  // There is no id to renew and no other mode to give it in.
  replay: stored => ({ kind: 'whole', body: stored.body }),
  error: errorBody,
  errorEvent,
};
