import type { ServerResponse } from 'node:http';
import { perform } from '../../support/perform.js';
import { objectOf, objectsOf, textOf, type Ask, type Say } from './script.js';

// OpenAI's chat completions, said by the same simulated provider that the other tests use.

type Body = Readonly<Record<string, unknown>>;

export function readChat(body: Body): Ask {
  const messages = objectsOf(body['messages']);
  return {
    model: String(body['model']),
    stream: body['stream'] === true,
    turns: messages.length,
    toolNames: objectsOf(body['tools']).map(tool => String(objectOf(tool['function'])['name'])),
    toolResults: messages
      .filter(message => message['role'] === 'tool')
      .map(message => textOf(message['content']))
      .join('\n'),
    lastUserText: textOf(messages.findLast(message => message['role'] === 'user')?.['content']),
  };
}

/** Answers a call to `/v1/chat/completions`. `n` numbers the ids. */
export function sayChat(say: Say, ask: Ask, body: Body, n: number, res: ServerResponse): void {
  const answer =
    say.kind === 'text'
      ? { text: say.text }
      : { toolCalls: [{ name: say.name, arguments: JSON.stringify(say.input) }] };
  const usageAsked = objectOf(body['stream_options'])['include_usage'] === true;
  const { model, stream, lastUserText } = ask;
  void perform({ kind: 'ok', answer }, { n, model, stream, lastUserText, usageAsked, choices: 1 }, res);
}
