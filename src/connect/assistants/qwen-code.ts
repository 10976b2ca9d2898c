import type { Assistant, Wish } from '../assistant.js';
import { json } from '../formats/json.js';
import { abilitiesOf } from '../models.js';
import { baseUrl, isOurUrl } from '../ours.js';
import { atHome } from '../place.js';
import { listAt, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** Qwen's agent. It reads keys from environment variables, which its settings file may set. */
export const qwenCode: Assistant = {
  id: 'qwen-code',
  label: 'Qwen Code',
  traces: place => [atHome(place, '.qwen')],
  extensions: ['qwenlm.qwen-code-vscode-ide-companion'],
  how: 'files',
  wants: 'chat',
  terminal: true,
  files: place =>
    Promise.resolve([{ path: atHome(place, '.qwen', 'settings.json'), format: json, connect, disconnect }]),
  next: () => ['Start Qwen Code again; /model shows the models that end in “(Tuppence)”.'],
};

const variable = 'TUPPENCE_TOKEN';
const list = ['modelProviders', 'openai'];
const authType = ['security', 'auth', 'selectedType'];

function connect(value: unknown, { address, models }: Wish): readonly Change[] {
  const gone = modelsOfOurs(value);
  const first = listAt(value, list).length - gone.length;
  return [
    set(['env', variable], address.token),
    ...gone,
    ...models.chat.map((id, index) => {
      const { inputTokens, outputTokens } = abilitiesOf(id);
      return set([...list, first + index], {
        id,
        name: `${id} (Tuppence)`,
        baseUrl: `${baseUrl(address, 'qwen-code')}/v1`,
        envKey: variable,
        generationConfig: { contextWindowSize: inputTokens + outputTokens },
      });
    }),
    set(authType, 'openai'),
    set(['model', 'name'], models.chat[0] ?? models.smallChat),
  ];
}

function modelsOfOurs(value: unknown): readonly Change[] {
  return listAt(value, list)
    .flatMap((model, index) => (isOurUrl(textAt(model, ['baseUrl'])) ? [remove([...list, index])] : []))
    .toReversed();
}

function disconnect(value: unknown): readonly Change[] {
  const names = listAt(value, list).flatMap(model =>
    isOurUrl(textAt(model, ['baseUrl'])) ? [textAt(model, ['id'])] : [],
  );
  return [
    ...(textAt(value, ['env', variable]) === undefined ? [] : [remove(['env', variable])]),
    ...modelsOfOurs(value),
    ...(names.includes(textAt(value, ['model', 'name'])) ? [remove(['model', 'name'])] : []),
  ];
}
