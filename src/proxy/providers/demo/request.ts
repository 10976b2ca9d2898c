import { z } from 'zod';

// The part of a chat request that the demo understands. Everything else is let through unread, as a provider does.

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(partSchema)]).nullish(),
  tool_calls: z.array(z.unknown()).nullish(),
});
const toolSchema = z.looseObject({
  function: z.looseObject({ name: z.string(), parameters: z.unknown().optional() }),
});
const limitSchema = z.number().int().min(1).nullish();

export const chatRequestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: limitSchema,
  max_completion_tokens: limitSchema,
  n: z.literal(1, 'the demo gives one choice').nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z.union([z.string(), z.looseObject({ function: z.looseObject({ name: z.string() }) })]).nullish(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema: z.unknown() }).nullish() })
    .nullish(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;
export type ChatMessage = ChatRequest['messages'][number];

/** All text of a message, its text parts joined by a line feed. */
export function textOf(message: ChatMessage): string {
  if (typeof message.content === 'string') return message.content;
  return (message.content ?? []).flatMap(part => part.text ?? []).join('\n');
}

/** What the model reads, in the order in which it is read: the tools, then every message. */
export function readingOf(request: ChatRequest): string {
  const messages = request.messages.map(
    message => `${message.role}\n${textOf(message)}${message.tool_calls ? JSON.stringify(message.tool_calls) : ''}\n`,
  );
  return (request.tools ? JSON.stringify(request.tools) : '') + messages.join('');
}
