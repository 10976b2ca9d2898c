import type { Snapshot } from '../../../src/protocol/snapshot.js';
import { eventData } from './events.js';
import type { Host, News } from './host.js';
import { readItem, writeItem } from './tab-store.js';

const tokenItem = 'tuppence.token';
const keptItem = 'tuppence.page';
const firstWaitMs = 500;
const longestWaitMs = 8_000;
/** The proxy says something every 15 seconds. */
const silenceMs = 40_000;

/** The page in a browser: it is its own host and asks the proxy that served it. */
export function browserHost(): Host {
  let token = takeToken();
  let wake: () => void = () => undefined;
  const woken = () => new Promise<void>(resolve => (wake = resolve));
  const headers = () => ({ authorization: `Bearer ${token ?? ''}` });

  /** One connection, until it ends. */
  const listen = async (tell: (news: News) => void): Promise<'ended' | 'refused'> => {
    const given = token;
    const silent = new AbortController();
    let watch = setTimeout(() => silent.abort(), silenceMs);
    try {
      const response = await fetch('/api/live', { headers: headers(), cache: 'no-store', signal: silent.signal });
      if (response.status === 401 && given === token) return 'refused';
      if (!response.ok || response.body === null) return 'ended';
      for await (const data of eventData(response.body)) {
        clearTimeout(watch);
        watch = setTimeout(() => silent.abort(), silenceMs);
        if (data === '') continue;
        const snapshot = JSON.parse(data) as Snapshot;
        tell({ kind: 'snapshot', snapshot });
        tell({ kind: 'link', link: { kind: 'live' }, hasKey: !snapshot.proxy.demo });
      }
      return 'ended';
    } finally {
      clearTimeout(watch);
    }
  };

  const follow = async (tell: (news: News) => void): Promise<void> => {
    let waitMs = firstWaitMs;
    let wrong = false;
    for (;;) {
      while (token === undefined) {
        tell({ kind: 'link', link: { kind: 'locked', wrong }, hasKey: false });
        await woken();
      }
      const beganMs = Date.now();
      wrong = (await listen(tell).catch(() => 'ended')) === 'refused';
      if (wrong) {
        token = undefined;
        writeItem(tokenItem, undefined);
        continue;
      }
      tell({ kind: 'link', link: { kind: 'lost', url: location.origin }, hasKey: false });
      waitMs = Date.now() - beganMs > longestWaitMs ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs);
      await Promise.race([woken(), new Promise<void>(resolve => void setTimeout(resolve, waitMs))]);
    }
  };

  return {
    can: { commands: new Set(), changesMode: true },
    start(tell) {
      tell({ kind: 'link', link: { kind: 'connecting' }, hasKey: false });
      // Whoever looks again should not wait for the next try.
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') wake();
      });
      void follow(tell);
    },
    async call({ method, path, body }) {
      try {
        const response = await fetch(`/api${path}`, {
          method,
          headers: { ...headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          cache: 'no-store',
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status: response.status, value: (await response.json()) as unknown };
      } catch {
        return { status: 0, value: null };
      }
    },
    run: () => undefined,
    unlock(typed) {
      token = typed.trim();
      writeItem(tokenItem, token);
      wake();
    },
    readKept: () => JSON.parse(readItem(keptItem) ?? 'null') as unknown,
    writeKept: value => writeItem(keptItem, JSON.stringify(value)),
  };
}

/** The token that the address brought along, else the one kept by this tab; undefined when there is none. */
function takeToken(): string | undefined {
  const brought = new URLSearchParams(location.hash.slice(1)).get('token');
  if (brought === null || brought === '') return readItem(tokenItem);
  writeItem(tokenItem, brought);
  // Out of the address bar, and out of what is copied from it.
  history.replaceState(null, '', location.pathname);
  return brought;
}
