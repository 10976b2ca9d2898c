import type { Role, TierName } from '../protocol/settings.js';
import type { Provider } from './rooms/provider.js';
import type { Dialect } from './wire.js';

// The nouns of a prompt's life. Rooms import this page, wire.ts, rooms/ and the protocol, never each other.

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Passed in wherever time or chance matters, so that tests decide both. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. */
  nowMs(): number;
  /** Monotonic milliseconds with fractions, for durations. */
  tickMs(): number;
}
/** A fresh identifier: letters and digits only, unguessable. */
export type NewId = () => string;

/* ---------------------------------------------------------------- the request */

/** One message as the rooms may look at it. `text` is all its text parts joined by a line feed. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool' | 'other';
  readonly text: string;
  readonly calledTools: boolean;
  readonly toolResult: boolean;
  /** Images, audio, files: anything that is not text. */
  readonly media: boolean;
}

/** What a dialect reads out of a body. Views only: what is forwarded is always the raw bytes. */
export interface Facts {
  readonly model: string;
  readonly stream: boolean;
  /** The caller itself asked for usage in the stream. */
  readonly wantsStreamUsage: boolean;
  readonly turns: readonly Turn[];
  readonly toolNames: readonly string[];
  readonly toolChoice: string | undefined;
  /** Top-level property names of the JSON schema the answer must have; undefined when none is asked for. */
  readonly schemaKeys: readonly string[] | undefined;
  /** Any structured-output demand, with or without a schema. */
  readonly structured: boolean;
  readonly maxOutputTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly choices: number;
  readonly seeded: boolean;
  readonly logprobs: boolean;
  /** The answer depends on state outside the body: kept at the provider, or looked up on the web. */
  readonly serverState: boolean;
  /** The conversation holds thoughts that the provider signed or sealed: another model may not take them. */
  readonly signed?: boolean;
}

/** What the caller asked of Tuppence itself (DESIGN: words on the wire). */
export interface Controls {
  readonly cache: 'use' | 'refresh' | 'off';
  readonly ttlS: number | undefined;
  /** Everything that is kept for its workspace, or in its namespace, goes before it is answered. */
  readonly invalidate?: 'workspace' | 'namespace' | undefined;
  readonly namespace: string;
  readonly feature: string | undefined;
  readonly userTier: string | undefined;
  readonly workspace: string;
  readonly route: 'off' | TierName | undefined;
}

/** A request that passed the door: authenticated, whole, and readable. */
export interface Prompt {
  readonly id: string;
  readonly receivedMs: number;
  readonly startTick: number;
  readonly dialect: Dialect;
  /** Path below `/v1`, such as `/chat/completions`, without the query. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** Lower-case names. Credentials, hop-by-hop headers and Tuppence's own words are already gone. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they came (after content decoding). Forwarded as they are when no rule fires. */
  readonly raw: Buffer;
  readonly body: JsonObject;
  readonly facts: Facts;
  readonly controls: Controls;
  /** Tuppence is paused: nothing is served, moved, kept or changed, and not a byte of the body either. */
  readonly untouched?: true;
  /** Who is calling: the path prefix `/c/<client>`, or a name read from the headers, or `unknown`. */
  readonly client: string;
  readonly origin: Origin;
  /** Aborts when the caller goes away before the reply's terminal event. */
  readonly signal: AbortSignal;
}

/** Where a prompt goes when nothing reroutes it, and with which key. */
export interface Origin {
  readonly provider: Provider;
  /** How the key is sent. A caller's own key goes on in the header it came in. */
  readonly auth: Provider['auth'];
  /** The secret sent upstream; undefined when the endpoint needs none. Never logged, never stored. */
  readonly key: string | undefined;
  /** SHA-256 of the key, shortened: two tenants never share an answer. */
  readonly tenant: string;
}

/* ---------------------------------------------------------------- fingerprint */

/** What a request may be served from. */
export type Cacheability =
  /** Exact, gate and semantic. */
  | 'loose'
  /** Whole-body repeats only. */
  | 'exact'
  /** An agent's turn: joins a call under way, or gets an answer that never arrived; never an older one. */
  | 'retry'
  | 'never';

export interface Fingerprint {
  /** SHA-256, hex: canonical body, tenant, origin, workspace, namespace, version headers, route override. */
  readonly exactKey: string;
  readonly cacheability: Cacheability;
  /** Why it is not `loose`; a short code such as `tools`, `multi-turn`, `sampling`. */
  readonly why: string | undefined;
  /** Only when `loose`. */
  readonly loose: LooseKey | undefined;
  readonly role: Role;
  /** The same for all requests of one conversation. */
  readonly session: string;
  /** The last message is a tool's result: the middle of an agent's loop. */
  readonly inToolLoop: boolean;
}

export interface LooseKey {
  /** SHA-256, hex, of everything but the last user text. Two prompts are compared only inside an equal partition. */
  readonly partition: string;
  /** The user's own words, without envelopes that assistants inject. */
  readonly text: string;
}

/* ---------------------------------------------------------------- errors */

/** The caller's request cannot be understood. Becomes a 4xx in its dialect. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

export type UpstreamReason =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'first-byte-timeout'
  | 'idle-timeout'
  | 'reset'
  | 'aborted'
  | 'garbage'
  | 'redirect';

/** The provider could not be reached or gave no reply. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  constructor(
    readonly reason: UpstreamReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** What the caller is told: 504 when the provider was too slow, 502 when it failed otherwise. */
  get status(): 502 | 504 {
    return this.reason.endsWith('timeout') ? 504 : 502;
  }
}
