import { readFileSync } from 'node:fs';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { openaiCompletions } from '../../src/proxy/dialects/openai-completions.js';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import type { Dialect } from '../../src/proxy/wire.js';
import * as messages from '../dialects/anthropic-fixtures/cases.js';
import * as chat from '../dialects/fixtures/cases.js';
import * as completions from '../dialects/openai-completions-fixtures/cases.js';
import * as responses from '../dialects/openai-responses-fixtures/cases.js';

/** A dialect as a caller meets it at the front door. */
export interface Tongue {
  readonly dialect: Dialect;
  readonly path: string;
  /** A body nobody sent before, when `n` is new. */
  body(n: number, stream: boolean): object;
  readonly streams: readonly Sample[];
  readonly wholes: readonly Sample[];
}

export interface Sample {
  readonly about: string;
  readonly bytes: Buffer;
}

interface Case {
  readonly file: string;
  readonly about: string;
}

const question = (n: number) => `Question number ${String(n)} about dialects?`;

export const tongues: readonly Tongue[] = [
  {
    dialect: openaiChat,
    path: '/v1/chat/completions',
    body: (n, stream) => ({
      model: 'gpt-4.1',
      messages: [{ role: 'user', content: question(n) }],
      ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    }),
    ...samples('fixtures', chat),
  },
  {
    dialect: openaiResponses,
    path: '/v1/responses',
    body: (n, stream) => ({ model: 'gpt-5.1', input: question(n), stream, store: false }),
    ...samples('openai-responses-fixtures', responses),
  },
  {
    dialect: openaiCompletions,
    path: '/v1/completions',
    body: (n, stream) => ({
      model: 'codestral-2508',
      prompt: question(n),
      suffix: 'return 1;',
      ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    }),
    ...samples('openai-completions-fixtures', completions),
  },
  {
    dialect: anthropicMessages,
    path: '/v1/messages?beta=true',
    body: (n, stream) => ({
      model: 'claude-sonnet-5-5',
      max_tokens: 100,
      messages: [{ role: 'user', content: question(n) }],
      stream,
    }),
    ...samples('anthropic-fixtures', messages),
  },
];

function samples(folder: string, of: { readonly streamCases: readonly Case[]; readonly wholeCases: readonly Case[] }) {
  const load = ({ file, about }: Case): Sample => ({
    about,
    bytes: readFileSync(new URL(`../dialects/${folder}/${file}`, import.meta.url)),
  });
  return { streams: of.streamCases.map(load), wholes: of.wholeCases.map(load) };
}
