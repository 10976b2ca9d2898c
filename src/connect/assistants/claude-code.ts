import type { Account, Assistant, Look, Wish } from '../assistant.js';
import { json } from '../formats/json.js';
import { baseUrl, isOurToken, isOurUrl, withoutTokenLine, withTokenLine } from '../ours.js';
import { atHome, folderOf, joined } from '../place.js';
import type { Place } from '../place.js';
import { objectAt, remove, set, textAt } from '../value.js';
import type { Change } from '../value.js';

/** Anthropic's agent, in the terminal and in the editor: both read `settings.json`. */
export const claudeCode: Assistant = {
  id: 'claude-code',
  label: 'Claude Code',
  traces: place => [folderOf(place, 'CLAUDE_CONFIG_DIR', '.claude'), atHome(place, '.claude.json')],
  extensions: ['anthropic.claude-code'],
  how: 'files',
  wants: 'none',
  suggestAccount,
  terminal: true,
  files: place =>
    Promise.resolve([
      {
        path: joined(place, folderOf(place, 'CLAUDE_CONFIG_DIR', '.claude'), 'settings.json'),
        format: json,
        connect,
        disconnect,
        remarks,
      },
    ]),
  next: wish => [
    'Start Claude Code again; a running session keeps its old address.',
    wish.account === 'own'
      ? 'Your own login or key stays in use and passes through Tuppence.'
      : 'Requests are paid with the Anthropic key that Tuppence holds.',
  ],
};

const client = 'claude-code';
const url = ['env', 'ANTHROPIC_BASE_URL'];
const headers = ['env', 'ANTHROPIC_CUSTOM_HEADERS'];
const authToken = ['env', 'ANTHROPIC_AUTH_TOKEN'];
const small = ['env', 'ANTHROPIC_DEFAULT_HAIKU_MODEL'];

/** On macOS the login itself is in the keychain; what it leaves here tells of it. */
async function suggestAccount(place: Place, look: Look): Promise<Account> {
  const named = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'];
  if (named.some(name => (place.env[name] ?? '') !== '')) return 'own';
  const folder = folderOf(place, 'CLAUDE_CONFIG_DIR', '.claude');
  if ((await look(joined(place, folder, '.credentials.json'))) !== undefined) return 'own';
  const state = await look(atHome(place, '.claude.json'));
  const settings = await look(joined(place, folder, 'settings.json'));
  return /"(?:oauthAccount|customApiKeyResponses)"/.test(state ?? '') ||
    /"(?:apiKeyHelper|ANTHROPIC_API_KEY)"/.test(settings ?? '')
    ? 'own'
    : 'tuppence';
}

function connect(value: unknown, { address, account, models }: Wish): readonly Change[] {
  const known = textAt(value, small);
  return [
    // Claude Code adds `/v1/messages` itself.
    set(url, baseUrl(address, client)),
    account === 'own'
      ? set(headers, withTokenLine(textAt(value, headers), address.token))
      : set(authToken, address.token),
    // With an address that is not Anthropic's and without this, titles and other side tasks go to the main model.
    ...(known === undefined ? [set(small, models.smallMessages)] : []),
  ];
}

function disconnect(value: unknown): readonly Change[] {
  const lines = textAt(value, headers);
  const others = lines === undefined ? undefined : withoutTokenLine(lines);
  return [
    ...(isOurUrl(textAt(value, url)) ? [remove(url)] : []),
    ...(others === undefined || others === lines
      ? []
      : [others.trim() === '' ? remove(headers) : set(headers, others)]),
    ...(isOurToken(textAt(value, authToken)) ? [remove(authToken)] : []),
  ];
}

function remarks(value: unknown, { account }: Wish): readonly string[] {
  const before = textAt(value, url);
  const env = objectAt(value, ['env']);
  const cloud = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'].find(
    name => name in env,
  );
  return [
    ...(before === undefined || isOurUrl(before)
      ? []
      : [`Claude Code was pointed at ${before}; Tuppence sends its requests to Anthropic instead.`]),
    ...(cloud === undefined ? [] : [`${cloud} is set, and with it Claude Code passes by any address given here.`]),
    ...(account === 'tuppence' && textAt(value, ['env', 'ANTHROPIC_API_KEY']) !== undefined
      ? ['ANTHROPIC_API_KEY is set in the same file and goes before the key that Tuppence holds.']
      : []),
  ];
}
