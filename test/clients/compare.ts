import { expect } from 'vitest';
import { firstDifference } from './first-difference.js';
import type { ProgramEnd } from './run-program.js';
import type { Seen } from './upstreams/provider.js';

/** One run of a task, with all that differs between any two runs taken out. */
export interface Run {
  readonly end: ProgramEnd;
  readonly requests: readonly Seen[];
  /** Hosts that the client wanted to reach besides its provider; none of them was. */
  readonly strayed: readonly string[];
}

/**
 * The client noticed nothing of Tuppence, and neither did the provider: output, requests, bodies, headers.
 */
export function expectSame(direct: Run, through: Run): void {
  expect(direct.end.code, direct.end.stderr + direct.end.stdout).toBe(0);
  expect(through.end.code, through.end.stderr + through.end.stdout).toBe(0);
  expect(firstDifference(withoutEmptyUsage(direct.end.stdout), withoutEmptyUsage(through.end.stdout))).toBeUndefined();
  expect(through.requests.map(lineOf)).toEqual(direct.requests.map(lineOf));
  for (const [i, sent] of direct.requests.entries()) {
    const arrived = through.requests[i]!;
    expect(firstDifference(sent.body, withoutUsageWish(arrived.body, sent.body))).toBeUndefined();
    expect(arrived.headers).toEqual(sent.headers);
  }
}

/** Takes out what differs between any two runs of a client: its own folders and addresses, and what it makes up anew. */
export function maskFor(own: readonly string[], varies: readonly RegExp[]): (text: string) => string {
  return text => {
    const placed = own.reduce((rest, one) => rest.replaceAll(one, '<own>'), text);
    return varies.reduce((rest, pattern) => rest.replace(pattern, '<varies>'), placed);
  };
}

/** A request without the headers of one connection or of one key, which say nothing about it. */
export function comparable(request: Seen, mask: (text: string) => string): Seen {
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    ofConnection.has(name) || value === undefined ? [] : [[name, mask(String(value))] as const],
  );
  return { ...request, url: mask(request.url), headers: Object.fromEntries(headers), body: mask(request.body) };
}

const ofConnection: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'authorization',
  'x-api-key',
]);

function lineOf(request: Seen): string {
  return `${request.method} ${request.url}`;
}

/** Takes out the one thing that Tuppence adds: the wish for usage, in streams of clients that have not got it. */
function withoutUsageWish(arrived: string, sent: string): string {
  const wish = '"stream_options":{"include_usage":true},';
  return sent.includes('"include_usage"') ? arrived : arrived.replace(wish, '');
}

/** Asked for usage, OpenAI puts `"usage":null` into every chunk but the last. Those go on to the client as they came. */
function withoutEmptyUsage(stdout: string): string {
  return stdout.replaceAll(',"usage":null', '');
}
