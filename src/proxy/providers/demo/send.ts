import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { streamedReply, tokensPerChunk, wholeReply, type Completion } from './completion.js';
import type { DemoModel } from './models.js';

/** How a reply leaves: in which mode, how fast, and whether it breaks off half-way. */
interface Delivery {
  readonly stream: boolean;
  readonly wantsUsage: boolean;
  /** The speed to keep; undefined sends everything at once. */
  readonly speed: DemoModel | undefined;
  readonly cut: boolean;
}

/** Writes the reply and ends the response, or destroys it where the reply is to be cut. */
export async function deliver(response: ServerResponse, completion: Completion, delivery: Delivery): Promise<void> {
  if (delivery.speed !== undefined) await pause(delivery.speed.firstByteMs);
  if (delivery.stream) await sendStream(response, completion, delivery);
  else await sendWhole(response, completion, delivery);
}

/** Waits without keeping the process alive. */
export async function pause(ms: number): Promise<void> {
  await wait(ms, undefined, { ref: false });
}

async function sendWhole(response: ServerResponse, completion: Completion, { speed, cut }: Delivery): Promise<void> {
  if (speed !== undefined) await pause((completion.usage.completion / speed.tokensPerS) * 1_000);
  const body = JSON.stringify(wholeReply(completion));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  finish(response, cut ? body.slice(0, body.length / 2) : body, cut);
}

async function sendStream(response: ServerResponse, completion: Completion, delivery: Delivery): Promise<void> {
  const { speed, cut } = delivery;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  const whole = streamedReply(completion, delivery.wantsUsage);
  const events = cut ? whole.slice(0, whole.length / 2) : whole;
  if (speed === undefined) {
    finish(response, events.join(''), cut);
    return;
  }
  for (const event of events) {
    if (response.destroyed) return;
    response.write(event);
    await pause((tokensPerChunk / speed.tokensPerS) * 1_000);
  }
  finish(response, '', cut);
}

function finish(response: ServerResponse, rest: string, cut: boolean): void {
  if (!cut) response.end(rest);
  else if (rest === '') response.destroy();
  else response.write(rest, () => response.destroy());
}
