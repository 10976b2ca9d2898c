import type { Dialect } from '../wire.js';
import { responsesAnswers } from './openai-responses/answers.js';
import { errorBody } from './openai-chat/errors.js';
import { responsesBounds } from './openai-responses/bounds.js';
import { canonicalBody, partitionBody } from './openai-responses/canonical.js';
import { errorEvent } from './openai-responses/errors.js';
import { readFacts } from './openai-responses/facts.js';
import { readPrefix } from './openai-responses/prefix.js';
import { replayReply } from './openai-responses/replay.js';
import { rewriteModel } from './openai-responses/rewrite.js';
import { ResponsesStreamWatch } from './openai-responses/watch.js';
import { readWholeReply } from './openai-responses/whole.js';
import { responsesToolSteps } from './openai-responses/tool-steps.js';

/** OpenAI's Responses API over HTTP: input items instead of messages, named events, a terminal event with the usage. */
export const openaiResponses: Dialect = {
  name: 'openai-responses',
  paths: ['/responses'],
  read: readFacts,
  canonical: canonicalBody,
  partition: partitionBody,
  rewrite: rewriteModel,
  prefix: readPrefix,
  bounds: responsesBounds,
  answers: responsesAnswers,
  toolSteps: responsesToolSteps,
  watchStream: () => new ResponsesStreamWatch(),
  readWhole: readWholeReply,
  replay: replayReply,
  error: errorBody,
  errorEvent,
};
