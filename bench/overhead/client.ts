import { Pool } from 'undici';
import { languages, type LanguageName } from './languages.js';

/** One timed request. */
export interface Sample {
  /** From just before it was handed to the pool to the first byte of the reply's body, milliseconds. */
  readonly firstByteMs: number;
  /** To the end of the body. */
  readonly totalMs: number;
  /** What `x-tuppence-cache` says; empty where there is no such header. */
  readonly outcome: string;
}

/** An endpoint under measurement, with connections of its own that stay open. */
export interface Endpoint {
  /** Rejects when the reply is not a whole 200. */
  send(dialect: LanguageName, body: Buffer): Promise<Sample>;
  close(): Promise<void>;
}

/** The request could not be measured: another status than 200, or a broken connection. */
export class SampleError extends Error {
  override readonly name = 'SampleError';
}

/** `base` is a base URL with its version, such as `http://127.0.0.1:4711/v1`. */
export function openEndpoint(base: string, headers: Readonly<Record<string, string>>): Endpoint {
  const { origin, pathname } = new URL(base);
  const pool = new Pool(origin, { connections: 16, pipelining: 1, keepAliveTimeout: 60_000 });
  const before = pathname.replace(/\/$/u, '');
  return {
    send: (dialect, body) => {
      const { path, headers: own } = languages[dialect];
      const sent = { 'content-type': 'application/json', ...own, ...headers };
      return timed(pool, before + path, sent, body);
    },
    close: () => pool.close(),
  };
}

function timed(pool: Pool, path: string, headers: Record<string, string>, body: Buffer): Promise<Sample> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let outcome = '';
    let firstByteMs = Number.NaN;
    const startTick = performance.now();
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, statusCode, replyHeaders) => {
          status = statusCode;
          const found = replyHeaders['x-tuppence-cache'];
          if (typeof found === 'string') outcome = found;
        },
        onResponseData: () => {
          if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - startTick;
        },
        onResponseEnd: () => {
          const totalMs = performance.now() - startTick;
          if (status === 200 && !Number.isNaN(firstByteMs)) resolve({ firstByteMs, totalMs, outcome });
          else reject(new SampleError(`status ${status}`));
        },
        onResponseError: (_controller, error) => reject(new SampleError(error.message)),
      },
    );
  });
}
