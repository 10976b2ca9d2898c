import { draft } from './clients.js';
import type { Draft } from './types.js';

const titleSystem =
  'You are a title generator. You output only a title for the conversation, nothing else: at most 50 characters, in ' +
  'the language of the user, no quotes, no full stop. Keep technical terms, numbers and file names as they are. Never ' +
  'answer the question and never say that you cannot: there is always a title.';

/** What an assistant sends beside the first message of a conversation, to name it in its list. */
export function titleFor(topic: string, firstMessage: string): Draft {
  return draft('opencode', { kind: 'title', topic: `title-of-${topic}` }, [
    { role: 'system', content: titleSystem },
    { role: 'user', content: `Generate a title for this conversation:\n\n${firstMessage}` },
  ]);
}
