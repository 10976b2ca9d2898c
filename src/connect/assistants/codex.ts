import type { Account, Assistant, Look, Wish } from '../assistant.js';
import { toml } from '../formats/toml.js';
import { baseUrl, blockName, isOurUrl, tokenHeader } from '../ours.js';
import { folderOf, joined } from '../place.js';
import type { Place } from '../place.js';
import { objectAt, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** OpenAI's agent, in the terminal and in the editor: both read `config.toml`. */
export const codex: Assistant = {
  id: 'codex',
  label: 'Codex',
  traces: place => [folderOf(place, 'CODEX_HOME', '.codex')],
  extensions: ['openai.chatgpt'],
  how: 'files',
  wants: 'none',
  suggestAccount,
  terminal: true,
  files: place =>
    Promise.resolve([
      {
        path: joined(place, folderOf(place, 'CODEX_HOME', '.codex'), 'config.toml'),
        format: toml,
        connect,
        disconnect,
        remarks,
      },
    ]),
  next: wish => [
    'Start Codex again; it reads its settings at the start only.',
    wish.account === 'own'
      ? 'The OpenAI API key that Codex is signed in with passes through Tuppence. A ChatGPT plan cannot: it is tied to OpenAI’s own address.'
      : 'Requests are paid with the OpenAI key that Tuppence holds.',
  ],
};

/** A ChatGPT login is there as well, but works at OpenAI's own address only. */
async function suggestAccount(place: Place, look: Look): Promise<Account> {
  const login = await look(joined(place, folderOf(place, 'CODEX_HOME', '.codex'), 'auth.json'));
  return /"OPENAI_API_KEY"\s*:\s*"[^"]/.test(login ?? '') ? 'own' : 'tuppence';
}

function connect(value: unknown, { address, account }: Wish): readonly Change[] {
  const name = blockName(objectAt(value, ['model_providers']), 'tuppence', isOurs);
  return [
    set(['model_provider'], name),
    set(['model_providers', name], {
      name: 'Tuppence',
      base_url: `${baseUrl(address, 'codex')}/v1`,
      wire_api: 'responses',
      http_headers: { [tokenHeader]: address.token },
      ...(account === 'own' ? { requires_openai_auth: true } : {}),
    }),
  ];
}

function isOurs(block: unknown): boolean {
  return isOurUrl(textAt(block, ['base_url']));
}

function disconnect(value: unknown): readonly Change[] {
  const ours = Object.entries(objectAt(value, ['model_providers'])).filter(([, block]) => isOurs(block));
  const chosen = textAt(value, ['model_provider']);
  return [
    ...(ours.some(([name]) => name === chosen) ? [remove(['model_provider'])] : []),
    ...ours.map(([name]) => remove(['model_providers', name])),
    ...(isOurUrl(textAt(value, ['openai_base_url'])) ? [remove(['openai_base_url'])] : []),
  ];
}

function remarks(value: unknown): readonly string[] {
  const chosen = textAt(value, ['model_provider']);
  const other = chosen !== undefined && !isOurs(objectAt(value, ['model_providers'])[chosen]) && chosen !== 'openai';
  return other
    ? [`Codex used the provider '${chosen}'; Tuppence sends its requests to its own default provider instead.`]
    : [];
}
