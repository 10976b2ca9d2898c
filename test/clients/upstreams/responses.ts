import type { ServerResponse } from 'node:http';
import { objectsOf, piecesOf, textOf, tokensOf, wordsOf, type Ask, type Say } from './script.js';

// OpenAI's responses as its documentation gives them: every event numbered, each part opened and closed.

type Body = Readonly<Record<string, unknown>>;
type Event = Body & { readonly type: string };

export function readResponses(body: Body): Ask {
  const input = typeof body['input'] === 'string' ? [{ role: 'user', content: body['input'] }] : body['input'];
  const items: readonly Body[] = objectsOf(input);
  return {
    model: String(body['model']),
    stream: body['stream'] === true,
    turns: items.length,
    toolNames: objectsOf(body['tools']).map(tool => String(tool['name'])),
    toolResults: items
      .filter(item => String(item['type']).endsWith('call_output'))
      .map(item => textOf(item['output']))
      .join('\n'),
    lastUserText: textOf(items.findLast(item => item['role'] === 'user')?.['content']),
  };
}

/** Answers a call to `/v1/responses`. `n` numbers the ids. */
export function sayResponses(say: Say, ask: Ask, raw: Buffer, n: number, res: ServerResponse): void {
  const item = itemOf(say, n);
  const [input, output] = [tokensOf(raw), tokensOf(JSON.stringify(item))];
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
  const response = (status: string, more: object): object => ({
    id: `resp_${n}`,
    object: 'response',
    // 2025-10-09, plus a second for every request.
    created_at: 1_760_000_000 + n,
    status,
    error: null,
    incomplete_details: null,
    instructions: null,
    model: ask.model,
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    metadata: {},
    ...more,
  });
  const done = response('completed', { output: [item], usage });
  const head = { 'x-request-id': `req_${n}`, 'openai-version': '2020-10-01' };
  if (!ask.stream) {
    res.writeHead(200, { 'content-type': 'application/json', ...head });
    res.end(JSON.stringify(done, null, 2));
    return;
  }
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...head });
  const begun = response('in_progress', { output: [], usage: null });
  const events = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    { type: 'response.output_item.added', output_index: 0, item: openingOf(say, n) },
    ...(say.kind === 'text' ? textEvents(say.text, `msg_${n}`) : callEvents(JSON.stringify(say.input), `fc_${n}`)),
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: done },
  ];
  for (const [sequence_number, event] of events.entries()) {
    res.write(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
  }
  res.end();
}

function textEvents(text: string, item_id: string): readonly Event[] {
  const at = { item_id, output_index: 0, content_index: 0 };
  return [
    { type: 'response.content_part.added', ...at, part: partOf('') },
    ...wordsOf(text).map(delta => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part: partOf(text) },
  ];
}

function callEvents(json: string, item_id: string): readonly Event[] {
  const at = { item_id, output_index: 0 };
  return [
    ...piecesOf(json).map(delta => ({ type: 'response.function_call_arguments.delta', ...at, delta })),
    { type: 'response.function_call_arguments.done', ...at, arguments: json },
  ];
}

function itemOf(say: Say, n: number): object {
  return say.kind === 'text'
    ? { id: `msg_${n}`, type: 'message', status: 'completed', role: 'assistant', content: [partOf(say.text)] }
    : { ...callOf(say.name, n), status: 'completed', arguments: JSON.stringify(say.input) };
}

function openingOf(say: Say, n: number): object {
  return say.kind === 'text'
    ? { id: `msg_${n}`, type: 'message', status: 'in_progress', role: 'assistant', content: [] }
    : { ...callOf(say.name, n), status: 'in_progress', arguments: '' };
}

function callOf(name: string, n: number): object {
  return { id: `fc_${n}`, type: 'function_call', call_id: `call_${n}`, name };
}

function partOf(text: string): object {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}
