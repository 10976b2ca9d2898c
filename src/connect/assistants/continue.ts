import type { Assistant, ConfigFile, Wish } from '../assistant.js';
import { json } from '../formats/json.js';
import { yaml } from '../formats/yaml.js';
import { baseUrl, isOurUrl } from '../ours.js';
import { folderOf, joined } from '../place.js';
import { at, listAt, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** Continue, in the editor and as `cn`. With both files there it reads `config.yaml` only. */
export const continueDev: Assistant = {
  id: 'continue',
  label: 'Continue',
  traces: place => [folderOf(place, 'CONTINUE_GLOBAL_DIR', '.continue')],
  extensions: ['continue.continue'],
  how: 'files',
  wants: 'both',
  terminal: true,
  files: async (place, exists) => {
    const folder = folderOf(place, 'CONTINUE_GLOBAL_DIR', '.continue');
    const [current, old] = [joined(place, folder, 'config.yaml'), joined(place, folder, 'config.json')];
    // A new config.yaml would hide everything that an old config.json says.
    return [!(await exists(current)) && (await exists(old)) ? oldFile(old) : currentFile(current)];
  },
  next: () => ['Continue reads the file again by itself; pick a model that ends in “(Tuppence)”.'],
};

function currentFile(path: string): ConfigFile {
  return {
    path,
    format: yaml,
    connect: (value, wish) => [
      ...(at(value, ['name']) === undefined ? [set(['name'], 'My Config')] : []),
      ...(at(value, ['version']) === undefined ? [set(['version'], '1.0.0')] : []),
      ...(at(value, ['schema']) === undefined ? [set(['schema'], 'v1')] : []),
      ...listChanges(value, wish, ({ provider, model, apiBase, name }) => ({
        name,
        provider,
        model,
        apiBase,
        apiKey: wish.address.token,
        roles: ['chat', 'edit', 'apply'],
      })),
    ],
    disconnect,
  };
}

function oldFile(path: string): ConfigFile {
  return {
    path,
    format: json,
    connect: (value, wish) =>
      listChanges(value, wish, ({ provider, model, apiBase, name }) => ({
        title: name,
        provider,
        model,
        apiBase,
        apiKey: wish.address.token,
      })),
    disconnect,
  };
}

interface Entry {
  readonly name: string;
  readonly provider: 'openai' | 'anthropic';
  readonly model: string;
  readonly apiBase: string;
}

function listChanges(value: unknown, wish: Wish, write: (entry: Entry) => object): readonly Change[] {
  const apiBase = `${baseUrl(wish.address, 'continue')}/v1`;
  const entries: readonly Entry[] = [
    ...wish.models.chat.map(model => ({ name: `${model} (Tuppence)`, provider: 'openai' as const, model, apiBase })),
    ...wish.models.messages.map(model => ({
      name: `${model} (Tuppence)`,
      provider: 'anthropic' as const,
      model,
      // It adds only `messages`.
      apiBase: `${apiBase}/`,
    })),
  ];
  const gone = disconnect(value);
  const first = listAt(value, ['models']).length - gone.length;
  return [...gone, ...entries.map((entry, index) => set(['models', first + index], write(entry)))];
}

function disconnect(value: unknown): readonly Change[] {
  return listAt(value, ['models'])
    .flatMap((model, index) => (isOurUrl(textAt(model, ['apiBase'])) ? [remove(['models', index])] : []))
    .toReversed();
}
