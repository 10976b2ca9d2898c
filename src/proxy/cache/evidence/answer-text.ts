import type { Json, JsonObject } from '../../prompt.js';

/** The words of a whole answer in any of the dialects that can be served loosely. */
export function answerText(body: Json): string {
  const { choices, content, output } = asObject(body);
  return [
    ...asList(choices).map(
      choice =>
        asText(asObject(choice)['text']) + contentText(asObject(asObject(choice)['message'])['content'] ?? null),
    ),
    contentText(content ?? null),
    ...asList(output).map(item => contentText(asObject(item)['content'] ?? null)),
  ].join('');
}

function contentText(content: Json): string {
  if (typeof content === 'string') return content;
  return asList(content)
    .map(part => asText(asObject(part)['text']))
    .join('');
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
