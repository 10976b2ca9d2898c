// What the simulated providers say, whatever the dialect.

/** What a request looks like once its dialect is taken off. */
export interface Ask {
  readonly model: string;
  readonly stream: boolean;
  /** Messages or items so far. */
  readonly turns: number;
  readonly toolNames: readonly string[];
  /** Texts of all tool results, joined; empty while no tool has been called. */
  readonly toolResults: string;
  readonly lastUserText: string;
}

/** What the model says next. */
export type Say =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tool'; readonly name: string; readonly input: Readonly<Record<string, unknown>> };

export type Script = (ask: Ask) => Say;

/** The word in the note that is read: an answer that has it proves that the tool's result went all the way round. */
export const secret = 'heron-2741';

/** A model that reads the note with a tool where it is given that one, and then says what the note says. */
export function readsNote(tool: { readonly name: string; readonly input: Readonly<Record<string, unknown>> }): Script {
  return ask => {
    if (ask.toolResults.includes(secret)) return { kind: 'text', text: `The note says ${secret} — naïve, 東京, 🙂.` };
    if (ask.toolResults === '' && ask.toolNames.includes(tool.name)) return { kind: 'tool', ...tool };
    return { kind: 'text', text: `No note came with: ${ask.lastUserText.slice(0, 60)}` };
  };
}

/** Usage in the same proportion for all dialects: about a token for four bytes. */
export function tokensOf(text: string | Buffer): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** A text as a model streams it: word by word. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*/gu) ?? [];
}

/** Tool arguments as a model streams them: a few characters at a time. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/.{1,7}/gsu) ?? [];
}

/** A JSON object, or nothing to look into. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** The objects of a list, or none. */
export function objectsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** The text of a message's content, be it a string or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return objectsOf(content)
    .map(part => (typeof part['text'] === 'string' ? part['text'] : textOf(part['content'] ?? [])))
    .join('\n');
}
