import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../bench/prefix/caching-provider/blocks.js';
import { requestsOf } from '../../bench/prefix/sessions.js';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { anyGapMs, session } from './shapes.js';

const mark = '"cache_control":{"type":"ephemeral"}';

/** The body with a breakpoint on each part that may bear one, up to four. */
function marked(text: string): string {
  const raw = Buffer.from(text);
  const { parts } = anthropicMessages.prefix!(raw, JSON.parse(text) as JsonObject);
  return anthropicMessages.breakpoints!.set(raw, parts.filter(({ markable }) => markable).slice(0, 4)).toString();
}

describe('setting breakpoints', () => {
  it.each([
    ['a tool', '{"tools":[{"name":"a"}, {"name":"b"}]}', `{"tools":[{${mark},"name":"a"}, {${mark},"name":"b"}]}`],
    [
      'a system text',
      '{"system" : "Be\\u0020brief."}',
      `{"system" : [{"type":"text","text":"Be\\u0020brief.",${mark}}]}`,
    ],
    [
      'a system block',
      '{"system":[ { "type":"text","text":"x"}]}',
      `{"system":[ {${mark}, "type":"text","text":"x"}]}`,
    ],
    [
      'a text of the user',
      '{"messages":[{"role":"user","content":"é \\"x\\""}]}',
      `{"messages":[{"role":"user","content":[{"type":"text","text":"é \\"x\\"",${mark}}]}]}`,
    ],
    [
      'a tool result',
      '{"messages":[{"content":[{"type":"tool_result","content":"x"}],"role":"user"}]}',
      `{"messages":[{"content":[{${mark},"type":"tool_result","content":"x"}],"role":"user"}]}`,
    ],
  ])('marks %s and changes no other byte', (_about, body, expected) => {
    expect(marked(body)).toBe(expected);
  });

  it.each([
    [
      'thoughts and answers',
      '{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"b"},{"type":"text","text":"c"}]}]}',
    ],
    [
      'empty texts',
      '{"system":"","messages":[{"role":"user","content":[{"type":"text","text":" "}]},{"role":"user","content":""}]}',
    ],
    ['deferred tools', '{"tools":[{"name":"a","defer_loading":true}]}'],
    ['system messages in between', '{"messages":[{"role":"system","content":"x"}]}'],
    ['blocks of kinds unknown', '{"messages":[{"role":"user","content":[{"type":"hologram"}]}]}'],
    ['what is no block', '{"system":7,"tools":[null,3],"messages":[null,"x",{"role":"user","content":[1,{}]}]}'],
    ['a body of nothing', '{}'],
  ])('never marks %s', (_about, body) => {
    expect(marked(body)).toBe(body);
  });

  it('keeps what the provider compares the same', () => {
    fc.assert(
      fc.property(session(anyGapMs, { marks: 'none' }), shape => {
        const body = requestsOf(shape).at(-1)!.body;
        const edited = JSON.parse(marked(JSON.stringify(body))) as JsonObject;
        const hashes = (one: JsonObject) => stepsOf(one).map(({ hash, tokens }) => [hash, tokens]);
        expect(hashes(edited)).toEqual(hashes(body));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps every byte of the body, in order, between the breakpoints', () => {
    fc.assert(
      fc.property(session(anyGapMs, { marks: 'none' }), shape => {
        const body = JSON.stringify(requestsOf(shape).at(-1)!.body);
        const without = marked(body)
          .replaceAll(`${mark},`, '')
          .replace(
            new RegExp(
              `\\[\\{"type":"text","text":("(?:[^"\\\\]|\\\\.)*"),${mark.replace(/[{}]/g, '\\$&')}\\}\\]`,
              'g',
            ),
            '$1',
          );
        expect(without).toBe(body);
      }),
      { numRuns: 40 },
    );
  });
});

describe('seeing whose breakpoints there are', () => {
  const sees = (body: JsonObject) => anthropicMessages.breakpoints!.given(body);
  const own = { cache_control: { type: 'ephemeral' } };

  it.each<readonly [string, JsonObject]>([
    ['the body', own],
    ['a tool', { tools: [{ name: 'a', ...own }] }],
    ['the system prompt', { system: [{ type: 'text', text: 'x', ...own }] }],
    ['a message', { messages: [{ role: 'user', content: [{ type: 'text', text: 'x', ...own }] }] }],
    [
      'a block inside a tool result',
      {
        messages: [
          { role: 'user', content: [{ type: 'tool_result', content: [{ type: 'text', text: 'x', ...own }] }] },
        ],
      },
    ],
  ])('finds one on %s', (_about, body) => expect(sees(body)).toBe(true));

  it.each<readonly [string, JsonObject]>([
    [
      'a text about them',
      { system: JSON.stringify(own), messages: [{ role: 'user', content: 'set "cache_control" please' }] },
    ],
    ['a field of a tool with their name', { tools: [{ name: 'a', input_schema: { properties: own } }] }],
    ['a breakpoint taken back', { system: [{ type: 'text', text: 'x', cache_control: null }] }],
  ])('takes no notice of %s', (_about, body) => expect(sees(body)).toBe(false));
});
