import type { Identity } from '../protocol/api.js';
import type { Claim } from './intake/listen.js';
import type { SettingsFile } from './settings-file.js';

/** What a proxy is started with. Everything else comes from `settings.json` in the data folder. */
export interface ServeOptions {
  readonly version: string;
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Wins over the token in the data folder. */
  readonly token?: string;
  /** Provider addresses that win over the built-in ones. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Settings that win over the file and are never written to it. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Provider keys by provider name; they stay in memory and win over the environment. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Who runs this proxy; `command-line` unless told. */
  readonly door?: Identity['door'];
  /** A port that is already ours, in place of the one in the settings. It is closed with the proxy, or when this fails. */
  readonly claim?: Claim;
  /** Called when somebody who holds the token asks this proxy to leave. Left out: it refuses to. */
  readonly onLeave?: () => void;
  /** How fast the demo provider answers, where it has to. */
  readonly demoPace?: 'instant' | 'realistic';
}

/** A proxy that listens. */
export interface RunningProxy {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** The demo upstream's own address, when it runs. */
  readonly demoUrl: string | undefined;
  /** Names of the providers that can answer, the default one first. */
  readonly providers: readonly string[];
  readonly settings: SettingsFile;
  identity(): Identity;
  /** Gives a snapshot as JSON at once and after each change. Returns how to stop. */
  follow(take: (snapshot: string) => void): () => void;
  /** Sentences about what is wrong while prompts still pass. */
  troubles(): readonly string[];
  /** Since the last request with the token ended; 0 while one is under way, a follower's included. */
  idleMs(): number;
  /** Frees the port at once; replies under way get `graceMs` to finish, 1,500 by default. */
  close(graceMs?: number): Promise<void>;
  /** What a process still does that must be gone in an instant: the ledger is closed in good order. */
  abandon(): void;
}
