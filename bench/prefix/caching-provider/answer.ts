import type { Json, JsonObject } from '../../../src/proxy/prompt.js';

/** What a simulated provider says to one request. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** The same as the events of a stream; empty for errors, which never stream. */
  readonly events: readonly string[];
}

/** Answers one request by the provider's rules; `key` separates accounts. */
export interface SimulatedProvider {
  readonly path: string;
  answer(raw: Buffer, key: string): Answer;
}

/** Four characters to a token, counted block by block, so that a block costs the same wherever it stands. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** A text of a body nobody has checked; empty for anything else. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
