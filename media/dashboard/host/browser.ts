import type { Snapshot } from '../../../src/protocol/snapshot.js';
import { eventData } from './events.js';
import type { Host, News } from './host.js';
import { proofFrom } from './proof.js';
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
  /** Snapshots come in over a connection to one who knows the token. */
  let live = false;
  let wake: () => void = () => undefined;
  const woken = () => new Promise<void>(resolve => (wake = resolve));

  /** One connection, until it ends. */
  const listen = async (held: string, tell: (news: News) => void): Promise<Ending> => {
    const proof = await proofFrom(held);
    if (proof !== 'knows') return proof;
    const silent = new AbortController();
    let watch = setTimeout(() => silent.abort(), silenceMs);
    try {
      const headers = { authorization: `Bearer ${held}` };
      const response = await fetch('/api/live', { headers, cache: 'no-store', signal: silent.signal });
      if (!response.ok || response.body === null) return 'ended';
      live = true;
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
      live = false;
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
      const held = token;
      const ending = await listen(held, tell).catch(() => 'ended' as const);
      wrong = ending === 'knows-not' && held === token;
      if (wrong) {
        token = undefined;
        writeItem(tokenItem, undefined);
        continue;
      }
      const stranger = ending === 'stranger';
      tell({ kind: 'link', link: { kind: 'lost', url: location.origin, stranger }, hasKey: false });
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
      if (!live || token === undefined) return { status: 0, value: null };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      try {
        const response = await fetch(`/api${path}`, { method, headers, cache: 'no-store', ...sent });
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

type Ending = 'ended' | 'knows-not' | 'stranger' | 'nobody';

/** The token that the address brought along, else the one kept by this tab; undefined when there is none. */
function takeToken(): string | undefined {
  const brought = new URLSearchParams(location.hash.slice(1)).get('token');
  if (brought === null || brought === '') return readItem(tokenItem);
  writeItem(tokenItem, brought);
  // Out of the address bar, and out of what is copied from it.
  history.replaceState(null, '', location.pathname);
  return brought;
}
