import { createHash } from 'node:crypto';
import type { Settings } from '../protocol/settings.js';
import type { OwnKey } from './intake/door.js';
import { BadRequestError } from './prompt.js';
import type { Origin } from './prompt.js';
import { checkProviderUrl } from './providers/check-url.js';
import { knownProviders } from './providers/all.js';
import type { Provider } from './rooms/provider.js';
import type { DialectName } from './wire.js';

/** Which providers exist and which keys are at hand. Keys stay in this closure and in the requests that need them. */
export interface Keyring {
  provider(name: string): Provider | undefined;
  key(provider: Provider): string | undefined;
  /** Keeps a provider's key in memory, where it wins over the environment; undefined takes it away again. */
  setKey(name: string, key: string | undefined): void;
  /**
   * Where a request of this dialect goes that names no provider: to the default provider if it speaks the dialect, else
   * to the one the dialect comes from. A caller's own key goes there and nowhere else. Throws a BadRequestError when a
   * key is missing.
   */
  origin(ownKey: OwnKey | undefined, dialect: DialectName): Origin;
  /** The default provider has a key, needs none, or stands at an address of the user's own. */
  ready(): boolean;
  /** Names of the providers that can be used now, the default one first. */
  usable(): readonly string[];
}

/** A provider whose address or key cannot be used; the sentence says which and why. */
export class BadProviderError extends Error {
  override readonly name = 'BadProviderError';
  constructor(
    readonly reason: 'bad-url' | 'unknown-default',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Joins the built-in providers, the user's own and the addresses given on the command line. When the default provider
 * has neither a key nor an address of the user's own, the demo answers in its place where one runs.
 */
export function openKeyring(options: {
  readonly settings: () => Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Addresses given by flag or environment, by provider name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Keys at hand from the start, by provider name; as if each were set. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly demo: () => Provider | undefined;
}): Keyring {
  const { settings, env, urls } = options;
  for (const [name, url] of Object.entries(urls)) requireUrl(name, url);
  for (const [name, { url }] of Object.entries(settings().providers)) requireUrl(name, url);

  const held = new Map<string, string>();
  const setKey = (name: string, value: string | undefined) => {
    const bare = value?.trim() ?? '';
    if (bare === '') held.delete(name);
    else held.set(name, bare);
  };
  for (const [name, value] of Object.entries(options.keys ?? {})) setKey(name, value);

  const provider = (name: string): Provider | undefined => {
    const demo = options.demo();
    if (name === demo?.name) return demo;
    const own = settings().providers[name];
    const known = knownProviders.find(candidate => candidate.name === name);
    const url = urls[name] ?? own?.url ?? known?.url;
    if (url === undefined) return undefined;
    const base: Provider = known ?? { name, url, auth: 'bearer', dialects: allDialects };
    return { ...base, url: withVersion(name, url), auth: own?.auth ?? base.auth };
  };
  const key = (of: Provider): string | undefined => {
    if (of.auth === 'none') return undefined;
    const own = held.get(of.name);
    if (own !== undefined) return own;
    const variable =
      settings().providers[of.name]?.keyEnv ?? knownProviders.find(candidate => candidate.name === of.name)?.keyEnv;
    const value = variable === undefined ? undefined : env[variable]?.trim();
    return value === '' ? undefined : value;
  };
  const standard = (): Provider => {
    const { defaultProvider } = settings();
    const found = provider(defaultProvider);
    if (found !== undefined) return found;
    throw new BadProviderError(
      'unknown-default',
      `Setting 'defaultProvider' names '${defaultProvider}', which is neither built in nor listed under 'providers'.`,
    );
  };
  const reachable = (candidate: Provider) =>
    candidate.auth === 'none' ||
    key(candidate) !== undefined ||
    urls[candidate.name] !== undefined ||
    settings().providers[candidate.name] !== undefined;
  standard();

  return {
    provider,
    key,
    setKey,
    origin: (ownKey, dialect) => {
      const first = speaker(standard(), dialect, provider);
      const auth = dialect.startsWith('anthropic') && first.name === 'anthropic' ? 'x-api-key' : first.auth;
      if (ownKey !== undefined) {
        return { provider: first, auth: ownKey.header, key: ownKey.value, tenant: tenantOf(ownKey.value) };
      }
      const demo = options.demo();
      if (reachable(first)) {
        const stored = key(first);
        return { provider: first, auth, key: stored, tenant: tenantOf(stored ?? '') };
      }
      if (demo?.dialects.includes(dialect) === true) {
        return { provider: demo, auth: 'none', key: undefined, tenant: 'demo' };
      }
      throw noKey(first);
    },
    ready: () => reachable(standard()),
    usable: () => {
      const first = standard();
      const demo = options.demo();
      const others = [...knownProviders.map(({ name }) => name), ...Object.keys(settings().providers)]
        .filter(name => name !== first.name)
        .filter(name => {
          const candidate = provider(name);
          return candidate !== undefined && candidate.auth !== 'none' && key(candidate) !== undefined;
        });
      return [...(reachable(first) ? [first.name] : demo === undefined ? [] : [demo.name]), ...new Set(others)];
    },
  };
}

/** A shell set up for a client of Tuppence hands Tuppence's own address to Tuppence; it would ask itself for ever. Throws {@link BadProviderError}. */
export function refuseLoop(urls: Readonly<Record<string, string>>, port: number): void {
  for (const [name, url] of Object.entries(urls)) {
    const { hostname, port: named } = new URL(url);
    if (named !== String(port) || !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) continue;
    throw new BadProviderError(
      'bad-url',
      `The URL of provider '${name}' is Tuppence's own address: unset ${name.toUpperCase()}_BASE_URL for it, or give --${name}-url.`,
    );
  }
}

const allDialects: readonly DialectName[] = [
  'openai-chat',
  'openai-responses',
  'openai-completions',
  'openai-embeddings',
  'anthropic-messages',
  'anthropic-count-tokens',
];

function speaker(first: Provider, dialect: DialectName, provider: (name: string) => Provider | undefined): Provider {
  if (first.dialects.includes(dialect)) return first;
  return provider(dialect.startsWith('anthropic') ? 'anthropic' : 'openai') ?? first;
}

function noKey({ name }: Provider): BadRequestError {
  const variable = knownProviders.find(candidate => candidate.name === name)?.keyEnv ?? 'its key variable';
  return new BadRequestError(
    401,
    'no_provider_key',
    `Tuppence has no key for ${name}: set ${variable} before it starts, or send your own key beside 'x-tuppence-token'.`,
  );
}

/** Anthropic's own tools write their base URL without the version, everybody else's with it. */
function withVersion(name: string, url: string): string {
  const bare = url.replace(/\/+$/, '');
  return name === 'anthropic' && new URL(bare).pathname === '/' ? `${bare}/v1` : bare;
}

function requireUrl(name: string, url: string): void {
  const refused = checkProviderUrl(url);
  if (refused !== undefined)
    throw new BadProviderError('bad-url', `The URL of provider '${name}' cannot be used: ${refused}`);
}

/** Enough of the hash to keep tenants apart, too little to say anything about the key. One key serves nearly all calls. */
function tenantOf(key: string): string {
  if (last?.key !== key) last = { key, tenant: createHash('sha256').update(key).digest('hex').slice(0, 16) };
  return last.tenant;
}
let last: { readonly key: string; readonly tenant: string } | undefined;
