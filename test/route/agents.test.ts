import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { Ending } from '../../src/proxy/wire.js';
import { tool } from '../fingerprint/make-prompt.js';
import { makeHouse, type Routing } from './house.js';

// An agent whose turns are chosen anew when its human speaks: what it has done so far counts.

type Step = readonly [given: string, result: string];
const minuteMs = 60_000;

/** A conversation that grows: what a human says, and the calls of tools behind it. */
class Work {
  readonly messages: JsonObject[] = [];
  #calls = 0;

  say(text: string): JsonObject {
    if (this.messages.length > 0) this.messages.push({ role: 'assistant', content: 'Done.' });
    this.messages.push({ role: 'user', content: text });
    return this.body();
  }

  does([given, result]: Step): JsonObject {
    const id = `c${(this.#calls += 1)}`;
    const called = { id, type: 'function', function: { name: 'f', arguments: given } };
    this.messages.push({ role: 'assistant', content: null, tool_calls: [called] });
    this.messages.push({ role: 'tool', tool_call_id: id, content: result });
    return this.body();
  }

  body(): JsonObject {
    return { model: 'big', messages: [...this.messages], tools: [tool] };
  }
}

const prices = {
  big: { input: 5_000_000, cachedInput: 500_000, cacheWrite: 6_250_000, output: 25_000_000 },
  'small-1': { input: 100_000, cachedInput: 10_000, cacheWrite: 125_000, output: 500_000 },
};

function agent(routing: Routing = {}) {
  let score = 0.1;
  const house = makeHouse({ agents: 'turns', tiers: { cheap: 'small-1' }, ...routing }, () => score);
  house.prices = prices;
  const work = new Work();
  const ask = (body: JsonObject) => {
    const plan = house.plan(body, { headers: { 'x-session-id': 's' } });
    house.settled(plan, { input: 0, cachedInput: 0, cacheWrite: 1_000, output: 100, reasoning: 0 });
    house.nowMs += 5_000;
    return { model: plan.target.model, reason: plan.reason };
  };
  return {
    house,
    work,
    turn: (at: number, text = 'And now the next one, please, as it stands in the list?') => {
      score = at;
      return ask(work.say(text));
    },
    loop: (steps: readonly Step[]) => steps.map(step => ask(work.does(step))),
  };
}

const error: Step = ['{"path":"a"}', 'Exit code 1'];
const same: Step = ['{"path":"a"}', 'nothing'];
const write = (n: number): Step => [`{"path":"a","new_string":"${n}"}`, 'done'];
const read = (n: number): Step => [`{"path":"${n}"}`, `text ${n}`];

describe('an agent whose work goes wrong', () => {
  test.each([
    ['errors', [error, ['{"path":"b"}', 'Exit code 2'], ['{"path":"c"}', 'Exit code 3']]],
    ['repeats', [same, same, same]],
    ['spinning', Array.from({ length: 12 }, (_, n) => read(n % 5))],
  ] as const)('by %s keeps its model through the loop, and goes up when its human speaks', (what, steps) => {
    const { turn, loop } = agent();
    expect(turn(0.1)).toEqual({ model: 'small-1', reason: 'gain-low' });
    expect(new Set(loop(steps).map(({ model }) => model))).toEqual(new Set(['small-1']));
    expect(turn(0.1)).toEqual({ model: 'big', reason: `stage-${what}` });
  });

  test('stays up whatever the next words score, until the provider has forgotten it', () => {
    const { turn, loop, house } = agent();
    turn(0.1);
    loop([same, same, same]);
    expect(turn(0.1).model).toBe('big');
    for (let n = 0; n < 3; n += 1) {
      loop([1, 2, 3, 4, 5, 6].map(at => read(10 * n + at)));
      house.nowMs += minuteMs;
      expect(turn(0.1)).toEqual({ model: 'big', reason: 'latched' });
    }
    house.nowMs += 6 * minuteMs;
    expect(turn(0.1)).toEqual({ model: 'small-1', reason: 'gain-low' });
  });

  test('stays up until it is summed up', () => {
    const { turn, loop, house, work } = agent();
    turn(0.1);
    loop([same, same, same]);
    expect(turn(0.1).model).toBe('big');
    const headers = { 'x-session-id': 's', 'x-interaction-type': 'conversation-compaction' };
    expect(house.plan(work.body(), { headers })).toMatchObject({
      reason: expect.stringMatching(/compaction|continuation|tool-loop/) as string,
    });
    work.messages.splice(0);
    expect(turn(0.1, 'What was done so far: much. Go on with the next file of the list, please.')).toEqual({
      model: 'small-1',
      reason: 'gain-low',
    });
  });

  test('stays where it is while the user lets no agent change', () => {
    const { turn, loop } = agent({ agents: 'stay' });
    expect(turn(0.1)).toEqual({ model: 'big', reason: 'tools' });
    loop([same, same, same]);
    expect(turn(0.1)).toEqual({ model: 'big', reason: 'tools' });
  });

  test('does not move past the user’s own rule', () => {
    const { turn, loop } = agent({ rules: [{ when: { model: 'big' }, use: 'cheap' }] });
    turn(0.1);
    loop([same, same, same]);
    expect(turn(0.1)).toEqual({ model: 'small-1', reason: 'rule' });
  });
});

describe('an agent whose work goes well', () => {
  test('needs less of a strong model while its changes arrive', () => {
    const landing = agent();
    landing.turn(0.4);
    landing.loop([write(1), write(2)]);
    expect(landing.turn(0.39).model).toBe('small-1');
    const looking = agent();
    looking.turn(0.4);
    looking.loop([read(1), read(2)]);
    expect(looking.turn(0.39).model).toBe('big');
  });

  test('moves up and down with what its human asks for, where that is what the user wants', () => {
    const { turn, loop } = agent();
    expect(turn(0.1).model).toBe('small-1');
    loop([read(1)]);
    expect(turn(0.9)).toEqual({ model: 'big', reason: 'gain-high' });
    loop([read(2)]);
    expect(turn(0.1)).toEqual({ model: 'small-1', reason: 'gain-low' });
  });

  test('comes down only when cold, where the user wants that', () => {
    const { turn, loop, house } = agent({ agents: 'cold' });
    expect(turn(0.1).model).toBe('small-1');
    loop([read(1)]);
    expect(turn(0.9).model).toBe('big');
    loop([read(2)]);
    expect(turn(0.1)).toEqual({ model: 'big', reason: 'same-chat' });
    house.nowMs += 6 * minuteMs;
    expect(turn(0.1).model).toBe('small-1');
  });
});

test('a conversation whose cheap answer was not trusted stays up while it is going on', () => {
  let score = 0.1;
  const house = makeHouse({ tiers: { cheap: 'small-1' }, downgradeInChat: true }, () => score);
  house.prices = prices;
  const messages: JsonObject[] = [{ role: 'user', content: 'Which of these two should we take, and why is that so?' }];
  const ask = () => house.plan({ model: 'big', messages: [...messages], max_tokens: 100 });
  const first = ask();
  expect(first).toMatchObject({ target: { model: 'small-1' }, trial: { on: 'judge' } });
  const ending = {
    ...({ status: 200, form: 'whole', body: Buffer.alloc(0), firstByteTick: 0, endTick: 0, outcome: 'ok' } as const),
    finding: {
      ...({
        model: undefined,
        end: 'complete',
        calledTools: false,
        refused: false,
        empty: false,
        answerChars: 9,
      } as const),
      usage: { input: 10, cachedInput: 0, cacheWrite: 0, output: 10, reasoning: 0 },
    },
  } satisfies Ending;
  const then = first.trial?.then ?? first.target;
  house.route.settled(first, [
    { target: first.target, ending, trust: { enough: false, confidence: 0.1, flaw: 'cut' } },
    { target: then, ending, trust: undefined },
  ]);
  messages.push(
    { role: 'assistant', content: 'Take the first.' },
    { role: 'user', content: 'And which of the others?' },
  );
  score = 0.2;
  expect(ask()).toMatchObject({ reason: 'latched', target: { model: 'big' } });
  house.nowMs += 6 * minuteMs;
  expect(ask()).toMatchObject({ reason: 'gain-low', target: { model: 'small-1' } });
});
