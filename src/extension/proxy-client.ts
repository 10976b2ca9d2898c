import { homedir } from 'node:os';
import { EventEmitter } from 'vscode';
import type { Event, LogOutputChannel } from 'vscode';
import type { ApiRoute } from '../protocol/api.js';
import type { Address, ApiAnswer, ApiCall, ApiResult, ChildStart, KeepRunning } from '../protocol/control.js';
import type { LinkState } from '../protocol/control.js';
import type { Snapshot } from '../protocol/snapshot.js';
import { errorMessage, toApiCall } from './api-call.js';
import type { ApiInput } from './api-call.js';
import type { Child } from './child.js';
import type { Disposable } from './disposable.js';
import { isUp, linkSentence } from './link.js';
import type { Link } from './link.js';
import { ProxyDownError, RefusedError } from './proxy-errors.js';
import { makeRestartPolicy } from './restart-policy.js';
import type { AfterCrash } from './restart-policy.js';

/** The one way to the proxy, whoever serves it. */
export interface ProxyClient extends Disposable {
  /** Where things stand now; {@link ProxyClient.onLink} tells every change. */
  link(): Link;
  /**
   * A process is there that takes keys and settings, whether anybody serves or not. One that starts later gets all of
   * them with its first message.
   */
  runs(): boolean;
  /** The latest figures; undefined before the first ones arrive. */
  snapshot(): Snapshot | undefined;
  readonly onLink: Event<Link>;
  readonly onSnapshot: Event<Snapshot>;
  /** The proxy's process ended without being asked to. */
  readonly onCrash: Event<AfterCrash>;
  /** Does nothing when it runs. Resolves when the process answers; whether it serves is told by {@link ProxyClient.onLink}. */
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Tries the port again, as after `port-taken`. */
  retry(): Promise<void>;
  /** Calls one of Tuppence's own routes. Rejects with a {@link ProxyDownError} or a {@link RefusedError}. */
  api<Route extends ApiRoute>(route: Route, input: ApiInput<Route>): Promise<ApiResult<Route>>;
  /** The same for a caller that brings the call, such as the page: an error status is an answer. */
  call(call: ApiCall): Promise<ApiAnswer>;
  /** Where assistants connect, and with what. Rejects with a {@link ProxyDownError}. */
  address(): Promise<Address>;
  keepRunning(wish: KeepRunning): Promise<void>;
}

/** How long a caller waits for a proxy that is on its way. */
const startingMs = 10_000;

/** Starts nothing yet. `childStart` is asked at every start, so that a restart has the keys and settings of its moment. */
export function makeProxyClient(options: {
  readonly module: string;
  readonly log: LogOutputChannel;
  readonly childStart: () => Promise<ChildStart>;
}): ProxyClient {
  const { log } = options;
  const links = new EventEmitter<Link>();
  const snapshots = new EventEmitter<Snapshot>();
  const crashes = new EventEmitter<AfterCrash>();
  const policy = makeRestartPolicy();
  let link: Link = { kind: 'stopped' };
  let snapshot: Snapshot | undefined;
  let child: Child | undefined;
  /** What the next process is told with its first message may have been read already. */
  let opening = false;
  let again: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const setLink = (next: Link) => {
    link = next;
    log.info(linkSentence(next));
    links.fire(next);
  };
  /** One after the other: a client that is starting cannot be stopped. */
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.then(work, work));

  const onEnd = () => {
    child = undefined;
    const next = policy.crashed(Date.now());
    if (next.kind === 'restart') {
      setLink({ kind: 'starting' });
      again = setTimeout(() => void inTurn(open), next.inMs);
    } else {
      setLink({
        kind: 'failed',
        message: `The Tuppence proxy ended unexpectedly ${next.crashes} times within three minutes and is not started again by itself. Its log says why.`,
      });
    }
    crashes.fire(next);
  };
  const open = async () => {
    if (child !== undefined) return;
    clearTimeout(again);
    const onLink = (next: LinkState) => setLink(next);
    const onSnapshot = (next: Snapshot) => {
      snapshot = next;
      snapshots.fire(next);
    };
    opening = true;
    try {
      const start = await options.childStart();
      // The client's library takes longer to load than all else together; activation does not wait for it.
      const { startChild } = await import('./child.js');
      child = startChild({ module: options.module, cwd: homedir(), start, log, onLink, onSnapshot, onEnd });
    } catch (error) {
      setLink({ kind: 'failed', message: `The Tuppence proxy could not be started: ${String(error)}` });
      return;
    } finally {
      opening = false;
    }
    await child.ready;
  };
  /** What is about to come shows at once. */
  const start = () => {
    policy.forget();
    if (child === undefined) setLink({ kind: 'starting' });
    return inTurn(open);
  };
  const end = async () => {
    clearTimeout(again);
    const ending = child;
    child = undefined;
    await ending?.stop();
  };

  /** While nobody serves, the process still answers a little, such as for settings. */
  const ask = async <Result>(request: (of: Child) => Promise<Result>): Promise<Result> => {
    if (link.kind === 'starting') await settled(links.event, startingMs);
    if (child === undefined) throw new ProxyDownError(link);
    try {
      return await request(child);
    } catch (error) {
      // The process may end, or the port change hands, while a request is under way.
      throw isUp(link) ? error : new ProxyDownError(link);
    }
  };
  const call = (wanted: ApiCall): Promise<ApiAnswer> => ask(of => of.api(wanted));
  return {
    link: () => link,
    runs: () => child !== undefined || opening,
    snapshot: () => snapshot,
    onLink: links.event,
    onSnapshot: snapshots.event,
    onCrash: crashes.event,
    start,
    stop: () =>
      inTurn(async () => {
        await end();
        setLink({ kind: 'stopped' });
      }),
    restart: () =>
      inTurn(async () => {
        policy.forget();
        setLink({ kind: 'starting' });
        await end();
        await open();
      }),
    retry: async () => {
      if (child === undefined) return start();
      setLink(await child.retry());
    },
    api: async (route, input) => {
      const { status, value } = await call(toApiCall(route, input));
      if (status < 400) return value as ApiResult<typeof route>;
      throw new RefusedError(status, errorMessage(value) ?? `The proxy answered with status ${status}.`);
    },
    call,
    address: () => ask(of => of.address()),
    keepRunning: async wish => child?.keepRunning(wish),
    dispose: () => {
      clearTimeout(again);
      for (const emitter of [links, snapshots, crashes]) emitter.dispose();
    },
  };
}

/** Resolves when the link is no longer `starting`, or when the time is over. */
function settled(onLink: Event<Link>, withinMs: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    const listener = onLink(link => {
      if (link.kind !== 'starting') done();
    });
  });
}
