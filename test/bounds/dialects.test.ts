import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { messagesBounds } from '../../src/proxy/dialects/anthropic-messages/bounds.js';
import { setBreakpoints } from '../../src/proxy/dialects/anthropic-messages/breakpoints.js';
import { readPrefix } from '../../src/proxy/dialects/anthropic-messages/prefix.js';
import { chatBounds } from '../../src/proxy/dialects/openai-chat/bounds.js';
import { responsesBounds } from '../../src/proxy/dialects/openai-responses/bounds.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { DialectBounds, OutputBounds } from '../../src/proxy/wire.js';

const dialects = { chat: chatBounds, responses: responsesBounds, messages: messagesBounds } as const;
type Name = keyof typeof dialects;

function applied(name: Name, body: string, bounds: OutputBounds, model = 'gpt-4.1'): string {
  return dialects[name].apply(Buffer.from(body), bounds, model).toString('utf8');
}

const cap: OutputBounds = { maxOutputTokens: 100 };
const stop: OutputBounds = { stop: ['\n\n', 'END'] };
const json: OutputBounds = { jsonMode: true };
const brief: OutputBounds = { directive: { text: 'Be "brief".', at: 'system' } };
const briefUser: OutputBounds = { directive: { text: 'Be "brief".', at: 'user' } };

type Row = readonly [about: string, name: Name, bounds: OutputBounds, before: string, after: string];

describe('a token limit', () => {
  test.each<Row>([
    ['lowers', 'chat', cap, '{"max_tokens": 32000 ,"n":1}', '{"max_tokens": 100 ,"n":1}'],
    [
      'lowers the new name where that is used',
      'chat',
      cap,
      '{"max_completion_tokens":101}',
      '{"max_completion_tokens":100}',
    ],
    [
      'lowers both',
      'chat',
      cap,
      '{"max_tokens":9e3,"max_completion_tokens":500}',
      '{"max_tokens":100,"max_completion_tokens":100}',
    ],
    [
      'lowers what stands twice',
      'chat',
      cap,
      '{"max_tokens":500,"max_tokens":600}',
      '{"max_tokens":100,"max_tokens":100}',
    ],
    ['is put in front', 'chat', cap, '{ "n":1}', '{"max_tokens":100, "n":1}'],
    ['takes the place of null', 'chat', cap, '{"max_tokens":null,"n":1}', '{"max_tokens":100,"n":1}'],
    ['lowers', 'responses', cap, '{"max_output_tokens":4096}', '{"max_output_tokens":100}'],
    ['is put in front', 'responses', cap, '{"input":"x"}', '{"max_output_tokens":100,"input":"x"}'],
    ['lowers', 'messages', cap, '{"max_tokens":128000}', '{"max_tokens":100}'],
  ])('%s (%s)', (_, name, bounds, before, after) => {
    expect(applied(name, before, bounds)).toBe(after);
  });

  test.each<readonly [about: string, name: Name, body: string]>([
    ['a smaller limit', 'chat', '{"max_tokens":99}'],
    ['an equal limit', 'chat', '{"max_tokens":100,"max_completion_tokens":1}'],
    ['a limit that is no number', 'chat', '{"max_tokens":"32000"}'],
    ['a limit inside something else', 'messages', '{"max_tokens":1,"metadata":{"max_tokens":900}}'],
    ['a smaller limit', 'responses', '{"max_output_tokens":16}'],
    ['a request that must have a limit and has none', 'messages', '{"messages":[]}'],
  ])('leaves alone %s (%s)', (_, name, body) => {
    const raw = Buffer.from(body);
    expect(dialects[name].apply(raw, cap, 'gpt-4.1')).toBe(raw);
  });

  test.each([
    ['gpt-5.1-chat-latest', 'max_completion_tokens'],
    ['openai/o3', 'max_completion_tokens'],
    ['gpt-4o', 'max_tokens'],
    ['qwen2.5-coder', 'max_tokens'],
  ])('is given to %s as %s', (model, member) => {
    expect(applied('chat', '{"n":1}', cap, model)).toBe(`{"${member}":100,"n":1}`);
  });
});

describe('stop texts', () => {
  test.each<Row>([
    ['are put in front', 'chat', stop, '{"n":1}', '{"stop":["\\n\\n","END"],"n":1}'],
    ['take the place of null', 'chat', stop, '{"stop":null}', '{"stop":["\\n\\n","END"]}'],
    ['join the one of the caller', 'chat', stop, '{"stop": "x"}', '{"stop": ["x","\\n\\n","END"]}'],
    ['join those of the caller', 'chat', stop, '{"stop":[ "x", "END" ]}', '{"stop":[ "x", "END" ,"\\n\\n"]}'],
    ['join an empty list', 'chat', stop, '{"stop":[]}', '{"stop":["\\n\\n","END"]}'],
    ['are four at most', 'chat', stop, '{"stop":["a","b","c"]}', '{"stop":["a","b","c","\\n\\n"]}'],
    ['leave a full list', 'chat', stop, '{"stop":["a","b","c","d"]}', '{"stop":["a","b","c","d"]}'],
    ['need words', 'messages', stop, '{"stop_sequences":["x"]}', '{"stop_sequences":["x","END"]}'],
    ['are put in front', 'messages', stop, '{"max_tokens":1}', '{"stop_sequences":["END"],"max_tokens":1}'],
    ['have no name', 'responses', stop, '{"input":"x"}', '{"input":"x"}'],
  ])('%s (%s)', (_, name, bounds, before, after) => {
    expect(applied(name, before, bounds)).toBe(after);
  });
});

describe('JSON mode', () => {
  const ask = '"messages":[{"role":"user","content":"Answer in JSON."}]';
  const object = '{"type":"json_object"}';
  test.each<Row>([
    ['is asked for', 'chat', json, `{${ask}}`, `{"response_format":${object},${ask}}`],
    [
      'takes the place of text',
      'chat',
      json,
      `{${ask},"response_format":{"type":"text"}}`,
      `{${ask},"response_format":${object}}`,
    ],
    [
      'leaves a schema',
      'chat',
      json,
      `{${ask},"response_format":{"type":"json_schema"}}`,
      `{${ask},"response_format":{"type":"json_schema"}}`,
    ],
    [
      'needs the word',
      'chat',
      json,
      '{"messages":[{"role":"user","content":"Hi"}]}',
      '{"messages":[{"role":"user","content":"Hi"}]}',
    ],
    ['needs it in a message', 'chat', json, '{"user":"json","messages":[]}', '{"user":"json","messages":[]}'],
    [
      'takes the word from a rule',
      'chat',
      { ...json, directive: { text: 'Use JSON.', at: 'user' } },
      '{"messages":[{"role":"user","content":"Hi"}]}',
      `{"response_format":${object},"messages":[{"role":"user","content":"Hi\\n\\nUse JSON."}]}`,
    ],
    ['is asked for', 'responses', json, '{"input":"As json"}', `{"text":{"format":${object}},"input":"As json"}`],
    [
      'joins other wishes about text',
      'responses',
      json,
      '{"input":[{"role":"user","content":"json"}],"text":{"verbosity": "low"}}',
      `{"input":[{"role":"user","content":"json"}],"text":{"format":${object},"verbosity": "low"}}`,
    ],
    ['joins none', 'responses', json, '{"input":"json","text":{}}', `{"input":"json","text":{"format":${object}}}`],
    [
      'takes the place of text',
      'responses',
      json,
      '{"input":"json","text":{"format":{"type":"text"}}}',
      `{"input":"json","text":{"format":${object}}}`,
    ],
    [
      'leaves a schema',
      'responses',
      json,
      '{"input":"json","text":{"format":{"type":"json_schema"}}}',
      '{"input":"json","text":{"format":{"type":"json_schema"}}}',
    ],
    [
      'needs the word in the input',
      'responses',
      json,
      '{"instructions":"json","input":"Hi"}',
      '{"instructions":"json","input":"Hi"}',
    ],
    ['does not exist', 'messages', json, `{${ask}}`, `{${ask}}`],
  ])('%s (%s)', (_, name, bounds, before, after) => {
    expect(applied(name, before, bounds)).toBe(after);
  });
});

describe('a directive', () => {
  const said = String.raw`\n\nBe \"brief\".`;
  const block = String.raw`{"type":"text","text":"Be \"brief\"."}`;
  const inputBlock = String.raw`{"type":"input_text","text":"Be \"brief\"."}`;
  test.each<Row>([
    [
      'stands behind the system prompt',
      'chat',
      brief,
      '{"messages":[{"role":"system","content":"S"},{"role":"user","content":"Ü?"}]}',
      `{"messages":[{"role":"system","content":"S${said}"},{"role":"user","content":"Ü?"}]}`,
    ],
    [
      'stands behind a developer message',
      'chat',
      brief,
      '{"messages":[{"content":"S","role":"developer"},{"role":"user","content":"Q"}]}',
      `{"messages":[{"content":"S${said}","role":"developer"},{"role":"user","content":"Q"}]}`,
    ],
    [
      'stands behind the first of two, which stays where it is',
      'chat',
      brief,
      '{"messages":[{"role":"system","content":"S"},{"role":"user","content":"Q"},{"role":"system","content":"T"}]}',
      `{"messages":[{"role":"system","content":"S${said}"},{"role":"user","content":"Q"},{"role":"system","content":"T"}]}`,
    ],
    [
      'stands behind the last words of the user where there is none',
      'chat',
      brief,
      '{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":"B"},{"role":"user","content":"C"}]}',
      `{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":"B"},{"role":"user","content":"C${said}"}]}`,
    ],
    [
      'does so where a rule says so',
      'chat',
      briefUser,
      '{"messages":[{"role":"system","content":"S"},{"role":"user","content":"Q"}]}',
      `{"messages":[{"role":"system","content":"S"},{"role":"user","content":"Q${said}"}]}`,
    ],
    [
      'is a block behind blocks',
      'chat',
      briefUser,
      '{"messages":[{"role":"user","content":[ {"type":"image_url"} ]}]}',
      `{"messages":[{"role":"user","content":[ {"type":"image_url"} ,${block}]}]}`,
    ],
    [
      'passes an empty system prompt by',
      'chat',
      brief,
      '{"messages":[{"role":"system","content":" "},{"role":"user","content":"Q"}]}',
      `{"messages":[{"role":"system","content":" "},{"role":"user","content":"Q${said}"}]}`,
    ],
    [
      'has no place',
      'chat',
      brief,
      '{"messages":[{"role":"assistant","content":"B"}]}',
      '{"messages":[{"role":"assistant","content":"B"}]}',
    ],
    [
      'has no place in no content',
      'chat',
      briefUser,
      '{"messages":[{"role":"user","content":null}]}',
      '{"messages":[{"role":"user","content":null}]}',
    ],
    [
      'stands behind the instructions',
      'responses',
      brief,
      '{"instructions":"S","input":"Q"}',
      `{"instructions":"S${said}","input":"Q"}`,
    ],
    [
      'stands behind a developer item',
      'responses',
      brief,
      '{"instructions":null,"input":[{"role":"developer","content":[{"type":"input_text","text":"S"}]},{"role":"user","content":"Q"}]}',
      `{"instructions":null,"input":[{"role":"developer","content":[{"type":"input_text","text":"S"},${inputBlock}]},{"role":"user","content":"Q"}]}`,
    ],
    ['stands behind an input that is a text', 'responses', brief, '{"input":"Q"}', `{"input":"Q${said}"}`],
    [
      'stands behind the last user item',
      'responses',
      briefUser,
      '{"instructions":"S","input":[{"role":"user","content":"Q"},{"type":"reasoning"}]}',
      `{"instructions":"S","input":[{"role":"user","content":"Q${said}"},{"type":"reasoning"}]}`,
    ],
    [
      'stands behind the system prompt',
      'messages',
      brief,
      '{"system":"S","messages":[{"role":"user","content":"Q"}]}',
      `{"system":"S${said}","messages":[{"role":"user","content":"Q"}]}`,
    ],
    [
      'leaves what a breakpoint covers',
      'messages',
      brief,
      '{"system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}}],"messages":[]}',
      `{"system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}},${block}],"messages":[]}`,
    ],
    [
      'stands behind the user where there is no system prompt',
      'messages',
      brief,
      '{"system":[],"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"{"}]}',
      `{"system":[],"messages":[{"role":"user","content":"Q${said}"},{"role":"assistant","content":"{"}]}`,
    ],
    [
      'is a block behind blocks',
      'messages',
      briefUser,
      '{"system":"S","messages":[{"role":"user","content":[{"type":"text","text":"Q"}]}]}',
      `{"system":"S","messages":[{"role":"user","content":[{"type":"text","text":"Q"},${block}]}]}`,
    ],
  ])('%s (%s)', (_, name, bounds, before, after) => {
    expect(applied(name, before, bounds)).toBe(after);
  });

  it('finds its place in bytes that got breakpoints just before', () => {
    const body: JsonObject = { max_tokens: 9, system: 'S', messages: [{ role: 'user', content: 'Q' }] };
    const raw = Buffer.from(JSON.stringify(body));
    const marked = setBreakpoints(raw, readPrefix(raw, body).parts);
    const both = JSON.parse(messagesBounds.apply(marked, brief, 'claude-3-haiku').toString('utf8')) as JsonObject;
    const mark = { type: 'ephemeral' };
    expect(both['system']).toEqual([
      { type: 'text', text: 'S', cache_control: mark },
      { type: 'text', text: 'Be "brief".' },
    ]);
    expect(both['messages']).toEqual([{ role: 'user', content: [{ type: 'text', text: 'Q', cache_control: mark }] }]);
  });
});

describe('every bound in any body', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter(value => value.trim() !== '');
  const content = fc.oneof(
    text,
    fc.array(
      text.map(value => ({ type: 'text', text: value })),
      { minLength: 1, maxLength: 3 },
    ),
  );
  const messages = fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content }), {
    maxLength: 4,
  });
  const body = fc
    .tuple(
      fc.dictionary(
        fc.string().map(key => `x${key}`),
        fc.jsonValue(),
      ),
      fc.record(
        {
          model: fc.constant('m'),
          messages,
          input: fc.oneof(text, messages),
          system: content,
          instructions: text,
          max_tokens: fc.integer({ min: 1, max: 200 }),
          max_output_tokens: fc.integer({ min: 1, max: 200 }),
          stop: fc.oneof(fc.string(), fc.array(fc.string())),
          stop_sequences: fc.array(fc.string()),
        },
        { requiredKeys: ['model'] },
      ),
    )
    .map(([unknown, known]) => ({ ...unknown, ...known }));
  const bounds = fc.constantFrom(cap, stop, json, brief, briefUser);
  const indent = fc.constantFrom(undefined, 1, '\t', '\r\n ');
  const names = fc.constantFrom<Name>('chat', 'responses', 'messages');

  it('changes one place and no byte outside it, and the place says nothing else than before', () => {
    fc.assert(
      fc.property(names, body, bounds, indent, (name, value, bound, space) => {
        const raw = Buffer.from(JSON.stringify(value, undefined, space));
        const done = dialects[name].apply(raw, bound, 'gpt-4.1');
        const lost = raw.subarray(commonStart(raw, done), raw.length - commonEnd(raw, done)).toString('utf8');
        // What goes is a number that was too high, or a stop text on its way into a list.
        expect(lost).toMatch(/^\d{0,3}$|^"/s);
        const before = JSON.parse(raw.toString('utf8')) as Record<string, unknown>;
        const after = JSON.parse(done.toString('utf8')) as Record<string, unknown>;
        const changed = Object.keys(after).filter(key => JSON.stringify(after[key]) !== JSON.stringify(before[key]));
        expect(changed.length).toBeLessThanOrEqual(1);
        expect(Object.keys(before).filter(key => !(key in after))).toEqual([]);
      }),
    );
  });

  it('has nothing more to do the second time, but to say its sentence again', () => {
    fc.assert(
      fc.property(names, body, fc.constantFrom(cap, stop, json), (name, value, bound) => {
        const once = dialects[name].apply(Buffer.from(JSON.stringify(value)), bound, 'gpt-4.1');
        expect(dialects[name].apply(once, bound, 'gpt-4.1')).toBe(once);
      }),
    );
  });
});

describe('what a request says about thinking', () => {
  type Said = ReturnType<DialectBounds['thinking']>;
  test.each<readonly [Said, Name, JsonObject]>([
    ['unsaid', 'chat', {}],
    ['unsaid', 'chat', { reasoning_effort: null, thinking: null }],
    ['on', 'chat', { reasoning_effort: 'minimal' }],
    ['off', 'chat', { reasoning_effort: 'none' }],
    ['on', 'chat', { reasoning: { exclude: true } }],
    ['off', 'chat', { reasoning: { enabled: false } }],
    ['off', 'chat', { reasoning: { effort: 'none' } }],
    ['on', 'chat', { thinking: { type: 'enabled' } }],
    ['off', 'chat', { thinking: { type: 'disabled' } }],
    ['on', 'chat', { enable_thinking: true }],
    ['off', 'chat', { chat_template_kwargs: { enable_thinking: false } }],
    ['on', 'chat', { chat_template_kwargs: { thinking: true }, enable_thinking: false }],
    ['on', 'chat', { thinking_budget: 1024 }],
    ['off', 'chat', { thinking_budget: 0 }],
    ['unsaid', 'responses', {}],
    ['unsaid', 'responses', { reasoning: {} }],
    ['unsaid', 'responses', { reasoning: { effort: null, summary: null } }],
    ['on', 'responses', { reasoning: { summary: 'auto' } }],
    ['on', 'responses', { reasoning: { effort: 'low' } }],
    ['off', 'responses', { reasoning: { effort: 'none', summary: 'auto' } }],
    ['unsaid', 'messages', {}],
    ['on', 'messages', { thinking: { type: 'enabled', budget_tokens: 1024 } }],
    ['on', 'messages', { thinking: { type: 'adaptive' } }],
    ['off', 'messages', { thinking: { type: 'disabled' } }],
  ])('%s (%s): %j', (said, name, body) => {
    expect(dialects[name].thinking(body)).toBe(said);
  });
});

function commonStart(a: Buffer, b: Buffer): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

/** Not reaching into the common start. */
function commonEnd(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length) - commonStart(a, b);
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}
