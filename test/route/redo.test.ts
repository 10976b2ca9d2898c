import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { autoModel } from '../../src/proxy/rooms/plan.js';
import { chat, makePrompt, tool, type Changes } from '../fingerprint/make-prompt.js';
import { makeHouse, type Routing } from './house.js';
import { easy, hard } from './texts.js';

const headers = { 'x-session-id': 's' };
const session = fingerprint(makePrompt(chat([['user', easy]]), { headers })).session;

/** One request of the conversation that the user asked to hear the strong model on. */
function redone(routing: Routing, body: JsonObject, changes: Changes = {}) {
  const house = makeHouse(routing);
  house.redo.ask(session);
  return { house, plan: house.plan(body, { headers, ...changes }) };
}

describe('a conversation that the strong model shall go on with', () => {
  test.each(['off', 'observe', 'on'] as const)('goes there at its next human turn in mode %s, once', mode => {
    const { house, plan } = redone({ mode }, chat([['user', easy]], { model: 'big' }));
    expect(plan).toMatchObject({ reason: 'redo-strong', acted: true, tier: 'strong', target: { model: 'large-1' } });
    const again = house.plan(chat([['user', easy]], { model: 'big' }), { headers });
    expect(again.reason).not.toBe('redo-strong');
  });

  test.each<[what: string, Routing, model: string, goesTo: string]>([
    ['the model asked for where no strong tier is mapped', { tiers: { cheap: 'small-1' } }, 'big', 'big'],
    ['the model asked for where no tier is mapped', { tiers: {} }, 'big', 'big'],
    ['the highest tier where none was asked for', { tiers: { cheap: 'small-1' } }, autoModel, 'small-1'],
    ['the strong tier, also from a smaller model', {}, 'small-1', 'large-1'],
    ['the strong tier, whatever a rule says', { rules: [{ when: { model: '*' }, use: 'cheap' }] }, 'big', 'large-1'],
  ])('goes to %s', (_what, routing, model, goesTo) => {
    const { plan } = redone(routing, chat([['user', easy]], { model }));
    expect(plan).toMatchObject({ reason: 'redo-strong', target: { model: goesTo } });
  });

  test('waits through the loop that is under way, and through the jobs beside it', () => {
    const begin: JsonObject = { model: 'small-1', tools: [tool], messages: [{ role: 'user', content: 'Begin.' }] };
    const house = makeHouse();
    house.plan(begin, { headers });
    house.redo.ask(session);
    const call = {
      role: 'assistant',
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
    };
    const looping = [...(begin['messages'] as JsonObject[]), call, { role: 'tool', tool_call_id: 'c', content: 'ok' }];
    expect(house.plan({ ...begin, messages: looping }, { headers })).toMatchObject({ reason: 'tool-loop' });
    const title = [{ role: 'system', content: 'You are a title generator.' }, ...(begin['messages'] as JsonObject[])];
    expect(house.plan({ model: 'small-1', messages: title }, { headers })).toMatchObject({ reason: 'role-title' });
    const human = [...looping, { role: 'assistant', content: 'Done.' }, { role: 'user', content: hard }];
    expect(house.plan({ ...begin, messages: human }, { headers })).toMatchObject({ reason: 'redo-strong' });
    // The loop that this turn begins stays where it began.
    expect(house.plan({ ...begin, messages: [...human, ...looping.slice(1)] }, { headers })).toMatchObject({
      reason: 'tool-loop',
      target: { model: 'large-1' },
    });
  });

  test('waits while a request names its own tier', () => {
    const { house, plan } = redone({}, chat([['user', easy]]), { controls: { route: 'cheap' } });
    expect(plan.reason).toBe('header');
    expect(house.plan(chat([['user', easy]]), { headers })).toMatchObject({ reason: 'redo-strong' });
  });

  test('is no other conversation', () => {
    const { house } = redone({}, chat([['user', easy]]), { headers: { 'x-session-id': 'another' } });
    expect(
      house.redo.isDue(
        makePrompt(chat([['user', easy]]), { headers }),
        fingerprint(makePrompt(chat([['user', easy]]), { headers })),
      ),
    ).toBe(true);
  });

  test('is forgotten when a thousand others were asked for since', () => {
    const house = makeHouse();
    house.redo.ask(session);
    for (let n = 0; n < 1_024; n += 1) house.redo.ask(`other ${n}`);
    expect(house.plan(chat([['user', easy]]), { headers }).reason).not.toBe('redo-strong');
  });
});
