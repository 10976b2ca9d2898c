import { describe, expect, it, test } from 'vitest';
import { parseSettings } from '../../src/protocol/settings.js';
import { makeBounds, type BoundPlan } from '../../src/proxy/bounds/bounds.js';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiCompletions } from '../../src/proxy/dialects/openai-completions.js';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject, Prompt } from '../../src/proxy/prompt.js';
import type { Dialect } from '../../src/proxy/wire.js';
import { chat, makePrompt, tool, type Changes } from '../fingerprint/make-prompt.js';

const title = (more: JsonObject = {}) =>
  chat(
    [
      ['system', 'You are a title generator.'],
      ['user', 'Fix the login'],
    ],
    { max_tokens: 32_000, ...more },
  );
const question = (more: JsonObject = {}) => chat([['user', 'Why is the sky blue?']], more);
const commit = chat([
  ['system', 'Write a commit message.'],
  ['user', 'diff --git a/x b/x'],
]);

/** What is sent upstream of this prompt, and why. */
function sent(prompt: Prompt, bounds: object = {}, model = prompt.facts.model) {
  const { reason, edit } = planned(prompt, bounds).forModel(model);
  const raw = edit === undefined ? prompt.raw : edit(prompt.raw);
  return { reason, raw, body: JSON.parse(raw.toString('utf8')) as Record<string, unknown> };
}

function planned(prompt: Prompt, bounds: object = {}): BoundPlan {
  const settings = parseSettings({ bounds: { sideTasks: true, ...bounds } });
  return makeBounds({ settings: () => settings })(prompt, fingerprint(prompt));
}

function inDialect(dialect: Dialect, body: JsonObject, changes: Changes = {}): Prompt {
  const prompt = makePrompt(question(), changes);
  return { ...prompt, dialect, body, raw: Buffer.from(JSON.stringify(body)), facts: dialect.read(body) };
}

const rules = (...list: readonly object[]) => ({ rules: list.map(rule => ({ when: { client: 'unknown' }, ...rule })) });

describe('small jobs of the assistant', () => {
  it('are capped by themselves, and the reason says so', () => {
    const { reason, body } = sent(makePrompt(title()));
    expect({ reason, max: body['max_tokens'] }).toEqual({ reason: 'bound-side-task', max: 256 });
  });

  it('are capped where they give no limit, and room is left for the body of a commit message', () => {
    expect(sent(makePrompt(commit)).body['max_tokens']).toBe(1024);
    expect(sent(makePrompt(commit), { sideTaskMaxTokens: 64 }).body['max_tokens']).toBe(256);
  });

  it('are capped in all three languages', () => {
    const format = { type: 'json_schema', schema: { type: 'object', properties: { title: {} } } };
    const ask = [{ role: 'user', content: 'Fix the login' }];
    const claude = { model: 'claude-haiku-4-5', max_tokens: 128_000, messages: ask, output_config: { format } };
    expect(sent(inDialect(anthropicMessages, claude)).body['max_tokens']).toBe(256);
    const gpt = { model: 'gpt-4.1-mini', input: ask, text: { format } };
    expect(sent(inDialect(openaiResponses, gpt)).body['max_output_tokens']).toBe(256);
  });

  it.each([
    ['asks for no more', title({ max_tokens: 200 }), {}],
    ['is the user’s own question', question({ max_tokens: 32_000 }), {}],
    ['comes while the setting is off', title(), { sideTasks: false }],
  ])('stay as they are when one %s', (_, body, bounds) => {
    const prompt = makePrompt(body);
    expect(sent(prompt, bounds)).toMatchObject({ reason: undefined, raw: prompt.raw });
  });

  it.each([
    ['gpt-4.1', { reasoning_effort: 'low' }, 'unbound-thinking'],
    ['o4-mini', {}, 'unbound-thinking'],
    ['openai/gpt-5-mini', {}, 'unbound-thinking'],
    ['gpt-5-mini', { reasoning_effort: 'none' }, 'bound-side-task'],
    ['deepseek-reasoner', {}, 'unbound-thinking'],
    ['a-model-of-tomorrow', {}, 'unbound-thinking'],
    ['a-model-of-tomorrow', { max_tokens: 100 }, undefined],
    ['anthropic/claude-sonnet-4-5', {}, 'bound-side-task'],
    ['claude-opus-5-5', {}, 'unbound-thinking'],
    ['gemini-2.0-flash', {}, 'bound-side-task'],
    ['gemini-2.5-pro', {}, 'unbound-thinking'],
    ['llama3.2:3b', {}, 'bound-side-task'],
    ['gpt-4o', {}, 'bound-side-task'],
  ])('answered by %s with %j: %s', (model, more, reason) => {
    expect(sent(makePrompt(title({ model, ...more }))).reason).toBe(reason);
  });

  it('are judged by the model that answers, not by the one that was asked for', () => {
    expect(sent(makePrompt(title({ model: 'gpt-4.1' })), {}, 'gpt-5-nano').reason).toBe('unbound-thinking');
    expect(sent(makePrompt(title({ model: 'gpt-5' })), {}, 'gpt-4.1-nano').reason).toBe('bound-side-task');
  });
});

describe('rules of the user', () => {
  it('act on what they name', () => {
    const rule = { maxOutputTokens: 500, stop: ['END'], directive: 'Answer in one sentence.' };
    const { reason, body } = sent(makePrompt(question({ max_tokens: 4_000 })), rules(rule));
    expect(reason).toBe('bound-rule');
    expect(body).toMatchObject({
      max_tokens: 500,
      stop: ['END'],
      messages: [{ role: 'user', content: 'Why is the sky blue?\n\nAnswer in one sentence.' }],
    });
  });

  test.each<readonly [boolean, JsonObject]>([
    [true, { client: 'cline' }],
    [false, { client: 'continue' }],
    [true, { model: 'gpt-4.1' }],
    [true, { model: 'gpt-*' }],
    [false, { model: 'gpt' }],
    [true, { role: 'main' }],
    [false, { role: 'title' }],
    [true, { feature: 'search', client: 'cline' }],
    [false, { feature: 'search', client: 'continue' }],
  ])('hold: %s for %j', (holds, when) => {
    const prompt = makePrompt(question(), { client: 'cline', controls: { feature: 'search' } });
    const { reason } = sent(prompt, { rules: [{ when, maxOutputTokens: 100 }] });
    expect(reason).toBe(holds ? 'bound-rule' : undefined);
  });

  it('act one at a time: the first that holds', () => {
    const both = rules({ maxOutputTokens: 900 }, { maxOutputTokens: 100 });
    expect(sent(makePrompt(question()), both).body['max_tokens']).toBe(900);
  });

  it('leave a smaller limit of the caller, and then say nothing', () => {
    const prompt = makePrompt(question({ max_tokens: 50 }));
    expect(sent(prompt, rules({ maxOutputTokens: 100 }))).toMatchObject({ reason: undefined, raw: prompt.raw });
  });

  it('win over the cap on small jobs, with a higher limit too', () => {
    const { reason, body } = sent(makePrompt(title()), rules({ maxOutputTokens: 700 }));
    expect({ reason, max: body['max_tokens'] }).toEqual({ reason: 'bound-rule', max: 700 });
  });

  it('leave the cap on small jobs where they give no limit of their own', () => {
    expect(sent(makePrompt(title()), rules({ stop: ['\n'] })).body).toMatchObject({ stop: ['\n'], max_tokens: 256 });
    expect(sent(makePrompt(title()), rules({ jsonMode: true })).reason).toBe('bound-side-task');
  });

  it('may cap a model that nobody knows, but not one that thinks', () => {
    const capped = rules({ maxOutputTokens: 100 });
    expect(sent(makePrompt(question({ model: 'a-model-of-tomorrow' })), capped).reason).toBe('bound-rule');
    expect(sent(makePrompt(question({ model: 'o3' })), capped).reason).toBe('unbound-thinking');
  });

  it('give their sentence to a model that thinks, without the limit and the stop texts', () => {
    const rule = rules({ maxOutputTokens: 100, stop: ['END'], directive: 'Be brief.' });
    const { reason, body } = sent(makePrompt(question({ model: 'o3' })), rule);
    expect(reason).toBe('bound-rule');
    expect(Object.keys(body).toSorted()).toEqual(['messages', 'model']);
    expect(JSON.stringify(body)).toContain('Be brief.');
  });

  it('set no stop text inside a demanded form', () => {
    const body = question({ response_format: { type: 'json_object' } });
    expect(sent(makePrompt(body), rules({ stop: ['}'] })).reason).toBeUndefined();
  });

  it('hold from the next request on when they are changed', () => {
    let settings = parseSettings({});
    const bounds = makeBounds({ settings: () => settings });
    const prompt = makePrompt(question());
    const reason = () => bounds(prompt, fingerprint(prompt)).forModel('gpt-4.1').reason;
    expect(reason()).toBeUndefined();
    settings = parseSettings({ bounds: rules({ maxOutputTokens: 100 }) });
    expect(reason()).toBe('bound-rule');
  });
});

describe('never bounded', () => {
  const everything = rules({ maxOutputTokens: 16, stop: ['x'], directive: 'Be brief.' });
  const toolCall = { id: 'c', type: 'function', function: { name: 'read_file', arguments: '{}' } };

  test.each<[string, JsonObject, Changes?]>([
    ['a request with tools', question({ tools: [tool] })],
    ['a request that speaks of a tool choice', question({ tool_choice: 'none' })],
    ['a title with tools', title({ tools: [tool] })],
    [
      'a conversation in which tools were called',
      {
        model: 'gpt-4.1',
        messages: [
          { role: 'assistant', content: null, tool_calls: [toolCall] },
          { role: 'user', content: 'Go on.' },
        ],
      },
    ],
    [
      'a conversation with a tool’s result',
      {
        model: 'gpt-4.1',
        messages: [
          { role: 'tool', tool_call_id: 'c', content: 'ok' },
          { role: 'user', content: 'Go on.' },
        ],
      },
    ],
    ['a conversation that the provider keeps', question({ conversation: 'conv_1' })],
    ['a summary of the session', question(), { headers: { 'x-interaction-type': 'conversation-compaction' } }],
  ])('%s', (_, body, changes) => {
    const prompt = makePrompt(body, changes ?? {});
    expect(sent(prompt, everything)).toMatchObject({ reason: undefined, raw: prompt.raw });
    expect(planned(prompt, everything).fingerprint).toEqual(fingerprint(prompt));
  });

  test.each<readonly [string, Dialect, JsonObject]>([
    ['tools', anthropicMessages, { model: 'claude-3-haiku', max_tokens: 900, tools: [{ name: 't' }], messages: [] }],
    [
      'a tool’s result',
      anthropicMessages,
      {
        model: 'claude-3-haiku',
        max_tokens: 900,
        messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok' }] }],
      },
    ],
    ['tools', openaiResponses, { model: 'gpt-4.1', input: 'x', tools: [{ type: 'function', name: 't' }] }],
    [
      'a call',
      openaiResponses,
      {
        model: 'gpt-4.1',
        input: [
          { type: 'function_call', call_id: 'c', name: 't', arguments: '{}' },
          { role: 'user', content: 'x' },
        ],
      },
    ],
    ['a kept conversation', openaiResponses, { model: 'gpt-4.1', input: 'x', previous_response_id: 'resp_1' }],
    ['text to be filled in', openaiCompletions, { model: 'gpt-4.1', prompt: 'x' }],
  ])('%s in another language', (_, dialect, body) => {
    const prompt = inDialect(dialect, body);
    expect(sent(prompt, everything)).toMatchObject({ reason: undefined, raw: prompt.raw });
  });
});

describe('the fingerprint of a bounded request', () => {
  const prompt = makePrompt(question());
  const plain = fingerprint(prompt);
  const key = (...list: readonly object[]) => planned(prompt, rules(...list)).fingerprint;

  it('stays without a rule and under a rule that only limits, whose cut answers are never kept', () => {
    expect(key()).toEqual(plain);
    expect(key({ maxOutputTokens: 100 })).toEqual(plain);
    expect(planned(makePrompt(title())).fingerprint).toEqual(fingerprint(makePrompt(title())));
  });

  it('is another, in both keys, for each rule that changes answers, and the same for the same rule', () => {
    const marked = [
      plain,
      key({ directive: 'Be brief.' }),
      key({ directive: 'Be brief.', directiveAt: 'user' }),
      key({ directive: 'Be kind.' }),
      key({ stop: ['x'] }),
      key({ jsonMode: true }),
    ];
    expect(new Set(marked.map(({ exactKey }) => exactKey)).size).toBe(marked.length);
    expect(new Set(marked.map(({ loose }) => loose?.partition)).size).toBe(marked.length);
    expect(key({ stop: ['x'] })).toEqual(key({ stop: ['x'], maxOutputTokens: 100 }));
    expect(key({ stop: ['x'] }).loose?.text).toBe(plain.loose?.text);
  });
});

describe('the edit', () => {
  it('works on bytes that were edited before, and gives back what is no JSON rather than throw', () => {
    const { edit } = planned(makePrompt(title())).forModel('gpt-4.1');
    expect(edit?.(Buffer.from('{"max_tokens":900,"y":1}')).toString()).toBe('{"max_tokens":256,"y":1}');
    const { edit: stops } = planned(makePrompt(question()), rules({ stop: ['x'] })).forModel('gpt-4.1');
    const broken = Buffer.from('{"stop":"');
    expect(stops?.(broken)).toBe(broken);
  });
});
