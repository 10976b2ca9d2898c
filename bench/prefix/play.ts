import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { readControls } from '../../src/proxy/intake/controls.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { PrefixRoom } from '../../src/proxy/prefix/prefix.js';
import type { Prompt } from '../../src/proxy/prompt.js';
import type { Target } from '../../src/proxy/rooms/plan.js';
import type { Usage } from '../../src/proxy/wire.js';
import { inputCostUsd } from './list-prices.js';
import { requestsOf, type SessionShape } from './sessions.js';

/** Sends bytes to the provider of a dialect and gives back the whole reply. */
export type Send = (dialect: SessionShape['dialect'], raw: Buffer) => Promise<Buffer>;

/** What the input of one conversation came to. */
export interface Played {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly costUsd: number;
  readonly requests: number;
  readonly edited: number;
  /** Requests behind the first one that wrote to the cache: those that could read what it wrote. */
  readonly behindWrite: number;
}

/** A clock that a run turns by hand. */
export interface HandClock {
  atMs: number;
}

/** Plays one conversation, with a prefix room in between or without. */
export async function play(
  shape: SessionShape,
  send: Send,
  clock: HandClock,
  room: PrefixRoom | undefined,
): Promise<Played> {
  let played: Played = { inputTokens: 0, cachedTokens: 0, costUsd: 0, requests: 0, edited: 0, behindWrite: 0 };
  let wrote = false;
  for (const [at, { gapMs, body }] of requestsOf(shape).entries()) {
    clock.atMs += gapMs;
    const prompt = promptOf(shape, Buffer.from(JSON.stringify(body)), `${shape.id}-${at}`, clock.atMs);
    const print = fingerprint(prompt);
    const target: Target = { provider: prompt.origin.provider, key: undefined, model: shape.model };
    const plan = room?.plan(prompt, print, target);
    const sent = plan?.edit?.(prompt.raw) ?? prompt.raw;
    const { usage } = prompt.dialect.readWhole(await send(shape.dialect, sent));
    if (usage === undefined)
      throw new Error(`${shape.id}: refused with breakpoints set by ${plan?.reason ?? 'the client'}`);
    room?.note(prompt, print, target, usage);
    played = sum(played, usage, shape.model, sent !== prompt.raw, wrote);
    wrote ||= usage.cacheWrite > 0;
  }
  return played;
}

function sum(played: Played, usage: Usage, model: string, edited: boolean, wroteBefore: boolean): Played {
  return {
    inputTokens: played.inputTokens + usage.input + usage.cachedInput + usage.cacheWrite,
    cachedTokens: played.cachedTokens + usage.cachedInput,
    costUsd: played.costUsd + inputCostUsd(model, usage),
    requests: played.requests + 1,
    edited: played.edited + (edited ? 1 : 0),
    behindWrite: played.behindWrite + (wroteBefore ? 1 : 0),
  };
}

/** A prompt as the door would build it. */
export function promptOf(
  shape: Pick<SessionShape, 'dialect' | 'id'>,
  raw: Buffer,
  id: string,
  receivedMs: number,
): Prompt {
  const dialect = shape.dialect === 'openai-chat' ? openaiChat : anthropicMessages;
  const body = JSON.parse(raw.toString('utf8')) as Prompt['body'];
  const provider = {
    name: 'simulated',
    url: 'http://127.0.0.1:1/v1',
    auth: 'x-api-key',
    dialects: [dialect.name],
  } as const;
  return {
    id,
    receivedMs,
    startTick: 0,
    dialect,
    path: dialect.paths[0] ?? '',
    query: '',
    headers: { 'x-session-id': shape.id },
    raw,
    body,
    facts: dialect.read(body),
    controls: readControls({}),
    client: 'simulated',
    origin: { provider, auth: 'x-api-key', key: undefined, tenant: 'tenant' },
    signal: new AbortController().signal,
  };
}
