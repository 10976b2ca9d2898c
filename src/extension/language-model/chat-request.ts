import type { Message, Part } from './parts.js';

/** What the editor asks for beside the messages. */
export interface ChatOptions {
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly inputSchema?: object | undefined;
  }[];
  /** The model must call a tool. */
  readonly toolRequired: boolean;
  /** Whatever the asking extension wrote; only what OpenAI's language knows goes on. */
  readonly modelOptions: Readonly<Record<string, unknown>>;
}

/** A request in OpenAI's chat language. */
export function chatRequest(model: string, messages: readonly Message[], options: ChatOptions): object {
  const { tools, toolRequired, modelOptions } = options;
  return {
    model,
    messages: messages.flatMap(toMessages),
    ...Object.fromEntries(Object.entries(modelOptions).filter(([name]) => knownOptions.has(name))),
    ...(tools.length === 0 ? {} : { tools: tools.map(toTool), tool_choice: toolRequired ? 'required' : 'auto' }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

const knownOptions: ReadonlySet<string> = new Set([
  'temperature',
  'top_p',
  'max_tokens',
  'max_completion_tokens',
  'stop',
  'seed',
  'response_format',
  'reasoning_effort',
  'parallel_tool_calls',
  'frequency_penalty',
  'presence_penalty',
  'verbosity',
]);

function toTool({ name, description, inputSchema }: ChatOptions['tools'][number]): object {
  const parameters = inputSchema ?? { type: 'object', properties: {} };
  return { type: 'function', function: { name, description, parameters } };
}

/** One message of the editor may be several: results of tools stand by themselves and come first. */
function toMessages({ role, name, parts }: Message): readonly object[] {
  if (role === 'assistant') return assistantMessage(parts);
  if (role === 'system') return messageOf('system', texts(parts, '\n'));
  const results = parts.filter(part => part.kind === 'tool-result');
  const own = parts.filter(part => part.kind !== 'tool-result' && part.kind !== 'tool-call');
  // A tool's message is text only, so that images among its results follow in the user's.
  const shown = results.flatMap(({ content }) => content.filter(isImage));
  return [
    ...results.map(({ callId, content }) => ({
      role: 'tool',
      tool_call_id: callId,
      content: texts(content, '\n') + (content.some(isImage) ? '\n(The image follows.)' : ''),
    })),
    ...userMessage([...shown, ...own], name),
  ];
}

function userMessage(parts: readonly Part[], name: string | undefined): readonly object[] {
  const named = name !== undefined && /^[\w-]{1,64}$/.test(name) ? { name } : {};
  if (!parts.some(isImage)) return messageOf('user', texts(parts, '\n'), named);
  const content = parts.map(part =>
    isImage(part)
      ? {
          type: 'image_url',
          image_url: { url: `data:${part.mimeType};base64,${Buffer.from(part.data).toString('base64')}` },
        }
      : { type: 'text', text: textOf(part) },
  );
  return [{ role: 'user', content: content.filter(item => !('text' in item) || item.text !== ''), ...named }];
}

function assistantMessage(parts: readonly Part[]): readonly object[] {
  const calls = parts
    .filter(part => part.kind === 'tool-call')
    .map(({ callId, name, input }) => ({
      id: callId,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }));
  // Pieces of an answer come as they were streamed.
  const text = texts(parts, '');
  if (calls.length === 0) return messageOf('assistant', text);
  return [{ role: 'assistant', content: text === '' ? null : text, tool_calls: calls }];
}

function messageOf(role: string, content: string, rest: object = {}): readonly object[] {
  return content === '' ? [] : [{ role, content, ...rest }];
}

function texts(parts: readonly Part[], between: string): string {
  return parts
    .map(textOf)
    .filter(text => text !== '')
    .join(between);
}

function textOf(part: Part): string {
  if (part.kind === 'text') return part.text;
  if (part.kind !== 'data' || part.mimeType.startsWith('image/')) return '';
  return /^text\/|json|xml/.test(part.mimeType)
    ? new TextDecoder().decode(part.data)
    : `(An attachment of type ${part.mimeType} cannot be shown to the model.)`;
}

function isImage(part: Part): part is Extract<Part, { readonly kind: 'data' }> {
  return part.kind === 'data' && part.mimeType.startsWith('image/');
}
