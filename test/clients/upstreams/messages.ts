import type { ServerResponse } from 'node:http';
import { objectOf, objectsOf, piecesOf, textOf, tokensOf, wordsOf, type Ask, type Say } from './script.js';

// Anthropic's messages as its documentation gives them: order of events, usage at the start and at the end.

type Body = Readonly<Record<string, unknown>>;

export function readMessages(body: Body): Ask {
  const messages = objectsOf(body['messages']);
  const blocks = messages.flatMap(message => objectsOf(message['content']));
  return {
    model: String(body['model']),
    stream: body['stream'] === true,
    turns: messages.length,
    toolNames: objectsOf(body['tools']).map(tool => String(tool['name'])),
    toolResults: blocks
      .filter(block => block['type'] === 'tool_result')
      .map(block => textOf(block['content']))
      .join('\n'),
    lastUserText: textOf(messages.findLast(message => message['role'] === 'user')?.['content']),
  };
}

/** Answers a call to `/v1/messages`. `n` numbers the ids. */
export function sayMessages(say: Say, ask: Ask, raw: Buffer, n: number, res: ServerResponse): void {
  const block = blockOf(say, n);
  const text = JSON.stringify(block);
  const input = { input_tokens: tokensOf(raw), cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  const message = {
    id: `msg_${n}`,
    type: 'message',
    role: 'assistant',
    model: ask.model,
    content: [block],
    stop_reason: say.kind === 'tool' ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { ...input, output_tokens: tokensOf(text), service_tier: 'standard' },
  };
  const head = { 'request-id': `req_${n}`, 'anthropic-ratelimit-requests-remaining': '49' };
  if (!ask.stream) {
    res.writeHead(200, { 'content-type': 'application/json', ...head });
    res.end(JSON.stringify(message, null, 1));
    return;
  }
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...head });
  const opening = { ...message, content: [], stop_reason: null, usage: { ...input, output_tokens: 1 } };
  const { stop_reason, stop_sequence } = message;
  const events = [
    { type: 'message_start', message: opening },
    { type: 'content_block_start', index: 0, content_block: openingOf(say, n) },
    { type: 'ping' },
    ...deltasOf(say).map(delta => ({ type: 'content_block_delta', index: 0, delta })),
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: { output_tokens: tokensOf(text) } },
    { type: 'message_stop' },
  ];
  for (const event of events) res.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  res.end();
}

/** Answers a call to `/v1/messages/count_tokens`. */
export function countTokens(raw: Buffer, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ input_tokens: tokensOf(raw) }));
}

function blockOf(say: Say, n: number): object {
  return say.kind === 'text'
    ? { type: 'text', text: say.text }
    : { type: 'tool_use', id: `toolu_${n}`, name: say.name, input: say.input };
}

function openingOf(say: Say, n: number): object {
  return { ...objectOf(blockOf(say, n)), ...(say.kind === 'text' ? { text: '' } : { input: {} }) };
}

function deltasOf(say: Say): readonly object[] {
  if (say.kind === 'text') return wordsOf(say.text).map(text => ({ type: 'text_delta', text }));
  const pieces = ['', ...piecesOf(JSON.stringify(say.input))];
  return pieces.map(partial_json => ({ type: 'input_json_delta', partial_json }));
}
