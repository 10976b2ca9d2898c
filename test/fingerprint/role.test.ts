import { expect, test } from 'vitest';
import { roleOf } from '../../src/proxy/fingerprint/role.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { chat, makePrompt, tool } from './make-prompt.js';

const diff = 'diff --git a/x.ts b/x.ts\n+const a = 1;';
const schema = (...keys: string[]): JsonObject => ({
  response_format: {
    type: 'json_schema',
    json_schema: {
      name: 'out',
      schema: { type: 'object', properties: Object.fromEntries(keys.map(key => [key, { type: 'string' }])) },
    },
  },
});

test.each<[string, string, JsonObject, Record<string, string>?]>([
  ['main', 'a question', chat([['user', 'What is a closure?']])],
  ['main', 'a question about titles', chat([['user', 'Generate a title for my talk on caches.']])],
  ['main', 'a diff without a word about its message', chat([['user', `Review this:\n${diff}`]])],
  ['main', 'a question about commit messages without a diff', chat([['user', 'How long should a commit message be?']])],
  [
    'commit',
    'a commit message',
    chat([
      ['system', 'You write a commit message for a diff.'],
      ['user', diff],
    ]),
  ],
  ['commit', 'asked for in the user turn alone', chat([['user', `Write a commit message:\n${diff}`]])],
  [
    'commit',
    'one that speaks of its title',
    chat([
      ['system', 'Generate a commit message title.'],
      ['user', diff],
    ]),
  ],
  [
    'title',
    'a title generator',
    chat([
      ['system', 'You are a title generator. Output only a title.'],
      ['user', 'hi'],
    ]),
  ],
  [
    'title',
    'a named session',
    chat([
      ['system', 'You are naming a coding session.'],
      ['user', 'fix the tests'],
    ]),
  ],
  ['title', 'a title by its schema', chat([['user', 'fix the tests']], schema('title'))],
  [
    'title',
    'ultra-compact titles',
    chat([
      ['system', 'You write ultra-compact titles.'],
      ['user', 'hi'],
    ]),
  ],
  [
    'main',
    'a title far down a system prompt',
    chat([
      ['system', `${'x '.repeat(900)}title generator`],
      ['user', 'hi'],
    ]),
  ],
  ['main', 'a schema with a title and more', chat([['user', 'hi']], schema('title', 'body'))],
  ['classifier', 'a complexity classifier', chat([['user', 'x']], schema('complexity_reasoning', 'complexity_score'))],
  ['classifier', 'a topic check', chat([['user', 'x']], schema('isNewTopic', 'title'))],
  ['classifier', 'an intent', chat([['user', 'x']], schema('intent'))],
  ['main', 'a word that holds another', chat([['user', 'x']], schema('underscore'))],
  ['main', 'a large schema with a score', chat([['user', 'x']], schema('score', 'a', 'b', 'c'))],
  [
    'branch',
    'a branch name',
    chat([
      ['system', 'Suggest a short branch name for the task.'],
      ['user', 'fix login'],
    ]),
  ],
  [
    'main',
    'a title among tools',
    chat(
      [
        ['system', 'title generator'],
        ['user', 'hi'],
      ],
      { tools: [tool] },
    ),
  ],
  ['compaction', 'the header', chat([['user', 'go on']]), { 'x-interaction-type': 'conversation-compaction' }],
  [
    'compaction',
    'a text-only summary with all tools',
    chat([['user', 'TEXT ONLY. Write a detailed summary of the conversation so far.']], { tools: [tool] }),
  ],
  [
    'compaction',
    'a summary with tools forbidden',
    chat([['user', 'Give a summary of our whole conversation.']], { tools: [tool], tool_choice: 'none' }),
  ],
  [
    'main',
    'a user who asks for a summary',
    chat([['user', 'Give me a summary of the conversation.']], { tools: [tool] }),
  ],
])('%s: %s', (role, _, body, headers) => {
  expect(roleOf(makePrompt(body, headers === undefined ? {} : { headers }))).toBe(role);
});
