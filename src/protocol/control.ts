import type { ApiRoute, ApiRoutes, Identity } from './api.js';
import type { Snapshot } from './snapshot.js';

// What the extension and its child say to each other, as JSON-RPC over the child's IPC channel. The child answers for
// the one proxy of this machine, whether it serves itself or follows another window's.

/** `initializationOptions` of the initialize request. Keys are in this message and in memory, nowhere else. */
export interface ChildStart {
  readonly version: string;
  /** Null: the platform's data folder, shared with the command line. */
  readonly dataFolder: string | null;
  /** Provider keys by provider name. */
  readonly keys: Readonly<Record<string, string>>;
  /** Settings that the user has set in the editor, as a patch of the proxy's settings; others keep their value. */
  readonly settings: unknown;
  readonly keepRunning: KeepRunning;
}

/** Whether the proxy stays when the last window closes, and for how long without any request. */
export type KeepRunning = { readonly kind: 'no' } | { readonly kind: 'until-idle'; readonly idleMinutes: number };

/** Requests from the extension. */
export interface ControlRequests {
  /** Any of Tuppence's own routes, whoever serves them. `path` has its parameters filled in, query included. */
  'tuppence/api': { readonly params: ApiCall; readonly result: ApiAnswer };
  /** Where assistants connect, and with what. Rejects while nobody serves. */
  'tuppence/address': { readonly params: null; readonly result: Address };
  /** Tries the port again, after the user freed it or changed the setting. */
  'tuppence/retry': { readonly params: null; readonly result: LinkState };
  'tuppence/keep-running': { readonly params: KeepRunning; readonly result: null };
}

/** Notifications to the extension. */
export interface ControlNotifications {
  'tuppence/link': LinkState;
  /** At most twice a second, and only when something changed. */
  'tuppence/snapshot': Snapshot;
}

/** How this window stands with the proxy. */
export type LinkState =
  | { readonly kind: 'starting' }
  /** This window's child listens. */
  | { readonly kind: 'serving'; readonly identity: Identity; readonly url: string }
  /** Another process listens; this window takes over when it goes. */
  | { readonly kind: 'following'; readonly identity: Identity; readonly url: string }
  /** Somebody else has the port. `who` is what could be learned about them, `nextPort` one that is free. */
  | { readonly kind: 'port-taken'; readonly port: number; readonly who: string; readonly nextPort: number }
  /** The proxy cannot run; the sentence says why and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, with a leading slash. */
  readonly path: string;
  readonly body?: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly value: unknown;
}

/** A route's result by its name, for typed callers around `tuppence/api`. */
export type ApiResult<Route extends ApiRoute> = ApiRoutes[Route]['result'];

export interface Address {
  readonly url: string;
  readonly token: string;
}
