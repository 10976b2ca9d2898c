import type { Identity } from '../../protocol/api.js';
import type { Snapshot } from '../../protocol/snapshot.js';
import type { Claim } from '../intake/listen.js';
import { callApi } from './api-call.js';
import { openLive } from './live.js';
import type { EditorWindow } from './window.js';

/** A place at the one proxy: served by this process, or by another one that this window follows. */
export interface Seat {
  readonly kind: 'serving' | 'following';
  readonly port: number;
  readonly token: string;
  readonly identity: Identity;
  /** Resolves when the seat is lost or was left. */
  readonly over: Promise<void>;
  /** Other windows that follow this process. */
  windows(): number;
  /** Resolves when all is closed. Replies under way get `graceMs`, and the port is free at once. */
  leave(graceMs: number): Promise<void>;
  /** For a process that must be gone in an instant. */
  abandon(): void;
}

/** Serves on the claimed port. Rejects with an error whose message is for the user; the port is free again then. */
export async function serveHere(window: EditorWindow, claim: Claim, show: (snapshot: Snapshot) => void): Promise<Seat> {
  // Whoever only follows never loads it.
  const { startProxy } = await import('../serve.js');
  const { version, folder } = window;
  const proxy = await startProxy({
    version,
    dataFolder: folder,
    env: process.env,
    keys: window.keys(),
    door: 'window',
    claim,
  });
  const unfollow = proxy.follow(snapshot => show(JSON.parse(snapshot) as Snapshot));
  let left: Promise<void> | undefined;
  let over: () => void = () => undefined;
  return {
    kind: 'serving',
    port: proxy.port,
    token: proxy.token,
    identity: proxy.identity(),
    over: new Promise<void>(resolve => (over = resolve)),
    windows: () => proxy.identity().windows,
    leave(graceMs) {
      unfollow();
      left ??= proxy.close(graceMs).finally(over);
      return left;
    },
    abandon: () => proxy.abandon(),
  };
}

/** Follows a proxy of another process. Rejects when it is gone. */
export async function followThere(
  window: EditorWindow,
  at: { readonly port: number; readonly token: string; readonly identity: Identity },
  show: (snapshot: Snapshot) => void,
): Promise<Seat> {
  const live = await openLive(at, show);
  await giveKeys(window, at).catch((error: unknown) => {
    live.close();
    throw error;
  });
  return {
    kind: 'following',
    ...at,
    over: live.over,
    windows: () => 0,
    leave() {
      live.close();
      return live.over;
    },
    abandon: () => live.close(),
  };
}

/**
 * A proxy that stayed behind may have been started before a key was set or changed; one that the user started in a
 * terminal keeps its own keys and gets those that it lacks. Another window has the same keys as this one.
 */
async function giveKeys(window: EditorWindow, at: Parameters<typeof followThere>[1]): Promise<void> {
  const keys = Object.entries(window.keys());
  if (at.identity.door === 'window' || keys.length === 0) return;
  const has = at.identity.door === 'detached' ? [] : await usableProviders(at);
  for (const [provider, key] of keys) {
    if (!has.includes(provider)) await callApi(at, { method: 'PUT', path: '/keys', body: { provider, key } });
  }
}

async function usableProviders(at: { readonly port: number; readonly token: string }): Promise<readonly string[]> {
  const { status, value } = await callApi(at, { method: 'GET', path: '/snapshot' });
  return status === 200 ? (value as Snapshot).proxy.providers : [];
}
