import { describe, expect, it } from 'vitest';
import { answer } from '../src/proxy/pipeline.js';
import type { Prompt } from '../src/proxy/prompt.js';
import type { Rooms } from '../src/proxy/pipeline.js';
import type { Recall } from '../src/proxy/rooms/recall.js';
import type { Settlement } from '../src/proxy/rooms/settlement.js';
import type { Ending, StoredReply } from '../src/proxy/wire.js';
import { fingerprint } from '../src/proxy/fingerprint/fingerprint.js';
import { chat, makePrompt } from './fingerprint/make-prompt.js';

const usage = { input: 1, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0 };
const finding = {
  usage,
  model: 'm',
  end: 'complete',
  calledTools: false,
  refused: false,
  empty: false,
  answerChars: 1,
} as const;
const body = Buffer.from('{"choices":[{"message":{"content":"from the provider"}}]}');
const prompt = makePrompt(chat([['user', 'How do I sort a list?']]));
const target = { provider: prompt.origin.provider, key: 'sk', model: 'gpt-4.1' };

/** Rooms that all work, but for those that a test breaks; the pipeline is what is tried, so they answer by script. */
function rooms(broken: Partial<Rooms> & { readonly recall?: Recall } = {}): { rooms: Rooms; settled: Settlement[] } {
  const settled: Settlement[] = [];
  const leave = { landed: () => undefined, failed: () => undefined };
  const parts: Rooms = {
    fingerprint,
    bounds: (_prompt, given) => ({ fingerprint: given, forModel: () => ({ edit: undefined, reason: undefined }) }),
    prefix: { plan: () => ({ edit: undefined, reason: 'no-breakpoints' }), note: () => undefined },
    cache: {
      recall: () =>
        Promise.resolve(
          broken.recall ?? {
            kind: 'miss',
            outcome: 'miss',
            reason: 'first-time',
            entryId: 'e',
            contentKey: () => 'c',
            lifetime: undefined,
            leave,
          },
        ),
    },
    redo: { isDue: () => false },
    shadow: { served: () => undefined, routed: () => undefined, close: () => undefined },
    paused: () => false,
    route: {
      plan: () => ({
        target,
        tier: undefined,
        acted: false,
        reason: 'mode-off',
        score: undefined,
        would: undefined,
        baseline: { model: 'gpt-4.1', provider: 'openai' },
      }),
      settled: () => ({ baseline: undefined, would: undefined }),
      wasMovedDown: () => false,
      trouble: () => undefined,
    },
    dispatch: (_prompt, _target, onEnd) => {
      const ending: Ending = { status: 200, form: 'whole', finding, body, firstByteTick: 1, endTick: 2, outcome: 'ok' };
      onEnd(ending);
      return Promise.resolve({ status: 200, headers: {}, body: { kind: 'whole', bytes: body } });
    },
    record: {
      settle: settlement => {
        settled.push(settlement);
        return {
          id: 'r',
          cache: settlement.cache,
          reason: settlement.reason,
          modelRequested: 'm',
          modelServed: 'm',
          similarity: null,
          cost: 1,
          saved: 0,
          demo: false,
        } as ReturnType<Rooms['record']['settle']>;
      },
      broke: () => undefined,
    },
    clock: { nowMs: () => 0, tickMs: () => 0 },
    newId: () => 'id',
    ...broken,
  };
  return { rooms: parts, settled };
}

describe('a prompt goes through', () => {
  it('when its fingerprint cannot be taken', async () => {
    const { rooms: broken, settled } = rooms({
      fingerprint: () => {
        throw new RangeError('a fault');
      },
    });
    const reply = await answer(prompt, broken);
    expect(reply.body).toEqual({ kind: 'whole', bytes: body });
    expect(settled[0]?.fingerprint).toMatchObject({ cacheability: 'never', why: 'fingerprint-fault' });
  });

  it('when the answer that was kept for it cannot be read', async () => {
    const kept: StoredReply = {
      dialect: 'openai-chat',
      form: 'whole',
      body: undefined as unknown as Buffer,
      usage,
      modelServed: 'm',
      providerServed: 'p',
    };
    const recall: Recall = {
      kind: 'hit',
      outcome: 'hit-exact',
      entryId: 'e',
      contentKey: () => 'c',
      lifetime: undefined,
      reply: kept,
      ageS: 1,
      similarity: 1,
      reason: 'hit-exact',
    };
    const { rooms: broken, settled } = rooms({ recall });
    const reply = await answer(prompt, broken);
    expect(reply.body).toEqual({ kind: 'whole', bytes: body });
    expect(settled).toHaveLength(1);
    expect(settled[0]?.cache).toBe('bypass');
  });

  it('untouched while Tuppence is paused: no room that could change it is asked', async () => {
    const asked = (room: string) => () => {
      throw new RangeError(`${room} was asked`);
    };
    const sent: Prompt[] = [];
    const { rooms: paused, settled } = rooms({
      paused: () => true,
      bounds: asked('bounds'),
      prefix: { plan: asked('prefix'), note: asked('prefix') },
      cache: { recall: asked('cache') },
      redo: { isDue: asked('redo') },
      dispatch: (dispatched, to, onEnd) => {
        sent.push(dispatched);
        return rooms().rooms.dispatch(dispatched, to, onEnd);
      },
    });
    const reply = await answer(prompt, paused);
    expect(reply.body).toEqual({ kind: 'whole', bytes: body });
    expect(sent[0]).toMatchObject({ untouched: true });
    expect(sent[0]?.raw).toBe(prompt.raw);
    expect(settled[0]).toMatchObject({ cache: 'bypass', cacheReason: 'paused' });
  });
});
