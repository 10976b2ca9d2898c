import type { Assistant, Wish } from '../assistant.js';
import { json } from '../formats/json.js';
import { baseUrl, isOurUrl } from '../ours.js';
import { atHome } from '../place.js';
import { at, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** Cline's agent for the terminal; its extension has settings of its own and looks here after them. */
export const cline: Assistant = {
  id: 'cline',
  label: 'Cline',
  traces: place => [atHome(place, '.cline')],
  extensions: ['saoudrizwan.claude-dev'],
  how: 'files',
  wants: 'chat',
  terminal: true,
  files: place =>
    Promise.resolve([
      {
        path: atHome(place, '.cline', 'data', 'settings', 'providers.json'),
        format: json,
        connect,
        disconnect,
        remarks,
      },
    ]),
  next: ({ address }) => [
    'In the terminal Cline uses Tuppence from its next start on.',
    `In the editor, choose the provider “OpenAI Compatible” in Cline’s settings, with base URL ${baseUrl(address, 'cline')}/v1 and Tuppence’s token as the key (“Tuppence: Copy Token”).`,
  ],
};

const provider = ['providers', 'openai-compatible'];

function connect(value: unknown, { address, models, nowIso }: Wish): readonly Change[] {
  const settings = {
    provider: 'openai-compatible',
    apiKey: address.token,
    model: models.chat[0] ?? models.smallChat,
    baseUrl: `${baseUrl(address, 'cline')}/v1`,
  };
  return [
    ...(at(value, ['version']) === undefined ? [set(['version'], 1)] : []),
    set(['lastUsedProvider'], 'openai-compatible'),
    ...Object.entries(settings).map(([key, item]) => set([...provider, 'settings', key], item)),
    set([...provider, 'updatedAt'], nowIso),
    set([...provider, 'tokenSource'], 'manual'),
  ];
}

function disconnect(value: unknown): readonly Change[] {
  if (!isOurUrl(textAt(value, [...provider, 'settings', 'baseUrl']))) return [];
  return [
    ...(textAt(value, ['lastUsedProvider']) === 'openai-compatible' ? [remove(['lastUsedProvider'])] : []),
    remove(provider),
  ];
}

function remarks(value: unknown): readonly string[] {
  const before = textAt(value, [...provider, 'settings', 'baseUrl']);
  return before === undefined || isOurUrl(before)
    ? []
    : [`Cline has room for one OpenAI-compatible provider; yours (${before}) comes back when you disconnect.`];
}
