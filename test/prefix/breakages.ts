import type { JsonObject } from '../../src/proxy/prompt.js';
import type { BreakKind } from '../../src/protocol/prompt-cache.js';

/** What a client sends next in a conversation, and what the doctor must say to it. */
export interface Breakage {
  readonly about: string;
  readonly change: (body: string) => string;
  readonly kind: BreakKind;
  readonly where: string;
  /** What the later body reads from the differing byte on. */
  readonly from: string;
  readonly tokens?: readonly [before: string, after: string];
}

const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgoAAAANSUhEUg' } };
const readFile = {
  name: 'read_file',
  description: 'Reads a file.',
  input_schema: { type: 'object', properties: { path: { type: 'string' }, lines: { type: 'number' } } },
};
const runTests = { name: 'run_tests', description: 'Runs tests.', input_schema: { type: 'object', maxItems: 10 } };
const search = { name: 'search', description: 'Finds text.', input_schema: { type: 'object' } };
const call = { type: 'tool_use', id: 'toolu_01AbCdEfGh', name: 'read_file', input: { path: 'src/main.ts' } };

/** A conversation with a bit of everything, as its client sent it first. */
export const firstBody: JsonObject = {
  model: 'claude-sonnet-4-5',
  tool_choice: { type: 'auto' },
  tools: [readFile, runTests, search],
  system: [
    { type: 'text', text: 'You help with code. Answer in English.' },
    {
      type: 'text',
      text: 'Today is 2026-11-03T09:15:00Z. Session 4f9c2d1e-8a7b-4c3d-9e0f-112233445566. Folder: /home/ada/shop. Status: M src/cart.ts, branch main. Files: 120. Built Tue Nov 3, 2026.',
    },
  ],
  messages: [
    { role: 'user', content: 'Why does the cart lose items?' },
    { role: 'assistant', content: [{ type: 'thinking', thinking: 'Look.', signature: 'EqQB+/==' }, call] },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'toolu_01AbCdEfGh', content: 'let items = []' }, image],
    },
    { role: 'assistant', content: 'It is created anew at each call.' },
  ],
  temperature: 0.2,
};

/** What comes next when nothing is wrong: the same, and more. */
export const laterBody: JsonObject = {
  ...firstBody,
  messages: [...(firstBody['messages'] as readonly JsonObject[]), { role: 'user', content: 'Fix it.' }],
};

function swap(old: string, fresh: string) {
  return (body: string) => {
    if (!body.includes(old)) throw new RangeError(`nothing to change: ${old}`);
    return body.replace(old, () => fresh);
  };
}
const text = (value: object) => JSON.stringify(value);

export const breakages: readonly Breakage[] = [
  {
    about: 'a time in the system prompt',
    change: swap('T09:15:00Z', 'T09:16:42Z'),
    kind: 'date',
    where: 'system[1]',
    from: '6:42Z.',
    tokens: ['2026-11-03T09:15:00Z', '2026-11-03T09:16:42Z'],
  },
  {
    about: 'another day in the system prompt',
    change: swap('2026-11-03T', '2026-11-04T'),
    kind: 'date',
    where: 'system[1]',
    from: '4T09:15',
  },
  {
    about: 'a day in words',
    change: swap('Tue Nov 3, 2026', 'Wed Nov 4, 2026'),
    kind: 'date',
    where: 'system[1]',
    from: 'Wed Nov',
    tokens: ['Tue Nov 3, 2026', 'Wed Nov 4, 2026'],
  },
  {
    about: 'milliseconds since 1970',
    change: swap('Files: 120', 'Files: 1793696512345'),
    kind: 'number',
    where: 'system[1]',
    from: '793696512345',
  },
  {
    about: 'a UUID in the system prompt',
    change: swap('4f9c2d1e-8a7b', '0aa1b2c3-8a7b'),
    kind: 'id',
    where: 'system[1]',
    from: '0aa1b2c3',
    tokens: ['4f9c2d1e-8a7b-4c3d-9e0f-112233445566', '0aa1b2c3-8a7b-4c3d-9e0f-112233445566'],
  },
  {
    about: 'another working folder',
    change: swap('/home/ada/shop', '/home/ada/site'),
    kind: 'path',
    where: 'system[1]',
    from: 'ite. Status',
    tokens: ['/home/ada/shop', '/home/ada/site'],
  },
  {
    about: 'another file in the status',
    change: swap('M src/cart.ts', 'M src/tax.ts'),
    kind: 'path',
    where: 'system[1]',
    from: 'tax.ts',
  },
  {
    about: 'another branch',
    change: swap('branch main', 'branch fix'),
    kind: 'text',
    where: 'system[1]',
    from: 'fix. Files',
  },
  {
    about: 'a counter',
    change: swap('Files: 120', 'Files: 121'),
    kind: 'number',
    where: 'system[1]',
    from: '1. Built',
    tokens: ['120', '121'],
  },
  {
    about: 'other words in the system prompt',
    change: swap('in English', 'in German'),
    kind: 'text',
    where: 'system[0]',
    from: 'German',
  },
  {
    about: 'a space at the end of the system prompt',
    change: swap('in English."', 'in English. "'),
    kind: 'space',
    where: 'system[0]',
    from: ' "',
  },
  {
    about: 'a system block in front',
    change: swap('"system":[', '"system":[{"type":"text","text":"New."},'),
    kind: 'text',
    where: 'system[0]',
    from: 'New."}',
  },
  {
    about: 'tools in another order',
    change: body => swap(text(readFile), text(search))(swap(`,${text(search)}]`, `,${text(readFile)}]`)(body)),
    kind: 'tools-reordered',
    where: 'tools[0] search',
    from: 'search',
  },
  {
    about: 'a tool at the end',
    change: swap(`${text(search)}]`, `${text(search)},{"name":"x","input_schema":{}}]`),
    kind: 'tool-added',
    where: 'tools[3] x',
    from: '{"name":"x"',
  },
  {
    about: 'a tool in front',
    change: swap('"tools":[', '"tools":[{"name":"x","input_schema":{}},'),
    kind: 'tool-added',
    where: 'tools[0] x',
    from: 'x","input',
  },
  {
    about: 'a tool less',
    change: swap(`,${text(search)}]`, ']'),
    kind: 'tool-removed',
    where: 'system[0]',
    from: '{"type":"text","text":"You',
  },
  {
    about: 'another description of a tool',
    change: swap('Runs tests.', 'Runs the tests.'),
    kind: 'tool-changed',
    where: 'tools[1] run_tests',
    from: 'he tests.',
  },
  {
    about: 'a number in a tool',
    change: swap('"maxItems":10', '"maxItems":20'),
    kind: 'number',
    where: 'tools[1] run_tests',
    from: '20',
    tokens: ['10', '20'],
  },
  {
    about: 'keys of a tool in another order',
    change: swap(
      '"path":{"type":"string"},"lines":{"type":"number"}',
      '"lines":{"type":"number"},"path":{"type":"string"}',
    ),
    kind: 'keys-reordered',
    where: 'tools[0] read_file',
    from: 'lines',
  },
  {
    about: 'an edited first question',
    change: swap('cart lose items', 'cart drop items'),
    kind: 'turn-edited',
    where: 'messages[0] user',
    from: 'drop',
  },
  {
    about: 'a trailing space in a question',
    change: swap('lose items?"', 'lose items? "'),
    kind: 'space',
    where: 'messages[0] user',
    from: ' "',
  },
  {
    about: 'a note in front of a question',
    change: swap('"Why does', '"[09:15] Why does'),
    kind: 'turn-edited',
    where: 'messages[0] user',
    from: '[09:15]',
  },
  {
    about: 'another id of a tool call',
    change: body => body.replaceAll('toolu_01AbCdEfGh', 'toolu_01AbXyEfGh'),
    kind: 'id',
    where: 'messages[1] assistant',
    from: 'XyEfGh',
    tokens: ['toolu_01AbCdEfGh', 'toolu_01AbXyEfGh'],
  },
  {
    about: 'a shortened tool result',
    change: swap('let items = []', '[old result removed]'),
    kind: 'turn-edited',
    where: 'messages[2] user',
    from: '[old',
  },
  {
    about: 'thoughts left out',
    change: swap('{"type":"thinking","thinking":"Look.","signature":"EqQB+/=="},', ''),
    kind: 'turn-removed',
    where: 'messages[1] assistant',
    from: 'ool_use',
  },
  {
    about: 'another image',
    change: swap('iVBORw0KGgoAAAANSUhEUg', 'iVBORw0KGgoAAAANSUhEVg'),
    kind: 'media',
    where: 'messages[2] user',
    from: 'Vg"',
  },
  {
    about: 'another detail of an image',
    change: swap('"media_type":"image/png"', '"media_type":"image/webp"'),
    kind: 'media',
    where: 'messages[2] user',
    from: 'webp',
  },
  {
    about: 'an earlier exchange left out',
    change: swap(`{"role":"user","content":"Why does the cart lose items?"},`, ''),
    kind: 'turn-removed',
    where: 'messages[0] assistant',
    from: '{"type":"thinking"',
  },
  {
    about: 'a summary in place of the conversation',
    change: body =>
      body.replace(
        /"messages":.*\],"temperature"/,
        () =>
          '"messages":[{"role":"user","content":"Summary: the cart."},{"role":"user","content":"Fix it."}],"temperature"',
      ),
    kind: 'turn-removed',
    where: 'messages[0] user',
    from: 'Summary',
  },
  {
    about: 'a message of another role in between',
    change: swap(
      '{"role":"assistant","content":[{"type":"thinking"',
      '{"role":"system","content":"Be brief."},{"role":"assistant","content":[{"type":"thinking"',
    ),
    kind: 'turn-inserted',
    where: 'messages[1] system',
    from: '"Be brief."',
  },
  {
    about: 'another model',
    change: swap('claude-sonnet-4-5', 'claude-opus-4-5'),
    kind: 'model',
    where: 'model',
    from: 'opus-4-5',
  },
  {
    about: 'another choice of tools',
    change: swap('{"type":"auto"}', '{"type":"any"}'),
    kind: 'parameter',
    where: 'tool_choice',
    from: 'ny"}',
  },
  {
    about: 'thinking switched on',
    change: swap('"temperature":0.2', '"thinking":{"type":"enabled","budget_tokens":1024}'),
    kind: 'parameter',
    where: 'thinking',
    from: '{"type":"enabled"',
  },
];

/** Bodies that go on where the first one stopped, whatever else is different. */
export const harmless: readonly (readonly [about: string, change: (body: string) => string])[] = [
  ['more at the end', body => body],
  ['breakpoints', body => body.replaceAll('{"type":"text",', '{"cache_control":{"type":"ephemeral"},"type":"text",')],
  [
    'breakpoints at the end of blocks',
    body =>
      body.replaceAll(
        '"signature":"EqQB+/=="}',
        '"signature":"EqQB+/==","cache_control":{"type":"ephemeral","ttl":"1h"}}',
      ),
  ],
  [
    'a text as one block',
    body =>
      body.replace(
        '"Why does the cart lose items?"',
        '[{"type":"text","text":"Why does the cart lose items?","cache_control":{"type":"ephemeral"}}]',
      ),
  ],
  ['another temperature', body => body.replace('"temperature":0.2', '"temperature":0.9')],
  ['more output', body => body.replace('"temperature":0.2', '"max_tokens":9000')],
  ['spaces between members', body => body.replaceAll('"role":', ' "role" : ')],
  [
    'members of the body in another order',
    body => {
      const { model, ...rest } = JSON.parse(body) as JsonObject;
      return JSON.stringify({ ...rest, model });
    },
  ],
  ['the same request again', () => JSON.stringify(firstBody)],
  [
    'a step back to an earlier turn',
    () => JSON.stringify({ ...firstBody, messages: (firstBody['messages'] as readonly JsonObject[]).slice(0, 1) }),
  ],
];
