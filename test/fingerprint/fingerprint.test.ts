import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { chat, makePrompt, tool } from './make-prompt.js';

const question = 'How do I reverse a list in Python?';
const asked = (more: JsonObject = {}): JsonObject =>
  chat(
    [
      ['system', 'Be brief.'],
      ['user', question],
    ],
    more,
  );
const call = {
  role: 'assistant',
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const result = { role: 'tool', tool_call_id: 'c', content: 'done' };
const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } };

describe('what a request may be served from', () => {
  test.each<[string, string | undefined, JsonObject]>([
    ['loose', undefined, asked()],
    ['loose', undefined, asked({ temperature: 0 })],
    ['never', 'server-state', asked({ previous_response_id: 'r' })],
    ['never', 'choices', asked({ n: 2 })],
    ['never', 'logprobs', asked({ logprobs: true })],
    ['retry', 'tools', asked({ tools: [tool] })],
    ['retry', 'tools', asked({ tool_choice: 'none' })],
    ['retry', 'tool-history', { model: 'm', messages: [{ role: 'user', content: 'x' }, call, result] }],
    ['retry', 'tool-history', { model: 'm', messages: [call, result, { role: 'user', content: question }] }],
    [
      'exact',
      'media',
      { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: question }, image] }] },
    ],
    ['exact', 'seed', asked({ seed: 1 })],
    ['exact', 'sampling', asked({ temperature: 1 })],
    ['exact', 'structured', asked({ response_format: { type: 'json_object' } })],
    [
      'exact',
      'role-title',
      chat([
        ['system', 'You are a title generator.'],
        ['user', question],
      ]),
    ],
    [
      'exact',
      'multi-turn',
      chat([
        ['user', 'hi'],
        ['assistant', 'hello'],
        ['user', question],
      ]),
    ],
    [
      'exact',
      'multi-turn',
      chat([
        ['user', 'hi'],
        ['user', question],
      ]),
    ],
    ['exact', 'no-question', chat([['system', 'Be brief.']])],
    ['exact', 'no-question', chat([['assistant', 'Once']])],
    [
      'exact',
      'no-question',
      chat([
        ['user', question],
        ['system', 'Be brief.'],
      ]),
    ],
    ['exact', 'long', chat([['user', 'why '.repeat(2_000)]])],
    ['exact', 'envelope', chat([['user', `<env>open\n${question}`]])],
  ])('%s (%s)', (cacheability, why, body) => {
    expect(fingerprint(makePrompt(body))).toMatchObject({ cacheability, why });
  });

  test('never a compaction', () => {
    const headers = { 'x-interaction-type': 'conversation-compaction' };
    expect(fingerprint(makePrompt(asked(), { headers }))).toMatchObject({
      cacheability: 'never',
      why: 'role-compaction',
      role: 'compaction',
    });
  });

  test('a code block makes a question too particular to be matched by its words', () => {
    const found = fingerprint(makePrompt(chat([['user', `${question}\n\`\`\`py\nx = [1]\n\`\`\``]])));
    expect(found.cacheability).toBe('exact');
    expect(found.why).toBeTypeOf('string');
  });
});

describe('the loose key', () => {
  test('is there only for what may be matched loosely, and holds the user’s own words', () => {
    const message = `<system-reminder>\nBe nice.\n</system-reminder>\n${question}`;
    expect(fingerprint(makePrompt(chat([['user', message]]))).loose?.text).toBe(question);
    expect(fingerprint(makePrompt(asked({ seed: 1 }))).loose).toBeUndefined();
  });

  test('has the same partition for another question, and another one under other reminders', () => {
    const partition = (message: string): string | undefined =>
      fingerprint(makePrompt(chat([['user', message]]))).loose?.partition;
    const other = 'How do I sort a list in Python?';
    expect(partition(question)).toBe(partition(other));
    expect(partition(`<system-reminder>Answer in French.</system-reminder>\n${question}`)).not.toBe(
      partition(question),
    );
  });
});

test('a request whose last message is a tool result is in a tool loop', () => {
  const messages = [{ role: 'user', content: 'x' }, call, result];
  expect(fingerprint(makePrompt({ model: 'm', messages })).inToolLoop).toBe(true);
  const answered = [...messages, { role: 'user', content: 'and now?' }];
  expect(fingerprint(makePrompt({ model: 'm', messages: answered })).inToolLoop).toBe(false);
});
