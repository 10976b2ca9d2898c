import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/protocol/settings.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { autoModel } from '../../src/proxy/rooms/plan.js';
import { chat, makePrompt, tool, type Changes } from '../fingerprint/make-prompt.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import { openRedo } from '../../src/proxy/route/redo.js';
import { makeRoute } from '../../src/proxy/route/route.js';
import { makeHouse, routingSettings, threeTiers, type Routing } from './house.js';
import { easy, hard, middling } from './texts.js';

const ask = (model: string, text: string, more: JsonObject = {}): JsonObject =>
  chat([['user', text]], { model, ...more });
const title = (model: string): JsonObject =>
  chat(
    [
      ['system', 'You are a title generator.'],
      ['user', hard],
    ],
    { model },
  );
const call = {
  role: 'assistant',
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const result = { role: 'tool', tool_call_id: 'c', content: 'done' };
const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } };
const inLoop = (model: string, text: string): JsonObject => ({
  model,
  messages: [{ role: 'user', content: text }, call, result],
});

interface Row {
  readonly reason: string;
  readonly model: string;
  readonly body: JsonObject;
  readonly routing?: Routing;
  readonly changes?: Changes;
}

const rows: readonly Row[] = [
  // The header, in every mode.
  { reason: 'header', model: 'small-1', body: ask('big', hard), changes: { controls: { route: 'cheap' } } },
  { reason: 'header', model: 'large-1', body: ask('small-1', easy), changes: { controls: { route: 'strong' } } },
  {
    reason: 'header',
    model: 'small-1',
    body: ask('big', hard, { tools: [tool] }),
    changes: { controls: { route: 'cheap' } },
  },
  { reason: 'header', model: 'small-1', body: inLoop('big', hard), changes: { controls: { route: 'cheap' } } },
  {
    reason: 'header',
    model: 'small-1',
    body: ask('big', hard),
    changes: { controls: { route: 'cheap' } },
    routing: { mode: 'off' },
  },
  {
    reason: 'header',
    model: 'small-1',
    body: ask('big', hard),
    changes: { controls: { route: 'cheap' } },
    routing: { mode: 'observe' },
  },
  { reason: 'header-off', model: 'big', body: ask('big', easy), changes: { controls: { route: 'off' } } },
  { reason: 'header-off', model: 'large-1', body: ask(autoModel, easy), changes: { controls: { route: 'off' } } },
  {
    reason: 'header-unmapped',
    model: 'big',
    body: ask('big', easy),
    changes: { controls: { route: 'cheap' } },
    routing: { tiers: { strong: 's' } },
  },
  // Modes and what is mapped.
  { reason: 'mode-off', model: 'big', body: ask('big', easy), routing: { mode: 'off' } },
  {
    reason: 'mode-off',
    model: 'big',
    body: ask('big', easy),
    routing: { mode: 'off', rules: [{ when: { model: 'big' }, use: 'cheap' }] },
  },
  { reason: 'no-tiers', model: 'big', body: ask('big', easy), routing: { tiers: {} } },
  { reason: 'tier-unusable', model: 'big', body: ask('big', easy), routing: { tiers: { cheap: 'keyless:x' } } },
  { reason: 'tier-unusable', model: 'big', body: ask('big', easy), routing: { tiers: { cheap: 'foreign:x' } } },
  // Rules.
  {
    reason: 'rule',
    model: 'small-1',
    body: ask('big', hard),
    routing: { rules: [{ when: { model: 'b*' }, use: 'cheap' }] },
  },
  {
    reason: 'rule',
    model: 'large-1',
    body: ask('small-1', easy),
    routing: { rules: [{ when: { model: 'small-1' }, use: 'strong' }] },
  },
  {
    reason: 'rule',
    model: 'big',
    body: ask('big', easy),
    routing: { rules: [{ when: { client: 'cline' }, use: 'requested' }] },
    changes: { client: 'cline' },
  },
  {
    reason: 'rule',
    model: 'medium-1',
    body: ask('big', easy),
    routing: { rules: [{ when: { feature: 'docs' }, use: 'standard' }] },
    changes: { controls: { feature: 'docs' } },
  },
  {
    reason: 'rule',
    model: 'medium-1',
    body: title('big'),
    routing: { rules: [{ when: { role: 'title' }, use: 'standard' }] },
  },
  {
    reason: 'rule',
    model: 'small-1',
    body: inLoop('big', hard),
    routing: { rules: [{ when: { model: 'big' }, use: 'cheap' }] },
  },
  {
    reason: 'gain-low',
    model: 'small-1',
    body: ask('big', easy),
    routing: { rules: [{ when: { client: 'a', model: 'big' }, use: 'strong' }] },
  },
  {
    reason: 'rule',
    model: 'medium-1',
    body: ask('big', easy),
    routing: {
      rules: [
        { when: { model: 'big' }, use: 'standard' },
        { when: { model: '*' }, use: 'strong' },
      ],
    },
  },
  {
    reason: 'rule-unmapped',
    model: 'big',
    body: ask('big', easy),
    routing: { tiers: { strong: 's' }, rules: [{ when: { model: 'big' }, use: 'cheap' }] },
  },
  // What must stay.
  { reason: 'tool-loop', model: 'big', body: inLoop('big', easy) },
  { reason: 'server-state', model: 'big', body: ask('big', easy, { previous_response_id: 'r' }) },
  {
    reason: 'continuation',
    model: 'big',
    body: chat(
      [
        ['user', easy],
        ['assistant', 'A sema'],
      ],
      { model: 'big' },
    ),
  },
  { reason: 'continuation', model: 'big', body: ask('big', '<system-reminder>\nGo on.\n</system-reminder>') },
  { reason: 'continuation', model: 'big', body: chat([], { model: 'big' }) },
  { reason: 'tools', model: 'big', body: ask('big', easy, { tools: [tool] }) },
  {
    reason: 'media',
    model: 'big',
    body: { model: 'big', messages: [{ role: 'user', content: [{ type: 'text', text: easy }, image] }] },
  },
  { reason: 'media', model: 'big', body: { model: 'big', messages: [{ role: 'user', content: [image] }] } },
  { reason: 'seed', model: 'big', body: ask('big', easy, { seed: 1 }) },
  {
    reason: 'role-compaction',
    model: 'big',
    body: ask('big', easy),
    changes: { headers: { 'x-interaction-type': 'conversation-compaction' } },
  },
  {
    reason: 'structured',
    model: 'big',
    body: ask('big', easy, { response_format: { type: 'json_object' }, stream: true }),
  },
  // What the user says a model can do.
  {
    reason: 'gain-low',
    model: 'small-1',
    body: ask('big', easy, { response_format: { type: 'json_object' } }),
  },
  {
    reason: 'structured',
    model: 'big',
    body: ask('big', easy, { response_format: { type: 'json_object' } }),
    routing: { tiers: { cheap: 'small-1' }, abilities: { cheap: { schema: false } } },
  },
  {
    reason: 'gain-low',
    model: 'small-1',
    body: ask('big', easy, { response_format: { type: 'json_object' }, stream: true }),
    routing: { abilities: { cheap: { schema: true } } },
  },
  {
    reason: 'gain-low',
    model: 'medium-1',
    body: { model: 'big', messages: [{ role: 'user', content: [{ type: 'text', text: easy }, image] }] },
    routing: { abilities: { standard: { images: true } } },
  },
  {
    reason: 'window',
    model: 'big',
    body: ask('big', hard),
    routing: {
      cheapBelow: 1,
      strongFrom: 1,
      tiers: { cheap: 'small-1' },
      abilities: { cheap: { contextTokens: 4_000 } },
    },
  },
  {
    reason: 'gain-low',
    model: 'medium-1',
    body: ask('big', hard),
    routing: { cheapBelow: 1, strongFrom: 1, abilities: { cheap: { contextTokens: 4_000 } } },
  },
  // An agent keeps its model, unless the user says that it may change when a human speaks.
  {
    reason: 'gain-low',
    model: 'small-1',
    body: ask('big', easy, { tools: [tool] }),
    routing: { agents: 'turns' },
  },
  {
    reason: 'tools',
    model: 'big',
    body: ask('big', easy, { tools: [tool] }),
    routing: { agents: 'turns', tiers: { cheap: 'small-1' }, abilities: { cheap: { tools: false } } },
  },
  { reason: 'tool-loop', model: 'big', body: inLoop('big', easy), routing: { agents: 'turns' } },
  // The ceiling falls only by the user's own word.
  { reason: 'gain-high', model: 'large-1', body: ask('medium-1', hard), routing: { ceiling: 'none' } },
  { reason: 'gain-low', model: 'small-1', body: ask('medium-1', easy), routing: { ceiling: 'none' } },
  // The local tier, for its own jobs only.
  {
    reason: 'local-task',
    model: 'qwen3:8b',
    body: ask('big', 'Classify this ticket: the app crashes.'),
    routing: { tiers: { local: 'local:qwen3:8b' } },
  },
  {
    reason: 'local-task',
    model: 'qwen3:8b',
    body: ask('big', hard),
    routing: { tiers: { local: 'local:qwen3:8b' } },
    changes: { controls: { feature: 'translation' } },
  },
  {
    reason: 'gain-low',
    model: 'small-1',
    body: ask('big', easy),
    routing: { tiers: { local: 'local:qwen3:8b', cheap: 'small-1' } },
  },
  {
    reason: 'gain-low',
    model: 'small-1',
    body: ask('big', 'Classify this ticket.'),
    routing: { localTasks: [], tiers: { local: 'local:qwen3:8b', cheap: 'small-1' } },
  },
  // Small jobs.
  { reason: 'role-title', model: 'small-1', body: title('big') },
  { reason: 'role-title', model: 'medium-1', body: title('big'), routing: { tiers: { standard: 'medium-1' } } },
  { reason: 'role-title', model: 'small-1', body: title('small-1') },
  { reason: 'role-title', model: 'gpt-nano', body: title('gpt-nano') },
  { reason: 'role-title', model: 'small-1', body: title(autoModel) },
  { reason: 'role-commit', model: 'small-1', body: ask('big', 'Write a commit message.\ndiff --git a b') },
  {
    reason: 'role-branch',
    model: 'small-1',
    body: chat(
      [
        ['system', 'Suggest a branch name.'],
        ['user', hard],
      ],
      { model: 'big' },
    ),
  },
  {
    reason: 'role-classifier',
    model: 'small-1',
    body: ask('big', hard, {
      response_format: { type: 'json_schema', json_schema: { schema: { properties: { intent: {} } } } },
    }),
  },
  // The score: only down from a named model.
  { reason: 'gain-low', model: 'small-1', body: ask('big', easy) },
  { reason: 'gain-mid', model: 'medium-1', body: ask('big', middling) },
  { reason: 'gain-high', model: 'big', body: ask('big', hard) },
  { reason: 'gain-low', model: 'small-1', body: ask('large-1', easy) },
  { reason: 'gain-high', model: 'large-1', body: ask('large-1', hard) },
  { reason: 'gain-mid', model: 'medium-1', body: ask('medium-1', middling) },
  { reason: 'ceiling', model: 'medium-1', body: ask('medium-1', hard) },
  { reason: 'gain-low', model: 'small-1', body: ask('small-1', easy) },
  { reason: 'ceiling', model: 'small-1', body: ask('small-1', middling) },
  { reason: 'ceiling', model: 'small-1', body: ask('small-1', hard) },
  { reason: 'small-model', model: 'gpt-5-mini', body: ask('gpt-5-mini', easy) },
  {
    reason: 'gain-low',
    model: 'medium-1',
    body: ask('large-1', easy),
    routing: { tiers: { standard: 'medium-1', strong: 'large-1' } },
  },
  {
    reason: 'ceiling',
    model: 'large-1',
    body: ask('large-1', middling),
    routing: { tiers: { cheap: 'small-1', strong: 'large-1' } },
  },
  // No model named: all tiers are open, whatever the mode.
  { reason: 'gain-low', model: 'small-1', body: ask(autoModel, easy) },
  { reason: 'gain-mid', model: 'medium-1', body: ask(autoModel, middling) },
  { reason: 'gain-high', model: 'large-1', body: ask(autoModel, hard) },
  { reason: 'gain-low', model: 'small-1', body: ask(autoModel, easy), routing: { mode: 'off' } },
  { reason: 'gain-low', model: 'small-1', body: ask(autoModel, easy), routing: { mode: 'observe' } },
  {
    reason: 'gain-mid',
    model: 'large-1',
    body: ask(autoModel, middling),
    routing: { tiers: { cheap: 'small-1', strong: 'large-1' } },
  },
  {
    reason: 'gain-high',
    model: 'medium-1',
    body: ask(autoModel, hard),
    routing: { tiers: { cheap: 'small-1', standard: 'medium-1' } },
  },
  { reason: 'tools', model: 'large-1', body: ask(autoModel, easy, { tools: [tool] }) },
  { reason: 'auto-unmapped', model: autoModel, body: ask(autoModel, easy), routing: { tiers: {} } },
  { reason: 'auto-unmapped', model: autoModel, body: ask(autoModel, easy), routing: { tiers: { cheap: 'keyless:x' } } },
  // The thresholds are live.
  { reason: 'gain-high', model: 'big', body: ask('big', easy), routing: { cheapBelow: 0, strongFrom: 0 } },
  { reason: 'gain-low', model: 'small-1', body: ask('big', hard), routing: { cheapBelow: 1, strongFrom: 1 } },
];

test.each(rows.map((row, index) => ({ ...row, index })))('$index: $reason sends it to $model', row => {
  const plan = makeHouse(row.routing).plan(row.body, row.changes);
  expect({ reason: plan.reason, model: plan.target.model }).toEqual({ reason: row.reason, model: row.model });
  expect(plan.acted).toBe(row.model !== row.body['model']);
});

describe('a tier', () => {
  const target = (cheap: string): object => {
    const { provider, key, model } = makeHouse({ tiers: { cheap } }).plan(ask('big', easy)).target;
    return { provider: provider.name, key, model };
  };
  test('is a model of the request’s own provider, with the request’s own key', () => {
    expect(target('small-1')).toEqual({ provider: 'openai', key: 'sk-test', model: 'small-1' });
    expect(target('openai:small-1')).toEqual({ provider: 'openai', key: 'sk-test', model: 'small-1' });
  });
  test('may name another provider before its first colon', () => {
    expect(target('local:qwen3:8b')).toEqual({ provider: 'local', key: undefined, model: 'qwen3:8b' });
  });
  test('may have a colon in its model’s name', () => {
    expect(target('qwen3:8b')).toEqual({ provider: 'openai', key: 'sk-test', model: 'qwen3:8b' });
  });
  test('of another provider uses that provider’s key, never the caller’s', () => {
    const plan = makeHouse({ tiers: { cheap: 'openai:small-1' } }).plan(ask('big', easy), {
      origin: {
        provider: { name: 'demo', url: 'http://127.0.0.1:8', auth: 'none', dialects: ['openai-chat'] },
        key: 'own',
      },
    });
    expect(plan.target).toMatchObject({ key: 'sk-other', model: 'small-1' });
  });
});

describe('observe', () => {
  test('says what would have been done, and does not do it', () => {
    const plan = makeHouse({ mode: 'observe' }).plan(ask('big', easy));
    expect(plan).toMatchObject({
      acted: false,
      reason: 'gain-low',
      target: { model: 'big', key: 'sk-test' },
      tier: undefined,
      would: { model: 'small-1', provider: 'openai', tier: 'cheap' },
      baseline: { model: 'big', provider: 'openai' },
    });
    expect(plan.score).toBeLessThan(0.35);
  });

  test('says nothing where nothing would have been done', () => {
    expect(makeHouse({ mode: 'observe' }).plan(ask('big', hard)).would).toBeUndefined();
  });

  test('says inside a tool loop what its beginning would have been', () => {
    const house = makeHouse({ mode: 'observe', rules: [{ when: { model: 'big' }, use: 'standard' }] });
    house.plan(ask('big', easy));
    expect(house.plan(inLoop('big', easy))).toMatchObject({
      acted: false,
      reason: 'tool-loop',
      target: { model: 'big' },
      would: { model: 'medium-1' },
    });
  });
});

describe('what a saving is measured against', () => {
  test.each([
    ['big', 'big', threeTiers],
    [autoModel, 'large-1', threeTiers],
    [autoModel, 'small-1', { cheap: 'small-1' }],
  ])('for %s it is %s', (model, baseline, tiers) => {
    expect(makeHouse({ tiers }).plan(ask(model, easy)).baseline).toEqual({ model: baseline, provider: 'openai' });
  });
});

describe('a long conversation', () => {
  const talk = (text: string, length: number): JsonObject =>
    chat(
      [
        ['user', 'Begin.'],
        ['assistant', 'x'.repeat(length)],
        ['user', text],
      ],
      { model: 'big' },
    );

  test('does not move down behind its user’s back', () => {
    const house = makeHouse();
    house.plan(chat([['user', 'Begin.']], { model: 'big' }), { controls: { route: 'off' } });
    expect(house.plan(talk(easy, 1_000))).toMatchObject({ reason: 'same-chat', target: { model: 'big' } });
  });

  test('moves down within itself where the user allows it', () => {
    const house = makeHouse({ downgradeInChat: true });
    house.plan(chat([['user', 'Begin.']], { model: 'big' }), { controls: { route: 'off' } });
    expect(house.plan(talk(easy, 1_000))).toMatchObject({ reason: 'gain-low', target: { model: 'small-1' } });
  });

  test('does not move down while the provider holds its beginning', () => {
    const house = makeHouse({ downgradeInChat: true });
    house.plan(chat([['user', 'Begin.']], { model: 'big' }), { controls: { route: 'off' } });
    expect(house.plan(talk(easy, 50_000))).toMatchObject({ reason: 'warm-prefix', target: { model: 'big' } });
  });

  test('does not move down when nobody knows what the provider holds', () => {
    expect(makeHouse().plan(talk(easy, 50_000))).toMatchObject({ reason: 'warm-prefix', target: { model: 'big' } });
  });

  test('moves down once the provider has forgotten it', () => {
    const house = makeHouse();
    house.plan(talk(hard, 50_000));
    house.nowMs += 5 * 60_000 + 1;
    expect(house.plan(talk(easy, 50_000))).toMatchObject({ reason: 'gain-low', target: { model: 'small-1' } });
  });

  test('may always move up', () => {
    const house = makeHouse();
    house.plan(chat([['user', 'Begin.']], { model: 'big' }), { controls: { route: 'cheap' } });
    expect(house.plan(talk(hard, 50_000))).toMatchObject({ reason: 'gain-high', target: { model: 'big' } });
  });

  test('moves freely while it is short', () => {
    expect(makeHouse().plan(talk(easy, 1_000))).toMatchObject({ reason: 'gain-low', target: { model: 'small-1' } });
  });
});

describe('a window', () => {
  test('that the price list knows keeps a prompt that does not fit away', () => {
    const house = makeHouse({ tiers: { cheap: 'small-1' } });
    const body = ask('big', `${'x '.repeat(30_000)}?`);
    house.windows = { 'small-1': 8_000 };
    house.settings = routingSettings({ tiers: { cheap: 'small-1' }, cheapBelow: 1, strongFrom: 1 });
    expect(house.plan(body)).toMatchObject({ reason: 'window', target: { model: 'big' } });
    house.windows = { 'small-1': 200_000 };
    house.nowMs += 600_000;
    expect(house.plan(body)).toMatchObject({ reason: 'gain-low', target: { model: 'small-1' } });
  });
});

test('a fault leaves the request where it was', () => {
  const prompt = makePrompt(ask('big', easy));
  const route = makeRoute({
    settings: () => parseSettings({ routing: { mode: 'on', tiers: { cheap: 'other:x' } } }),
    providers: () => {
      throw new Error('broken');
    },
    keyFor: () => undefined,
    clock: { nowMs: () => 0, tickMs: () => 0 },
    redo: openRedo(),
    pricesOf: () => undefined,
    windowOf: () => undefined,
  });
  expect(route.plan(prompt, fingerprint(prompt))).toMatchObject({
    acted: false,
    reason: 'route-fault',
    target: { model: 'big', provider: { name: 'openai' } },
  });
});

test('thoughts that the provider signed or sealed stay with the model that had them', () => {
  const house = makeHouse();
  const sealed = { ...makePrompt(ask('big', easy)) };
  const prompt = { ...sealed, facts: { ...sealed.facts, signed: true } };
  expect(house.route.plan(prompt, fingerprint(prompt))).toMatchObject({ reason: 'signed', target: { model: 'big' } });
});
