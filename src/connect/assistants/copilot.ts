import type { Assistant, Wish } from '../assistant.js';
import { json } from '../formats/json.js';
import { abilitiesOf } from '../models.js';
import { baseUrl, isOurUrl, tokenHeader } from '../ours.js';
import { joined } from '../place.js';
import { isObject, listAt, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** Copilot's chat in the editor, through its custom endpoint (VS Code 1.122 and later). */
export const copilot: Assistant = {
  id: 'copilot',
  label: 'GitHub Copilot Chat',
  traces: place =>
    place.editorFolder === undefined ? [] : [joined(place, place.editorFolder, 'chatLanguageModels.json')],
  extensions: ['github.copilot-chat', 'github.copilot'],
  how: 'files',
  wants: 'both',
  terminal: false,
  files: place =>
    Promise.resolve(
      place.editorFolder === undefined
        ? []
        : [{ path: joined(place, place.editorFolder, 'chatLanguageModels.json'), format: json, connect, disconnect }],
    ),
  editorSettings: [
    {
      key: 'chat.utilitySmallModel',
      value: 'tuppence/tuppence-cheap',
      offer: 'Titles and commit messages can go to a cheap model through Tuppence too.',
    },
  ],
  next: () => [
    'Its models are in the chat’s model picker, perhaps under “Other Models” and perhaps only after the first question.',
    'Inline completions cannot be redirected.',
  ],
};

const vendor = 'customendpoint';

interface Kind {
  readonly name: string;
  readonly apiType: 'chat-completions' | 'messages';
  readonly path: string;
  readonly models: readonly string[];
}

function connect(value: unknown, wish: Wish): readonly Change[] {
  const kinds: readonly Kind[] = [
    { name: 'Tuppence endpoint', apiType: 'chat-completions', path: '/v1/chat/completions', models: wish.models.chat },
    { name: 'Tuppence endpoint (Claude)', apiType: 'messages', path: '/v1/messages', models: wish.models.messages },
  ];
  const gone = disconnect(value);
  const first = listAt(value, []).length - gone.length;
  return [
    ...gone,
    ...kinds.filter(({ models }) => models.length > 0).map((kind, index) => set([first + index], groupOf(kind, wish))),
  ];
}

function groupOf({ name, apiType, path, models }: Kind, { address }: Wish): object {
  return {
    name,
    vendor,
    // The editor keeps keys elsewhere and ignores one that is written here; the header below is what counts.
    apiKey: 'not-used',
    apiType,
    models: models.map(id => {
      const { inputTokens, outputTokens, images } = abilitiesOf(id);
      return {
        id,
        name: `${id} (Tuppence)`,
        url: `${baseUrl(address, 'copilot')}${path}`,
        toolCalling: true,
        vision: images,
        maxInputTokens: inputTokens,
        maxOutputTokens: outputTokens,
        requestHeaders: { [tokenHeader]: address.token },
      };
    }),
  };
}

/** Groups whose every model leads to Tuppence. One that the user added a model of their own to loses ours only. */
function disconnect(value: unknown): readonly Change[] {
  return listAt(value, [])
    .flatMap((group, index): readonly Change[] => {
      if (!isObject(group) || group['vendor'] !== vendor) return [];
      const ours = listAt(group, ['models']).map(model => isOurUrl(textAt(model, ['url'])));
      if (ours.length > 0 && ours.every(Boolean)) return [remove([index])];
      return ours.flatMap((isOurs, at) => (isOurs ? [remove([index, 'models', at])] : [])).toReversed();
    })
    .toReversed();
}
