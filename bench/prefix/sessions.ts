import type { Json, JsonObject } from '../../src/proxy/prompt.js';

/** How a conversation goes. Sizes are characters. */
export interface SessionShape {
  readonly dialect: 'anthropic-messages' | 'openai-chat';
  readonly model: string;
  readonly id: string;
  /** Whose system prompt and tools: sessions of one program share them. */
  readonly program: string;
  /** Breakpoints that the client itself sets. */
  readonly marks: 'none' | 'own' | 'automatic';
  readonly tools: number;
  readonly toolChars: number;
  readonly systemChars: number;
  /** The system prompt is sent as blocks, not as one text. */
  readonly systemBlocks: boolean;
  readonly thinks: boolean;
  readonly turns: readonly TurnShape[];
}

export interface TurnShape {
  /** Since the request before. */
  readonly gapMs: number;
  readonly userChars: number;
  /** Characters of each tool result before the answer; needs tools. */
  readonly results: readonly number[];
  readonly resultGapMs: number;
  readonly answerChars: number;
}

export interface SessionRequest {
  readonly gapMs: number;
  readonly body: JsonObject;
}

/** The requests that a client sends for this conversation, one for each thing the model has to say. */
export function requestsOf(shape: SessionShape): readonly SessionRequest[] {
  const requests: SessionRequest[] = [];
  const messages: Json[] = [];
  const anthropic = shape.dialect === 'anthropic-messages';
  shape.turns.forEach((turn, turnAt) => {
    messages.push({ role: 'user', content: words(`${shape.id} question ${turnAt}`, turn.userChars) });
    requests.push({ gapMs: turn.gapMs, body: bodyOf(shape, messages) });
    turn.results.forEach((chars, step) => {
      const id = `call_${turnAt}_${step}`;
      const result = words(`${shape.id} result ${turnAt} ${step}`, chars);
      messages.push(...(anthropic ? messagesRound(shape, id, result) : chatRound(id, result)));
      requests.push({ gapMs: turn.resultGapMs, body: bodyOf(shape, messages) });
    });
    messages.push({ role: 'assistant', content: words(`${shape.id} answer ${turnAt}`, turn.answerChars) });
  });
  return requests;
}

function messagesRound(shape: SessionShape, id: string, result: string): readonly Json[] {
  const call = { type: 'tool_use', id, name: 'tool_0', input: { path: 'src/main.ts' } };
  const thought = { type: 'thinking', thinking: 'Let me look.', signature: `sig+${id}/==` };
  return [
    { role: 'assistant', content: shape.thinks ? [thought, call] : [call] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: result }] },
  ];
}

function chatRound(id: string, result: string): readonly Json[] {
  const call = { id, type: 'function', function: { name: 'tool_0', arguments: '{"path":"src/main.ts"}' } };
  return [
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: id, content: result },
  ];
}

function bodyOf(shape: SessionShape, messages: readonly Json[]): JsonObject {
  const { model, program, systemChars, marks } = shape;
  const system = words(`${program} system`, systemChars);
  const schema = { type: 'object', properties: { path: { type: 'string' } } };
  const described = (at: number) => ({
    name: `tool_${at}`,
    description: words(`${program} tool ${at}`, shape.toolChars),
  });
  const numbers = Array.from({ length: shape.tools }, (_, at) => at);
  if (shape.dialect === 'openai-chat') {
    const tools = numbers.map(at => ({ type: 'function', function: { ...described(at), parameters: schema } }));
    const said = systemChars > 0 ? [{ role: 'system', content: system }, ...messages] : [...messages];
    return { model, messages: said, ...(tools.length > 0 ? { tools } : {}) };
  }
  const own = marks === 'own' ? { cache_control: { type: 'ephemeral' } } : {};
  const blocks = shape.systemBlocks || marks === 'own';
  return {
    model,
    max_tokens: 4_096,
    ...(marks === 'automatic' ? { cache_control: { type: 'ephemeral' } } : {}),
    ...(systemChars > 0 ? { system: blocks ? [{ type: 'text', text: system, ...own }] : system } : {}),
    messages: marks === 'own' ? withMark(messages) : [...messages],
    ...(shape.tools > 0 ? { tools: numbers.map(at => ({ ...described(at), input_schema: schema })) } : {}),
  };
}

function withMark(messages: readonly Json[]): readonly Json[] {
  const last = messages.at(-1) as JsonObject;
  const { content } = last;
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : (content as readonly JsonObject[]);
  const marked = blocks.map((block, at) =>
    at === blocks.length - 1 ? { ...block, cache_control: { type: 'ephemeral' } } : block,
  );
  return [...messages.slice(0, -1), { ...last, content: marked }];
}

/** Text of a length that begins with what it is about, so that no two texts are the same. */
function words(about: string, chars: number): string {
  return `${about}. ${'The quick brown fox jumps over "lazy" dogs.\n'.repeat(Math.ceil(chars / 44))}`.slice(
    0,
    Math.max(1, chars),
  );
}
