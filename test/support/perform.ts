import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Behaviour, Wire } from './behaviours.js';
import { chunkBodies, errorFor, wholeBody, type Occasion } from './completion.js';

// Carries a behaviour out on one reply. Stops quietly when the caller has gone.

export type Stage = Occasion & { readonly stream: boolean };

/** Resolves when the reply is over, or at once for a behaviour that never answers. */
export async function perform(behaviour: Behaviour, on: Stage, res: ServerResponse): Promise<void> {
  switch (behaviour.kind) {
    case 'ok':
      await behaviour.pace?.hold;
      if (behaviour.pace?.firstByteMs !== undefined) await sleep(behaviour.pace.firstByteMs);
      return on.stream ? okStream(behaviour, on, res) : okWhole(behaviour, on, res);
    case 'status': {
      const error = errorFor(behaviour.status);
      const body = behaviour.body ?? error.body;
      res.writeHead(behaviour.status, { ...jsonHead(on), ...error.headers, ...behaviour.headers, ...lengthOf(body) });
      res.end(body);
      return;
    }
    case 'hang':
      return;
    case 'reset':
      res.socket?.resetAndDestroy();
      return;
    case 'reset-mid-json': {
      const body = Buffer.from(wholeBody({}, on));
      res.writeHead(200, { ...jsonHead(on), ...lengthOf(body) });
      await write(res, body.subarray(0, body.length >> 1));
      res.socket?.resetAndDestroy();
      return;
    }
    case 'broken-stream':
      return brokenStream(behaviour, on, res);
    case 'garbage':
      res.writeHead(200, on.stream ? streamHead(on) : jsonHead(on));
      res.end(on.stream ? 'data: {"choices":[{"del\n\n\u0000\u0001<html>\n\n' : '<html>Bad Gateway</html>');
  }
}

async function okWhole(behaviour: Behaviour & { kind: 'ok' }, on: Stage, res: ServerResponse): Promise<void> {
  const plain = Buffer.from(wholeBody(behaviour.answer ?? {}, on));
  const zipped = behaviour.wire?.gzip === true;
  const body = zipped ? gzipSync(plain) : plain;
  const encoding = zipped ? { 'content-encoding': 'gzip' } : {};
  res.writeHead(200, { ...jsonHead(on), ...lengthOf(body), ...encoding, ...behaviour.headers });
  for (const part of split(body, [body], behaviour.wire)) await write(res, part);
  res.end();
}

async function okStream(behaviour: Behaviour & { kind: 'ok' }, on: Stage, res: ServerResponse): Promise<void> {
  const wire = behaviour.wire ?? {};
  const stall = behaviour.pace?.stall;
  const events = eventsOf(chunkBodies(behaviour.answer ?? {}, on), wire);
  const zipped = wire.gzip === true;
  res.writeHead(200, { ...streamHead(on), ...(zipped ? { 'content-encoding': 'gzip' } : {}), ...behaviour.headers });
  const all = Buffer.concat(events);
  const parts = zipped ? [gzipSync(all)] : split(all, events, wire);
  for (const [i, part] of parts.entries()) {
    if (i === stall?.afterEvents) await sleep(stall.ms);
    await write(res, part);
  }
  res.end();
}

async function brokenStream(
  behaviour: Behaviour & { kind: 'broken-stream' },
  on: Stage,
  res: ServerResponse,
): Promise<void> {
  const events = eventsOf(chunkBodies({}, on), {});
  res.writeHead(200, streamHead(on));
  for (const event of events.slice(0, behaviour.afterEvents)) await write(res, event);
  switch (behaviour.manner) {
    case 'cut':
      res.socket?.destroy();
      return;
    case 'clean-cut':
      break;
    case 'half-event': {
      const next = events[behaviour.afterEvents];
      if (next) await write(res, next.subarray(0, next.length >> 1));
      break;
    }
    case 'error-event':
      await write(res, Buffer.from(`data: ${JSON.stringify(JSON.parse(errorFor(500).body))}\n\n`));
  }
  res.end();
}

function eventsOf(bodies: readonly string[], wire: Wire): readonly Buffer[] {
  const eol = wire.lineEnd ?? '\n';
  const all = wire.done === false ? bodies : [...bodies, '[DONE]'];
  return all.map((body, i) => {
    const comment = wire.comments === true ? `: keep-alive ${i}${eol}${eol}` : '';
    const fields = wire.eventFields === true ? `event: message${eol}id: ${i}${eol}` : '';
    return Buffer.from(`${comment}${fields}data: ${body}${eol}${eol}`);
  });
}

function split(all: Buffer, events: readonly Buffer[], wire: Wire | undefined): readonly Buffer[] {
  if (wire?.write === 'one-write') return [all];
  if (wire?.write === 'bytewise') return Array.from(all, byte => Buffer.of(byte));
  return events;
}

/** Waits until the bytes have left and the event loop has turned, so that writes do not run together. */
async function write(res: ServerResponse, bytes: Buffer): Promise<void> {
  if (res.destroyed) return;
  await new Promise<void>(done => res.write(bytes, () => done()));
  await nextTurn();
}

function jsonHead(on: Stage): Record<string, string> {
  return { 'content-type': 'application/json', ...commonHead(on) };
}

function streamHead(on: Stage): Record<string, string> {
  return { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...commonHead(on) };
}

function commonHead(on: Stage): Record<string, string> {
  return {
    'x-request-id': `req_${on.n}`,
    'openai-processing-ms': '12',
    'openai-version': '2020-10-01',
    'x-ratelimit-remaining-tokens': '149984',
    'x-not-known-to-anyone': 'kept',
  };
}

function lengthOf(body: string | Buffer): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}
