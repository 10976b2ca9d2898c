import { readFileSync } from 'node:fs';
import { openaiCompletions } from '../../src/proxy/dialects/openai-completions.js';
import { dialectContract } from '../contract/dialect.js';
import { deliveryFields } from './openai-delivery.js';
import { streamCases, wholeCases } from './openai-completions-fixtures/cases.js';

const read = ({ file, about }: { readonly file: string; readonly about: string }) => ({
  name: about,
  bytes: readFileSync(new URL(`openai-completions-fixtures/${file}`, import.meta.url)),
});

dialectContract(openaiCompletions, {
  request: {
    model: 'gpt-3.5-turbo-instruct',
    prompt: 'function add(a, b) {\n',
    suffix: '\n}\n',
    max_tokens: 64,
    temperature: 0,
    stop: ['\n\n'],
    echo: false,
    best_of: 1,
    stream: true,
    x_unknown: { kept: true },
  },
  streams: streamCases.map(read),
  wholes: wholeCases.map(read),
  withoutEffect: deliveryFields,
});
