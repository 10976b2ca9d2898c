import { languageNames, type LanguageName } from './languages.js';

// What one run of the bench does, with every count fixed beforehand, so that it always ends.

export interface Plan {
  readonly quick: boolean;
  readonly cases: readonly CasePlan[];
  /** Requests per target before the first that counts, so that both sides run compiled code. */
  readonly warmUp: number;
  readonly semantic: {
    /** Entries laid into the cache beforehand, through real requests. */
    readonly entries: number;
    readonly requests: number;
  };
  /** How often the proxy is started to time the start. */
  readonly starts: number;
  /** 0 takes a free port. */
  readonly mockPort: number;
  readonly peers: readonly Peer[];
}

export interface CasePlan {
  readonly dialect: LanguageName;
  readonly form: 'json' | 'stream';
  readonly bodyBytes: 500 | 200_000;
  readonly concurrency: 1 | 16;
  /** Per target. */
  readonly requests: number;
}

/** Another proxy in the same run. Its user has pointed it at the mock provider. */
export interface Peer {
  readonly name: string;
  /** OpenAI-compatible base URL, such as `http://127.0.0.1:8787/v1`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A flag that cannot be used; the message says which and why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Flags {
  readonly quick: boolean;
  /** One of the languages, or `all`; chat when left out. */
  readonly dialect: string | undefined;
  readonly entries: string | undefined;
  readonly mockPort: string | undefined;
  readonly peers: readonly string[];
  readonly peerHeaders: readonly string[];
}

/** Reads the flags. Throws {@link UsageError}. */
export function planFrom(flags: Flags): Plan {
  const { quick } = flags;
  const cases = dialectsFrom(flags.dialect ?? 'chat').flatMap(dialect => casesOf(dialect, quick));
  return {
    quick,
    cases,
    warmUp: quick ? 40 : 200,
    semantic: {
      entries: whole('--entries', flags.entries ?? (quick ? '500' : '10000'), quick ? 500 : 2_500, 16_000),
      requests: quick ? 60 : 400,
    },
    starts: quick ? 3 : 7,
    mockPort: whole('--mock-port', flags.mockPort ?? '0', 0, 65_535),
    peers: flags.peers.map(text => peerFrom(text, flags.peerHeaders)),
  };
}

function dialectsFrom(text: string): readonly LanguageName[] {
  const named = text === 'all' ? languageNames : languageNames.filter(name => name === text);
  if (named.length > 0) return named;
  throw new UsageError(`--dialect needs one of ${languageNames.join(', ')} or all, not '${text}'.`);
}

function casesOf(dialect: LanguageName, quick: boolean): readonly CasePlan[] {
  return ([500, 200_000] as const).flatMap(bodyBytes =>
    (['json', 'stream'] as const).flatMap(form =>
      ([1, 16] as const).map(concurrency => ({
        dialect,
        form,
        bodyBytes,
        concurrency,
        requests: Math.ceil(fullCount(form, bodyBytes, concurrency) / (quick ? 8 : 1)),
      })),
    ),
  );
}

function fullCount(
  form: CasePlan['form'],
  bodyBytes: CasePlan['bodyBytes'],
  concurrency: CasePlan['concurrency'],
): number {
  const atOnce = concurrency === 16 ? 2 : 1;
  if (form === 'stream') return 400 * atOnce;
  return (bodyBytes === 500 ? 1_500 : 600) * atOnce;
}

function peerFrom(text: string, headers: readonly string[]): Peer {
  const [, name, url] = /^([\w.-]+)=(https?:\/\/.+?)\/?$/u.exec(text) ?? [];
  if (name === undefined || url === undefined) throw new UsageError(`--peer needs name=url, not '${text}'.`);
  return { name, url, headers: Object.fromEntries(headers.flatMap(header => headerFor(name, header))) };
}

function headerFor(peer: string, text: string): readonly (readonly [string, string])[] {
  const [, name, header, value] = /^([\w.-]+):([\w-]+)=(.*)$/u.exec(text) ?? [];
  if (header === undefined || value === undefined) {
    throw new UsageError(`--peer-header needs name:header=value, not '${text}'.`);
  }
  return name === peer ? [[header, value]] : [];
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new UsageError(`${flag} needs a whole number from ${min} to ${max}, not '${text}'.`);
}
