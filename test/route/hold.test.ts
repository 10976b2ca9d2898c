import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { autoModel } from '../../src/proxy/rooms/plan.js';
import { tool } from '../fingerprint/make-prompt.js';
import { makeHouse, routingSettings } from './house.js';
import { easy, hard, middling } from './texts.js';

const call = {
  role: 'assistant',
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const result = { role: 'tool', tool_call_id: 'c', content: 'done' };

type Event =
  | { readonly kind: 'human'; readonly text: string; readonly route: 'cheap' | 'standard' | 'strong' | undefined }
  | { readonly kind: 'tool' }
  | { readonly kind: 'settings'; readonly mode: 'observe' | 'on'; readonly use: 'cheap' | 'strong' | undefined }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'side-job' };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('human' as const),
    text: fc.constantFrom(easy, middling, hard),
    route: fc.constantFrom(undefined, undefined, 'cheap' as const, 'standard' as const, 'strong' as const),
  }),
  fc.constant({ kind: 'tool' as const }),
  fc.record({
    kind: fc.constant('settings' as const),
    mode: fc.constantFrom('observe' as const, 'on' as const),
    use: fc.constantFrom(undefined, 'cheap' as const, 'strong' as const),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(3_600_000) }),
  fc.constant({ kind: 'side-job' as const }),
);

describe('inside a tool loop', () => {
  test.each(['big', 'small-1', autoModel])('the model never changes, whatever else happens (%s)', model => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), fc.boolean(), (events, withTools) => {
        const house = makeHouse();
        const more: JsonObject = withTools ? { tools: [tool] } : {};
        const headers = { 'x-session-id': 's' };
        const messages: JsonObject[] = [{ role: 'user', content: 'Begin.' }];
        const send = (route?: 'cheap' | 'standard' | 'strong'): string =>
          house.plan({ model, messages: [...messages], ...more }, { headers, controls: { route } }).target.model;
        let held = send();
        for (const step of events) {
          if (step.kind === 'human') {
            messages.push({ role: 'assistant', content: 'Done.' }, { role: 'user', content: step.text });
            held = send(step.route);
          } else if (step.kind === 'tool') {
            messages.push(call, result);
            expect(send()).toBe(held);
          } else if (step.kind === 'settings') {
            const rules = step.use === undefined ? [] : [{ when: { model: '*' }, use: step.use }];
            house.settings = routingSettings({ mode: step.mode, rules });
          } else if (step.kind === 'wait') {
            house.nowMs += step.ms;
          } else {
            const side = [
              { role: 'system', content: 'You are a title generator.' },
              { role: 'user', content: hard },
            ];
            house.plan({ model, messages: side }, { headers });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('two agents of one session hold to their own models', () => {
    const house = makeHouse();
    const headers = { 'x-session-id': 's' };
    const parent = [{ role: 'user', content: 'I am the parent.' }];
    const child = [{ role: 'user', content: 'I am the child.' }];
    house.plan({ model: 'big', messages: parent }, { headers, controls: { route: 'cheap' } });
    house.plan({ model: 'big', messages: child }, { headers, controls: { route: 'strong' } });
    const next = (begun: readonly JsonObject[]): string =>
      house.plan({ model: 'big', messages: [...begun, call, result] }, { headers }).target.model;
    expect([next(parent), next(child)]).toEqual(['small-1', 'large-1']);
  });

  test('a conversation whose client rewrites its beginning holds to its session', () => {
    const house = makeHouse();
    const headers = { 'x-session-id': 's' };
    house.plan(
      { model: 'big', messages: [{ role: 'user', content: '09:00 hi' }] },
      { headers, controls: { route: 'cheap' } },
    );
    const later = [{ role: 'user', content: '09:01 hi' }, call, result];
    expect(house.plan({ model: 'big', messages: later }, { headers }).target.model).toBe('small-1');
  });

  test('a model chosen by hand is taken at once', () => {
    const house = makeHouse();
    const messages = [{ role: 'user', content: 'hi' }];
    house.plan({ model: 'big', messages }, { controls: { route: 'cheap' } });
    const next = house.plan({ model: 'bigger', messages: [...messages, call, result] });
    expect(next.target.model).toBe('bigger');
  });

  test('the header and switching off come through', () => {
    const house = makeHouse();
    const messages = [{ role: 'user', content: 'hi' }];
    house.plan({ model: 'big', messages }, { controls: { route: 'cheap' } });
    const loop: JsonObject = { model: 'big', messages: [...messages, call, result] };
    expect(house.plan(loop, { controls: { route: 'strong' } }).target.model).toBe('large-1');
    house.settings = routingSettings({ mode: 'off' });
    expect(house.plan(loop)).toMatchObject({ reason: 'mode-off', target: { model: 'big' } });
  });
});

test('observe never acts on its own', () => {
  const body = fc.record({
    model: fc.constantFrom('big', 'small-1', 'large-1'),
    text: fc.constantFrom(easy, middling, hard),
    system: fc.constantFrom('', 'You are a title generator.', 'Suggest a branch name.'),
    loop: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(body, { maxLength: 12 }), requests => {
      const house = makeHouse({ mode: 'observe', rules: [{ when: { model: 'large-1' }, use: 'cheap' }] });
      for (const { model, text, system, loop } of requests) {
        const asked: JsonObject[] = [
          { role: 'system', content: system },
          { role: 'user', content: text },
        ];
        const plan = house.plan({ model, messages: loop ? [...asked, call, result] : asked });
        expect(plan).toMatchObject({ acted: false, target: { model, key: 'sk-test', provider: { name: 'openai' } } });
      }
    }),
  );
});

test('the header wins over everything', () => {
  const any = fc.record({
    model: fc.constantFrom('big', 'small-1', autoModel),
    mode: fc.constantFrom('off' as const, 'observe' as const, 'on' as const),
    route: fc.constantFrom('cheap' as const, 'standard' as const, 'strong' as const),
    loop: fc.boolean(),
    tools: fc.boolean(),
    rule: fc.boolean(),
  });
  const models = { cheap: 'small-1', standard: 'medium-1', strong: 'large-1' } as const;
  fc.assert(
    fc.property(any, ({ model, mode, route, loop, tools, rule }) => {
      const house = makeHouse({ mode, rules: rule ? [{ when: { model: '*' }, use: 'requested' }] : [] });
      const asked: JsonObject[] = [{ role: 'user', content: 'hi' }];
      house.plan({ model, messages: asked });
      const body = { model, messages: loop ? [...asked, call, result] : asked, ...(tools ? { tools: [tool] } : {}) };
      expect(house.plan(body, { controls: { route } })).toMatchObject({
        reason: 'header',
        tier: route,
        target: { model: models[route] },
      });
    }),
  );
});
