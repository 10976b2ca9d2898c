import { describe, expect, it } from 'vitest';
import { promptOf } from '../../bench/prefix/play.js';
import { requestsOf, type SessionShape } from '../../bench/prefix/sessions.js';
import { listRates } from '../../bench/prefix/list-prices.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import { anthropicCountTokens } from '../../src/proxy/dialects/anthropic-count-tokens.js';
import { makePrefix } from '../../src/proxy/prefix/prefix.js';
import type { InputRates } from '../../src/proxy/prefix/rates.js';
import type { JsonObject, Prompt } from '../../src/proxy/prompt.js';
import type { Target } from '../../src/proxy/rooms/plan.js';
import type { Usage } from '../../src/proxy/wire.js';

const usage = { input: 100, cachedInput: 0, cacheWrite: 9_000, output: 10, reasoning: 0 };

/** A room with a clock, asked with bodies. */
function house(ratesOf: (target: Target) => InputRates | undefined = ({ model }) => listRates(model)) {
  let atMs = 1_000_000;
  let count = 0;
  const clock = { nowMs: () => atMs, tickMs: () => atMs };
  const room = makePrefix({ clock, ratesOf });
  const asked = (body: JsonObject, changes: Partial<Prompt> = {}) => {
    const dialect = 'max_tokens' in body ? ('anthropic-messages' as const) : ('openai-chat' as const);
    const base = promptOf({ dialect, id: 'session' }, Buffer.from(JSON.stringify(body)), `r${++count}`, atMs);
    const prompt = { ...base, ...changes };
    const target = { provider: prompt.origin.provider, key: undefined, model: prompt.facts.model };
    return { prompt, print: fingerprint(prompt), target };
  };
  return {
    room,
    wait: (ms: number) => (atMs += ms),
    plan(body: JsonObject, changes?: Partial<Prompt>) {
      const { prompt, print, target } = asked(body, changes);
      const plan = room.plan(prompt, print, target);
      return { ...plan, prompt, sent: plan.edit?.(prompt.raw) ?? prompt.raw };
    },
    pass(body: JsonObject, used: Usage | undefined, changes?: Partial<Prompt>) {
      const { prompt, print, target } = asked(body, changes);
      room.plan(prompt, print, target);
      return room.note(prompt, print, target, used);
    },
  };
}

const shape: SessionShape = {
  dialect: 'anthropic-messages',
  model: 'claude-sonnet-4-5',
  id: 'session',
  program: 'p',
  marks: 'none',
  tools: 3,
  toolChars: 2_000,
  systemChars: 6_000,
  systemBlocks: false,
  thinks: true,
  turns: [{ gapMs: 0, userChars: 200, results: [400, 500], resultGapMs: 1_000, answerChars: 50 }],
};
const bodies = (changes: Partial<SessionShape> = {}) => requestsOf({ ...shape, ...changes }).map(({ body }) => body);
const marksIn = (bytes: Buffer) => bytes.toString().split('"cache_control"').length - 1;

describe('the plan', () => {
  it('marks the ends of tools and system, the last turn and the one before', () => {
    expect(marksIn(house().plan(bodies()[0]!).sent)).toBe(3);
    expect(marksIn(house().plan(bodies()[2]!).sent)).toBe(4);
  });

  it('bets no second time before it knows how the first bet ended', () => {
    const { plan, room } = house();
    const { prompt } = plan(bodies()[0]!);
    expect(plan(bodies()[1]!).reason).toBe('not-covered');
    room.note(
      prompt,
      fingerprint(prompt),
      { provider: prompt.origin.provider, key: undefined, model: shape.model },
      undefined,
    );
    expect(plan(bodies()[1]!).reason).toBe('breakpoints');
  });

  it('goes on marking when the first write was read', () => {
    const { pass, plan } = house();
    pass(bodies()[0]!, usage);
    const { sent } = plan(bodies()[1]!);
    const body = JSON.parse(sent.toString()) as { messages: { role: string; content: unknown }[] };
    expect(marksIn(sent)).toBe(4);
    expect(JSON.stringify(body.messages[0])).toContain('cache_control');
    expect(JSON.stringify(body.messages[1])).not.toContain('cache_control');
    expect(JSON.stringify(body.messages[2])).toContain('cache_control');
  });

  it.each([
    ['own-breakpoints', bodies({ marks: 'own' })[0]!],
    ['own-breakpoints', bodies({ marks: 'automatic' })[0]!],
    ['too-short', bodies({ toolChars: 10, systemChars: 10 })[0]!],
    ['too-short', bodies({ model: 'claude-haiku-4-5' })[0]!],
    ['no-repeat', bodies({ tools: 0, turns: [{ ...shape.turns[0]!, results: [] }] })[0]!],
    ['no-repeat', { ...bodies()[0]!, tool_choice: { type: 'tool', name: 'tool_0' } }],
    ['no-breakpoints', bodies({ dialect: 'openai-chat', model: 'gpt-4.1' })[0]!],
    ['no-breakpoints', { ...bodies()[0]!, model: 'another-model' }],
  ])('leaves a request alone: %s', (reason, body) => {
    const { plan } = house();
    const planned = plan(body);
    expect(planned).toMatchObject({ edit: undefined, reason });
    expect(planned.sent).toBe(planned.prompt.raw);
  });

  it('stakes nothing on a price that is not known', () => {
    expect(house(() => undefined).plan(bodies()[0]!)).toMatchObject({ edit: undefined, reason: 'unpriced' });
  });

  it('never touches a count of tokens', () => {
    const { plan, room } = house();
    expect(plan(bodies()[0]!, { dialect: anthropicCountTokens })).toMatchObject({ reason: 'no-breakpoints' });
    expect(room.findings()).toEqual([]);
  });

  it('lets the prompt go on as it came when something in here fails', () => {
    const broken = house(() => {
      throw new Error('no prices today');
    });
    expect(broken.plan(bodies()[0]!)).toMatchObject({ edit: undefined, reason: 'prefix-fault' });
    expect(broken.pass(bodies()[0]!, usage)).toBeUndefined();
  });

  it('marks what other conversations share once it has come by twice in five minutes', () => {
    const once = (at: number) => ({ ...bodies({ id: `s${at}` })[0]!, tool_choice: { type: 'any' } });
    const { plan, wait } = house();
    expect(plan(once(1)).reason).toBe('no-repeat');
    const { reason, sent } = plan(once(2));
    expect(reason).toBe('breakpoints');
    expect(marksIn(sent)).toBe(2);
    wait(300_000);
    expect(plan(once(3)).reason).toBe('no-repeat');
  });

  it('marks a chat from its second question on, while it goes on', () => {
    const turn = { gapMs: 0, userChars: 7_000, results: [], resultGapMs: 0, answerChars: 100 };
    const chat = bodies({ tools: 0, turns: [turn, turn, turn] });
    const { plan, wait } = house();
    expect(plan(chat[0]!).reason).toBe('no-repeat');
    wait(60_000);
    expect(plan(chat[1]!).reason).toBe('breakpoints');
    const late = house();
    late.plan(chat[0]!);
    late.wait(301_000);
    expect(late.plan(chat[1]!).reason).toBe('no-repeat');
  });
});

describe('the doctor', () => {
  const chat = (system: string, turns: number, more: JsonObject = {}): JsonObject => ({
    model: 'gpt-4.1',
    messages: [
      { role: 'system', content: `${system} ${'Help with code. '.repeat(600)}` },
      ...Array.from({ length: turns * 2 - 1 }, (_, at) => ({
        role: at % 2 === 0 ? 'user' : 'assistant',
        content: `turn ${at}`,
      })),
    ],
    ...more,
  });
  const used = (input: number, cachedInput: number) => ({ input, cachedInput, cacheWrite: 0, output: 5, reasoning: 0 });

  it('says what a time in front of everything cost', () => {
    const { pass, room } = house();
    expect(pass(chat('It is 10:15:00.', 1), used(2_400, 0))).toBeUndefined();
    expect(pass(chat('It is 10:15:09.', 2), used(2_420, 0))).toMatchObject({
      kind: 'date',
      section: 'system',
      where: 'messages[0] system',
      before: '10:15:00',
      after: '10:15:09',
      times: 1,
    });
    const [finding] = room.findings();
    // 2,400 tokens at $2.00 instead of $0.50 a million; the few before the time are not lost.
    expect(finding?.tokens).toBeGreaterThan(2_380);
    expect(finding?.tokens).toBeLessThan(2_400);
    expect(finding?.cost).toBe(Math.round(finding!.tokens * 1.5));
  });

  it('counts one finding for each conversation and kind', () => {
    const { pass, room } = house();
    for (let turn = 1; turn < 6; turn++) pass(chat(`It is 10:15:0${turn}.`, turn), used(2_400, 0));
    expect(room.findings()).toHaveLength(1);
    expect(room.findings()[0]).toMatchObject({ kind: 'date', times: 4, requestId: 'r5' });
  });

  it('finds it without a session of the client, whose prompt makes every request a new one', () => {
    const { pass } = house();
    pass(chat('It is 10:15:00.', 1), used(2_400, 0), { headers: {} });
    expect(pass(chat('It is 10:15:09.', 2), used(2_420, 0), { headers: {} })).toMatchObject({ kind: 'date' });
  });

  it('says nothing about conversations that go on, or that are others', () => {
    const { pass, room } = house();
    for (let turn = 1; turn < 4; turn++) pass(chat('Be brief.', turn), used(2_400, 0));
    pass(chat('Be brief.', 1), used(2_400, 0), { headers: { 'x-session-id': 'another' } });
    pass({ ...chat('Be kind.', 1), messages: [{ role: 'user', content: 'Something else.' }] }, used(50, 0));
    expect(room.findings()).toEqual([]);
  });

  it.each([
    ['the prefix would have been forgotten anyway', 300_000, used(2_400, 0), used(2_420, 0)],
    ['the prompt is too short to be kept', 0, used(900, 0), used(910, 0)],
    ['the provider read it all the same', 0, used(2_400, 0), used(20, 2_400)],
    ['usage is not known', 0, undefined, undefined],
  ])('charges nothing when %s', (_about, waitMs, first, second) => {
    const { pass, wait } = house();
    pass(chat('It is 10:15:00.', 1), first);
    wait(waitMs);
    expect(pass(chat('It is 10:15:09.', 2), second)).toMatchObject({ kind: 'date', tokens: 0, cost: 0 });
  });

  it('leaves the cost open where no price is known', () => {
    const { pass } = house(() => undefined);
    pass(chat('It is 10:15:00.', 1), used(2_400, 0));
    expect(pass(chat('It is 10:15:09.', 2), used(2_420, 0))).toMatchObject({ cost: null });
  });

  it('charges Anthropic only for what was written or read with breakpoints', () => {
    const [first, second] = bodies({ marks: 'own', systemBlocks: true }) as [JsonObject, JsonObject];
    const later = JSON.parse(JSON.stringify(second).replace('p system', 'q system')) as JsonObject;
    const charged = house();
    charged.pass(first, { ...usage, cacheWrite: 3_000 });
    expect(charged.pass(later, usage)!.tokens).toBeGreaterThan(1_000);
    const plain = house();
    plain.pass(first, { ...usage, cacheWrite: 0, input: 3_000 });
    expect(plain.pass(later, usage)).toMatchObject({ kind: 'text', where: 'system[0]', tokens: 0 });
  });

  it('sees that a conversation was replaced by a summary', () => {
    const { pass } = house();
    pass(chat('Be brief.', 4), used(2_400, 0));
    const summary = {
      ...chat('Be brief.', 1),
      messages: [
        (chat('Be brief.', 1)['messages'] as JsonObject[])[0]!,
        { role: 'user', content: 'Summary.' },
        { role: 'user', content: 'Go on.' },
      ],
    };
    expect(pass(summary, used(2_300, 2_000))).toMatchObject({ kind: 'turn-removed', section: 'messages' });
  });

  it('keeps the last hundred findings, the latest first', () => {
    const { pass, room } = house();
    for (let at = 0; at < 110; at++) {
      const headers = { 'x-session-id': `s${at}` };
      const about = (second: number): JsonObject => {
        const body = chat(`It is 10:15:0${second}.`, second);
        return {
          ...body,
          messages: (body['messages'] as JsonObject[]).map((one, i) =>
            i === 1 ? { ...one, content: `Task ${at}` } : one,
          ),
        };
      };
      pass(about(1), used(2_400, 0), { headers });
      pass(about(2), used(2_400, 0), { headers });
    }
    expect(room.findings()).toHaveLength(100);
    expect(room.findings()[0]?.requestId).toBe('r220');
  });
});

it('sets nothing while the user wants nothing set', () => {
  const clock = { nowMs: () => 0, tickMs: () => 0 };
  const room = makePrefix({ clock, ratesOf: ({ model }) => listRates(model), mayMark: () => false });
  const body = Buffer.from(JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 9, messages: [] }));
  const prompt = promptOf({ dialect: 'anthropic-messages', id: 'session' }, body, 'r1', 0);
  const target = { provider: prompt.origin.provider, key: undefined, model: prompt.facts.model };
  expect(room.plan(prompt, fingerprint(prompt), target)).toEqual({ edit: undefined, reason: 'switched-off' });
});
