import type { Dialect } from '../wire.js';
import { messagesAnswers } from './anthropic-messages/answers.js';
import { messagesBounds } from './anthropic-messages/bounds.js';
import { setBreakpoints } from './anthropic-messages/breakpoints.js';
import { canonicalBody, partitionBody } from './anthropic-messages/canonical.js';
import { errorBody, errorEvent } from './anthropic-messages/errors.js';
import { readFacts } from './anthropic-messages/facts.js';
import { hasBreakpoints, readPrefix } from './anthropic-messages/prefix.js';
import { replayReply } from './anthropic-messages/replay.js';
import { rewriteBody } from './anthropic-messages/rewrite.js';
import { MessagesStreamWatch } from './anthropic-messages/watch.js';
import { readWholeReply } from './anthropic-messages/whole.js';
import { messagesToolSteps } from './anthropic-messages/tool-steps.js';

/** Anthropic's messages: the language of Claude Code, of Anthropic's SDKs and of many gateways. */
export const anthropicMessages: Dialect = {
  name: 'anthropic-messages',
  paths: ['/messages'],
  read: readFacts,
  canonical: canonicalBody,
  partition: partitionBody,
  rewrite: rewriteBody,
  prefix: readPrefix,
  breakpoints: { given: hasBreakpoints, set: setBreakpoints },
  bounds: messagesBounds,
  answers: messagesAnswers,
  toolSteps: messagesToolSteps,
  watchStream: () => new MessagesStreamWatch(),
  readWhole: readWholeReply,
  replay: replayReply,
  error: errorBody,
  errorEvent,
};
