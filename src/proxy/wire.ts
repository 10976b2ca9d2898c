import type { MicroUsd } from '../protocol/money.js';
import type { Clock, Facts, Json, JsonObject, NewId } from './prompt.js';

// What crosses the wire: the dialects both sides speak, and replies on their way back.

export type DialectName =
  | 'openai-chat'
  | 'openai-responses'
  | 'openai-completions'
  | 'openai-embeddings'
  | 'anthropic-messages'
  | 'anthropic-count-tokens';

/** A wire language. Everything that knows the shape of its bodies and events lives in one file. */
export interface Dialect {
  readonly name: DialectName;
  /** Paths below `/v1` it answers. */
  readonly paths: readonly string[];
  /** Only the model that was asked for can answer: counts, embeddings, text that is filled in. */
  readonly fixedModel?: true;
  /** Throws {@link BadRequestError} when the body is not of this dialect. */
  read(body: JsonObject): Facts;
  /** The body with everything removed that does not change the answer. */
  canonical(body: JsonObject): JsonObject;
  /** {@link canonical}, with the text of the last user message replaced by nothing. */
  partition(body: JsonObject): JsonObject;
  /** The bytes to send so that another model answers and usage is reported. Splices, never re-serialises. */
  rewrite(raw: Buffer, change: { readonly model?: string; readonly askUsage?: boolean }): Buffer;
  /** The body as the provider's prompt cache sees it. Missing: prompts of this dialect are not kept there. */
  prefix?(raw: Buffer, body: JsonObject): PromptPrefix;
  /** For dialects whose callers tell the provider what to keep. Missing: the provider finds prefixes by itself. */
  readonly breakpoints?: {
    /** The caller has set some, or has asked the provider to. */
    given(body: JsonObject): boolean;
    /** The bytes with one on each of these parts, which {@link prefix} found in them and calls markable. */
    set(raw: Buffer, at: readonly PromptPart[]): Buffer;
  };
  /** How answers are kept short. Missing: answers of this dialect are left as long as they are. */
  readonly bounds?: DialectBounds;
  /**
   * The last calls of tools that the conversation holds, oldest first, at most `most`. Looks at the end of a body and no
   * further than it must. Missing: the dialect has no tools.
   */
  toolSteps?(body: JsonObject, most: number): readonly ToolStep[];
  /** How a whole answer is judged. Missing: answers of this dialect are not. */
  readonly answers?: DialectAnswers;
  /** Watches one streamed reply. */
  watchStream(): StreamWatch;
  /** Reads a whole JSON reply. */
  readWhole(body: Buffer): Finding;
  /** Gives a stored reply back in the mode asked for, with fresh ids. */
  replay(
    stored: StoredReply,
    ask: { readonly stream: boolean; readonly usage: boolean },
    newId: NewId,
    clock: Clock,
  ): ReplayedBody;
  /** A body that the dialect's SDKs turn into their own error classes. */
  error(status: number, reason: string, message: string): JsonObject;
  /** The same as one event of a stream that has already begun. */
  errorEvent(status: number, reason: string, message: string): string;
}

/** A call of a tool that is over, as the conversation tells of it. */
export interface ToolStep {
  readonly name: string;
  /** As the model gave them: an object, or the text of one. */
  readonly arguments: Json | undefined;
  /** The text of what came back. */
  readonly result: string;
  /** The client says that it failed. */
  readonly failed: boolean;
}

export interface DialectAnswers {
  /** What a whole reply says; undefined when it is none. */
  said(body: Buffer): Said | undefined;
  /** What the request demands of it. */
  contract(body: JsonObject): Contract;
}

/** An answer as it is judged. */
export interface Said {
  /** All its texts, joined by a line feed. */
  readonly text: string;
  readonly calls: readonly {
    readonly name: string;
    /** Undefined when they are no JSON object. */
    readonly arguments: JsonObject | undefined;
  }[];
  /** The natural logarithm of each token's probability, where the caller asked for them. */
  readonly logprobs: readonly number[] | undefined;
}

export interface Contract {
  /** The JSON schema that the answer's text must fit. */
  readonly schema: JsonObject | undefined;
  /** The schemas of the tools that may be called, by name; undefined for a tool that gives none. */
  readonly tools: ReadonlyMap<string, JsonObject | undefined>;
}

export interface DialectBounds {
  /** Whether the request itself says that the model shall think before it answers, or shall not. */
  thinking(body: JsonObject): 'on' | 'off' | 'unsaid';
  /**
   * The bytes that keep the answer of `model` within these bounds, as far as the dialect has a word for them. Splices,
   * never re-serialises; returns the very same buffer when there is nothing to change.
   */
  apply(raw: Buffer, bounds: OutputBounds, model: string): Buffer;
}

/** What an answer is kept to. */
export interface OutputBounds {
  /** A smaller limit of the caller's own is kept. */
  readonly maxOutputTokens?: number;
  /** Beside the caller's own. */
  readonly stop?: readonly string[];
  readonly jsonMode?: true;
  /** One sentence more, behind the system prompt (the user's last words where there is none) or the user's last words. */
  readonly directive?: { readonly text: string; readonly at: 'system' | 'user' };
}

/** What a provider's prompt cache compares, in the order in which it compares it: tools, system, messages. */
export interface PromptPrefix {
  readonly parts: readonly PromptPart[];
  /** Members beside the parts that the cached prefix depends on, such as the model. */
  readonly parameters: readonly PromptParameter[];
}

/** One tool, block or message, where its value lies in the body's bytes. */
export interface PromptPart {
  readonly section: 'tools' | 'system' | 'messages';
  /** Place in its section; blocks of one message share it. */
  readonly index: number;
  /** Of a message; empty elsewhere. */
  readonly role: string;
  readonly start: number;
  /** Behind the last byte. */
  readonly end: number;
  /** Its bytes say little about its tokens: it holds an image or a file. */
  readonly media: boolean;
  /** A breakpoint may be set on it. */
  readonly markable: boolean;
}

export interface PromptParameter {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What is read anew when it changes: the whole prompt, or only the messages. */
  readonly resets: 'all' | 'messages';
}

/** Follows one stream event by event. Cheap: it scans bytes and parses only the events it must. */
export interface StreamWatch {
  /**
   * Takes bytes as they arrive and returns what the caller should get now: the whole events at hand, unchanged, or
   * nothing yet. Half an event is held back until its end arrives. With `hideUsage`, the event that was only sent
   * because Tuppence asked for usage is taken out.
   */
  feed(bytes: Buffer, hideUsage: boolean): Buffer;
  /** The stream is over: what is left, if it makes a whole event after all. */
  flush(hideUsage: boolean): Buffer;
  /** True from the moment the terminal event was fed. */
  readonly ended: boolean;
  /** What was learned; call when the stream is over, however it ended. */
  finding(): Finding;
}

/** What a reply says about itself. */
export interface Finding {
  readonly usage: Usage | undefined;
  /** The model the provider says answered. */
  readonly model: string | undefined;
  /**
   * `complete`: a natural end or a tool call. `truncated`: length or filter. `failed`: the provider reported an error
   * inside the stream. `broken`: no terminal event, or no sense.
   */
  readonly end: 'complete' | 'truncated' | 'failed' | 'broken';
  /** The answer calls tools or is refused: never to be stored as knowledge. */
  readonly calledTools: boolean;
  readonly refused: boolean;
  /** Nothing in it: no text and no tool call. */
  readonly empty: boolean;
  /** Characters of answer seen; the estimate for a stream that was cut before its usage. */
  readonly answerChars: number;
  /**
   * What a stream said of its usage before it was cut: the input is exact, the output counted only so far. Absent when
   * `usage` is there.
   */
  readonly partialUsage?: Usage;
}

/** Tokens by kind, as the provider reported them. The four kinds do not overlap. */
export interface Usage {
  /** Input tokens at full price. */
  readonly input: number;
  /** Input tokens read from the provider's prompt cache. */
  readonly cachedInput: number;
  /** Input tokens written to the provider's prompt cache, where that has a price of its own. */
  readonly cacheWrite: number;
  /** The part of `cacheWrite` that is kept for an hour, where the provider asks more for it. */
  readonly cacheWriteHour?: number;
  /** Output tokens, reasoning included. */
  readonly output: number;
  /** The part of `output` that was reasoning. */
  readonly reasoning: number;
  /** The parts of `input` that were sound and pictures, where the provider tells them apart. */
  readonly audioInput?: number;
  readonly imageInput?: number;
  /** The parts of `output`, beside the reasoning, that were sound and pictures. */
  readonly audioOutput?: number;
  readonly imageOutput?: number;
  /** Searches that the provider itself ran for the answer, in the web and in files kept with it. */
  readonly webSearches?: number;
  readonly fileSearches?: number;
  /**
   * The terms the request was served on where they are not the ordinary ones, in the provider's own words: `flex`,
   * `priority`, `batch`, `fast`, `us`. They change the price of every token.
   */
  readonly terms?: readonly string[];
  /** The provider charges for something that the reply does not put a figure on: no cost can be worked out. */
  readonly unmetered?: true;
  /** Cost as the provider itself reported it. Wins over arithmetic. */
  readonly reportedCost?: MicroUsd;
}

export type ReplayedBody =
  | { readonly kind: 'whole'; readonly body: Buffer }
  /** Whole events, in order. */
  | { readonly kind: 'stream'; readonly events: readonly Buffer[] };

/** A whole reply as it is kept. Only complete ones exist. */
export interface StoredReply {
  readonly dialect: DialectName;
  /** How it arrived: `whole` is one JSON body, `stream` the events as they came, usage event included. */
  readonly form: 'whole' | 'stream';
  readonly body: Buffer;
  readonly usage: Usage;
  readonly modelServed: string;
  readonly providerServed: string;
}

/** Where reply bytes go. Calls come in order: `chunk` any number of times, then `end` or `fail` once. */
export interface Sink {
  chunk(bytes: Buffer): void;
  end(): void;
  /** The reply broke after it had begun. `events` is what to tell the caller before the end, in its dialect. */
  fail(events: string): void;
}

/** A reply as it comes in. Its head is known, its body follows. */
export interface Reply {
  readonly status: number;
  /** Lower-case names, hop-by-hop removed. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body:
    | { readonly kind: 'whole'; readonly bytes: Buffer }
    | {
        readonly kind: 'stream';
        /** Starts the flow. Bytes that came before wait. Call once. */
        pipe(sink: Sink): void;
        pause(): void;
        resume(): void;
      };
}

/** How a dispatched call ended. Told exactly once, at the terminal event, before its bytes are passed on. */
export interface Ending {
  readonly status: number;
  readonly form: 'whole' | 'stream';
  readonly finding: Finding;
  /** Every byte of the reply body as it came from upstream, under the model name that was asked for. */
  readonly body: Buffer;
  readonly firstByteTick: number;
  readonly endTick: number;
  readonly outcome: Outcome;
}

export type Outcome =
  | 'ok'
  /** The provider answered with an error status. */
  | 'upstream-error'
  /** The provider could not be reached, hung, or broke off. */
  | 'upstream-failed'
  /** The caller left before the end. */
  | 'aborted';
