// What the simulated provider can be told to do with one request.

export type Behaviour =
  /** A right answer, in any of the shapes and manners real providers have. */
  | {
      readonly kind: 'ok';
      readonly answer?: Answer;
      readonly wire?: Wire;
      readonly pace?: Pace;
      readonly headers?: Headers;
    }
  /** An error status. Without a body, the provider's usual error object for that status. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly headers?: Headers }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Resets the connection before any byte of a reply. */
  | { readonly kind: 'reset' }
  /** Resets the connection in the middle of a JSON body whose length was announced. */
  | { readonly kind: 'reset-mid-json' }
  /** Breaks a stream off after so many events; see {@link BreakManner}. */
  | { readonly kind: 'broken-stream'; readonly afterEvents: number; readonly manner: BreakManner }
  /** 200 with the right content type and a body that makes no sense. */
  | { readonly kind: 'garbage' };

/**
 * `cut` destroys the socket, `clean-cut` ends the body as if all had been said, `half-event` ends it inside an event,
 * `error-event` sends the provider's error object as an event and then ends it.
 */
export type BreakManner = 'cut' | 'clean-cut' | 'half-event' | 'error-event';

/** What the model says. Every field has a default, so `{}` is a plain text answer. */
export interface Answer {
  /** Default: a sentence with the request's number and the start of its last user text. */
  readonly text?: string;
  /** Sent as `reasoning_content` before the text. */
  readonly reasoning?: string;
  /** Called in parallel; their argument fragments are interleaved in a stream. */
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: string }[];
  /** Default: what the request's `n` asks for. */
  readonly choices?: number;
  readonly refusal?: string;
  readonly finish?: 'stop' | 'length' | 'content_filter' | 'tool_calls';
  /** Default: the model asked for. */
  readonly model?: string;
  readonly tokens?: Partial<Tokens>;
  /**
   * `as-asked`: in a stream only when `stream_options.include_usage` is true. `in-last-chunk`: beside the finish
   * reason, in the chunk that still has a choice.
   */
  readonly usage?: 'as-asked' | 'always' | 'never' | 'in-last-chunk';
  /** Fields that no client knows, at every level. */
  readonly unknownFields?: boolean;
}

/** Token counts as the provider reports them: `cached` is part of `input`, `reasoning` part of `output`. */
export interface Tokens {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

/** How the bytes of a right answer travel. */
export interface Wire {
  readonly write?: 'per-event' | 'one-write' | 'bytewise';
  readonly lineEnd?: '\n' | '\r\n';
  /** `false` leaves out the final `[DONE]`. */
  readonly done?: boolean;
  /** Comment lines between the events. */
  readonly comments?: boolean;
  /** `event:` and `id:` fields in every event, which this dialect does not use. */
  readonly eventFields?: boolean;
  /** Compresses the body although nobody asked. */
  readonly gzip?: boolean;
}

/** When the bytes of a right answer travel. */
export interface Pace {
  readonly firstByteMs?: number;
  readonly stall?: { readonly afterEvents: number; readonly ms: number };
  /** Nothing is answered before this settles. Lets a test decide the order of things without a clock. */
  readonly hold?: Promise<unknown>;
}

export type Headers = Readonly<Record<string, string>>;

/** Everything that goes wrong at a provider, by name: for tables of tests. */
export const faults = {
  'refuses with 400': { kind: 'status', status: 400 },
  'refuses with 401': { kind: 'status', status: 401 },
  'refuses with 404': { kind: 'status', status: 404 },
  'refuses with 429': { kind: 'status', status: 429 },
  'fails with 500': { kind: 'status', status: 500 },
  'fails with 503': { kind: 'status', status: 503 },
  'is overloaded (529)': { kind: 'status', status: 529 },
  hangs: { kind: 'hang' },
  resets: { kind: 'reset' },
  'resets in the middle of JSON': { kind: 'reset-mid-json' },
  'cuts the stream': { kind: 'broken-stream', afterEvents: 3, manner: 'cut' },
  'ends the stream without a terminal event': { kind: 'broken-stream', afterEvents: 3, manner: 'clean-cut' },
  'ends inside an event': { kind: 'broken-stream', afterEvents: 3, manner: 'half-event' },
  'sends an error event': { kind: 'broken-stream', afterEvents: 3, manner: 'error-event' },
  'sends garbage': { kind: 'garbage' },
} as const satisfies Record<string, Behaviour>;

/** Right answers in unusual clothes, by name: a faithful proxy passes every one of them byte for byte. */
export const oddAnswers = {
  'one byte per write': { kind: 'ok', wire: { write: 'bytewise' } },
  'all in one write': { kind: 'ok', wire: { write: 'one-write' } },
  'CRLF line ends': { kind: 'ok', wire: { lineEnd: '\r\n' } },
  'CRLF, one byte per write': { kind: 'ok', wire: { lineEnd: '\r\n', write: 'bytewise' } },
  'no [DONE]': { kind: 'ok', wire: { done: false } },
  'comments between events': { kind: 'ok', wire: { comments: true } },
  'event and id fields': { kind: 'ok', wire: { eventFields: true } },
  'gzip nobody asked for': { kind: 'ok', wire: { gzip: true } },
  'no usage at all': { kind: 'ok', answer: { usage: 'never' } },
  'usage beside the finish reason': { kind: 'ok', answer: { usage: 'in-last-chunk' } },
  'unknown fields': { kind: 'ok', answer: { unknownFields: true } },
  'reasoning before the text': { kind: 'ok', answer: { reasoning: 'Let me think about that first.' } },
  'several choices': { kind: 'ok', answer: { choices: 3 } },
  'parallel tool calls': {
    kind: 'ok',
    answer: {
      toolCalls: [
        { name: 'read_file', arguments: '{"path":"src/main.ts"}' },
        { name: 'read_file', arguments: '{"path":"package.json"}' },
      ],
    },
  },
} as const satisfies Record<string, Behaviour>;
