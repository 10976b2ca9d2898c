import type { ConfigFile, Wish } from './assistant.js';
import { json } from './formats/json.js';
import { abilitiesOf } from './models.js';
import { baseUrl, blockName, isOurUrl } from './ours.js';
import { objectAt, remove, set, textAt } from './value.js';
import type { Change, Path } from './value.js';

// opencode and Kilo Code share one way of writing providers: a block with an AI SDK package, its options and models.

interface Kind {
  readonly npm: string;
  readonly name: string;
  readonly label: string;
  /** What the user's own provider of this kind is called there. */
  readonly stands: string;
}

const kinds: Readonly<Record<'chat' | 'messages', Kind>> = {
  chat: { npm: '@ai-sdk/openai-compatible', name: 'tuppence', label: 'Tuppence', stands: 'openai' },
  messages: { npm: '@ai-sdk/anthropic', name: 'tuppence-claude', label: 'Tuppence (Claude)', stands: 'anthropic' },
};

/** One such file. The model that the user works with stays the same and goes through Tuppence. */
export function providerBlocks(client: string, path: string): ConfigFile {
  return { path, format: json, connect: (value, wish) => connect(client, value, wish), disconnect, remarks };
}

function connect(client: string, value: unknown, wish: Wish): readonly Change[] {
  const blocks = objectAt(value, ['provider']);
  const names = {
    chat: blockName(blocks, kinds.chat.name, isOurs),
    messages: blockName(blocks, kinds.messages.name, isOurs),
  };
  const asked = { model: textAt(value, ['model']), small_model: textAt(value, ['small_model']) };
  const use = (kind: 'chat' | 'messages', model: string): string => `${names[kind]}/${model}`;
  const speaks = kindOf(asked.model) ?? 'chat';
  const main = modelOf(asked.model) ?? wish.models[speaks][0];
  const small = modelOf(asked.small_model) ?? (speaks === 'chat' ? wish.models.smallChat : wish.models.smallMessages);
  const listed = (kind: 'chat' | 'messages'): readonly string[] => [
    ...new Set([...(kind === speaks ? [main ?? [], small].flat() : []), ...wish.models[kind]]),
  ];
  return [
    ...(['chat', 'messages'] as const)
      .filter(kind => listed(kind).length > 0)
      .flatMap(kind =>
        blockChanges(client, ['provider', names[kind]], blocks[names[kind]], kinds[kind], wish, listed(kind)),
      ),
    ...(main === undefined ? [] : [set(['model'], use(speaks, main))]),
    set(['small_model'], use(speaks, small)),
  ];
}

/** A whole new block, or what a block of ours lacks. */
function blockChanges(
  client: string,
  path: Path,
  block: unknown,
  kind: Kind,
  { address }: Wish,
  models: readonly string[],
): readonly Change[] {
  const options = { baseURL: `${baseUrl(address, client)}/v1`, apiKey: address.token };
  const entries = models.map(model => [model, entryOf(model)] as const);
  if (block === undefined) {
    return [set(path, { npm: kind.npm, name: kind.label, options, models: Object.fromEntries(entries) })];
  }
  const known = objectAt(block, ['models']);
  return [
    set([...path, 'options', 'baseURL'], options.baseURL),
    set([...path, 'options', 'apiKey'], options.apiKey),
    ...entries.filter(([model]) => !(model in known)).map(([model, entry]) => set([...path, 'models', model], entry)),
  ];
}

function entryOf(model: string): object {
  const { inputTokens, outputTokens } = abilitiesOf(model);
  return { name: model, limit: { context: inputTokens + outputTokens, output: outputTokens } };
}

/** Which of our blocks stands in for the provider before the slash; undefined when none can. */
function kindOf(model: string | undefined): 'chat' | 'messages' | undefined {
  const provider = model?.split('/')[0]?.replace(/-\d+$/, '');
  return (['chat', 'messages'] as const).find(kind => provider === kinds[kind].stands || provider === kinds[kind].name);
}

function modelOf(model: string | undefined): string | undefined {
  return kindOf(model) === undefined ? undefined : model?.slice(model.indexOf('/') + 1);
}

function isOurs(block: unknown): boolean {
  return isOurUrl(textAt(block, ['options', 'baseURL']));
}

function disconnect(value: unknown): readonly Change[] {
  const ours = Object.entries(objectAt(value, ['provider']))
    .filter(([, block]) => isOurs(block))
    .map(([name]) => name);
  return [
    ...['model', 'small_model']
      .filter(key => ours.includes(textAt(value, [key])?.split('/')[0] ?? ''))
      .map(key => remove([key])),
    ...ours.map(name => remove(['provider', name])),
  ];
}

function remarks(value: unknown): readonly string[] {
  const model = textAt(value, ['model']);
  return model === undefined || kindOf(model) !== undefined
    ? []
    : [
        `The model was '${model}', whose provider Tuppence does not stand in for; another one is chosen until you disconnect.`,
      ];
}
