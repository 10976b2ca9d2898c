import type { Assistant, Wish } from '../assistant.js';
import { json } from '../formats/json.js';
import { abilitiesOf } from '../models.js';
import { baseUrl, blockName, isOurUrl } from '../ours.js';
import { folderOf, joined } from '../place.js';
import { objectAt, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** pi keeps its providers in one file and its choice among them in another. */
export const pi: Assistant = {
  id: 'pi',
  label: 'pi',
  traces: place => [folderOf(place, 'PI_CODING_AGENT_DIR', '.pi', 'agent')],
  extensions: [],
  how: 'files',
  wants: 'both',
  terminal: true,
  files: place => {
    const folder = folderOf(place, 'PI_CODING_AGENT_DIR', '.pi', 'agent');
    return Promise.resolve([
      { path: joined(place, folder, 'models.json'), format: json, connect, disconnect },
      { path: joined(place, folder, 'settings.json'), format: json, connect: choose, disconnect: unchoose },
    ]);
  },
  next: () => ['/model in pi lists the Tuppence models at once; a new session begins with the first of them.'],
};

const chatBlock = 'tuppence';
const messagesBlock = 'tuppence-claude';

function connect(value: unknown, { address, models }: Wish): readonly Change[] {
  const blocks = objectAt(value, ['providers']);
  const base = baseUrl(address, 'pi');
  const block = (url: string, api: string, names: readonly string[]): object => ({
    baseUrl: url,
    api,
    apiKey: address.token,
    models: names.map(entryOf),
  });
  const chat = [...new Set([...models.chat, models.smallChat])];
  return [
    set(['providers', blockName(blocks, chatBlock, isOurs)], block(`${base}/v1`, 'openai-completions', chat)),
    ...(models.messages.length === 0
      ? []
      : [
          set(
            ['providers', blockName(blocks, messagesBlock, isOurs)],
            block(base, 'anthropic-messages', models.messages),
          ),
        ]),
  ];
}

function entryOf(id: string): object {
  const { inputTokens, outputTokens, images } = abilitiesOf(id);
  return {
    id,
    input: images ? ['text', 'image'] : ['text'],
    contextWindow: inputTokens + outputTokens,
    maxTokens: outputTokens,
  };
}

function isOurs(block: unknown): boolean {
  return isOurUrl(textAt(block, ['baseUrl']));
}

function disconnect(value: unknown): readonly Change[] {
  return Object.entries(objectAt(value, ['providers'])).flatMap(([name, block]) =>
    isOurs(block) ? [remove(['providers', name])] : [],
  );
}

function choose(_value: unknown, { models }: Wish): readonly Change[] {
  return [set(['defaultProvider'], chatBlock), set(['defaultModel'], models.chat[0] ?? models.smallChat)];
}

function unchoose(value: unknown): readonly Change[] {
  return [chatBlock, messagesBlock].includes(textAt(value, ['defaultProvider']) ?? '')
    ? [remove(['defaultProvider']), remove(['defaultModel'])]
    : [];
}
