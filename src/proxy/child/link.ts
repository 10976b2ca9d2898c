import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '../../protocol/api.js';
import type { LinkState } from '../../protocol/control.js';
import type { Snapshot } from '../../protocol/snapshot.js';
import { claimPort } from '../intake/listen.js';
import type { Claim } from '../intake/listen.js';
import { readRunning } from '../data-folder.js';
import { callApi } from './api-call.js';
import { nextFreePort, tryClaim } from './free-port.js';
import { meet } from './meet.js';
import { isNewer } from './newer.js';
import { followThere, serveHere } from './seat.js';
import type { Seat } from './seat.js';
import { namedPort, readWanted } from './wanted.js';
import type { EditorWindow } from './window.js';

/**
 * Keeps this window at the one proxy: whoever gets the port serves, the others follow, and when the one that serves
 * goes, one of those who followed takes its place.
 */
export interface Link {
  state(): LinkState;
  seat(): Seat | undefined;
  /** The next time it is known how this window stands. */
  settled(): Promise<LinkState>;
  /** Looks again, at the port that the settings name now. */
  retry(): Promise<LinkState>;
  /** What is to stay behind has changed. */
  reconsider(): void;
  /** Stops taking over. What it resolves with is the seat that is left, and still has to be left. */
  stop(): Promise<Seat | undefined>;
}

interface LinkParts {
  readonly window: EditorWindow;
  readonly tell: (state: LinkState) => void;
  readonly show: (snapshot: Snapshot) => void;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Between two looks at a port that somebody else has, or after a failure. */
const lookAgainMs = 2_000;
/** Followers do not all reach for the port at the same instant. */
const jitterMs = 100;
/** A proxy that stayed behind mostly leaves because a newer window asked it to, and that one comes first. */
const afterDetachedMs = 150;
/** A proxy that was asked to leave frees its port within this time. */
const leaveWithinMs = 2_000;
/** A file that another process is just closing, for instance, is no failure yet. */
const failuresToForgive = 2;
/** So many times in a row may a listener vanish while it is looked at before it counts as a stranger. */
const maxFleeting = 20;

export function openLink({ window, tell, show, random }: LinkParts): Link {
  const { folder } = window;
  let state: LinkState = { kind: 'starting' };
  let seat: Seat | undefined;
  let stopped = false;
  let fleeting = 0;
  let failures = 0;
  let wake: () => void = () => undefined;
  const waiting: ((state: LinkState) => void)[] = [];
  const askedToLeave = new Set<string>();

  const be = (next: LinkState) => {
    if (next.kind !== 'failed') failures = 0;
    if (!isDeepStrictEqual(state, next)) tell(next);
    state = next;
    for (const resolve of waiting.splice(0)) resolve(next);
  };
  const settled = () => new Promise<LinkState>(resolve => void waiting.push(resolve));
  const pause = async (ms: number) => {
    if (stopped) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  const attempt = async () => {
    const { port, token, anyPort, trouble } = readWanted(folder, window.adopt);
    if (port === null) throw new Error(trouble);
    if (state.kind === 'starting') void clearOldPort(port, token);
    const free = trouble === undefined ? await tryClaim(port) : undefined;
    if (free !== undefined) return serve(free);
    const met = await meet(port, token, folder);
    if (met.kind !== 'ours') {
      if (trouble !== undefined) throw new Error(trouble);
      if (met.kind === 'stranger' && anyPort) return serve(await claimPort(0));
      return met.kind === 'stranger' ? standBeside(port, met.who) : lookSoon(port);
    }
    const freed = trouble === undefined ? await replace(port, token, met.identity) : undefined;
    return freed === undefined ? follow({ port, token, identity: met.identity }) : serve(freed);
  };

  /** What stayed behind at another port, before the setting was changed, would be a second proxy. */
  const clearOldPort = async (port: number, token: string) => {
    const old = readRunning(folder)?.port;
    if (old === undefined || old === port) return;
    const met = await meet(old, token, folder);
    if (met.kind !== 'ours' || met.identity.door !== 'detached') return;
    await callApi({ port: old, token }, leaveCall).catch(() => undefined);
  };

  const serve = async (claim: Claim) => {
    seat = await serveHere(window, claim, show);
    fleeting = 0;
    be({ kind: 'serving', identity: seat.identity, url: urlOf(seat.port) });
    await seat.over;
    seat = undefined;
  };

  const follow = async (at: { port: number; token: string; identity: Identity }) => {
    const found = await followThere(window, at, show).catch(() => undefined);
    if (found === undefined) return lookSoon(at.port);
    seat = found;
    fleeting = 0;
    be({ kind: 'following', identity: at.identity, url: urlOf(at.port) });
    await seat.over;
    seat = undefined;
    return pause((at.identity.door === 'detached' ? afterDetachedMs : 0) + random() * jitterMs);
  };

  /** The listener left while it was looked at: the port is about to come free, or to be taken by another window. */
  const lookSoon = (port: number) => {
    fleeting += 1;
    return fleeting > maxFleeting ? standBeside(port, 'a program that does not answer') : pause(25 + random() * 25);
  };

  const standBeside = async (port: number, who: string) => {
    const known = state.kind === 'port-taken' && state.port === port ? state.nextPort : undefined;
    be({ kind: 'port-taken', port, who, nextPort: known ?? (await nextFreePort(port)) });
    await pause(lookAgainMs);
  };

  /** What stayed behind goes when a newer version comes, or when nothing is to stay behind any more. */
  const isUnwanted = (identity: Identity) =>
    identity.door === 'detached' &&
    (isNewer(window.version, identity.version) || window.keepRunning.kind === 'no') &&
    !askedToLeave.has(nameOf(identity));

  const replace = async (port: number, token: string, identity: Identity): Promise<Claim | undefined> => {
    if (!isUnwanted(identity)) return undefined;
    askedToLeave.add(nameOf(identity));
    await callApi({ port, token }, leaveCall).catch(() => undefined);
    for (let waitedMs = 0; waitedMs < leaveWithinMs && !stopped; waitedMs += 10) {
      const freed = await tryClaim(port);
      if (freed !== undefined) return freed;
      await pause(10);
    }
    return undefined;
  };

  const run = async () => {
    while (!stopped) {
      try {
        await attempt();
      } catch (error) {
        failures += 1;
        if (failures <= failuresToForgive) {
          await pause(100);
          continue;
        }
        be({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        await pause(lookAgainMs);
      }
    }
  };
  const running = run();

  return {
    state: () => state,
    seat: () => seat,
    settled,
    async retry() {
      const at = seat;
      if (at !== undefined && [at.port, undefined].includes(namedPort(folder))) return state;
      if (at?.identity.door === 'detached') await callApi(at, leaveCall).catch(() => undefined);
      const next = settled();
      await at?.leave(1_500);
      wake();
      return next;
    },
    reconsider() {
      if (seat?.kind === 'following' && isUnwanted(seat.identity)) void seat.leave(0);
    },
    async stop() {
      stopped = true;
      wake();
      // A seat that is about to be taken has to be left as well.
      if (seat === undefined) await Promise.race([running, settled()]);
      return seat;
    },
  };
}

const leaveCall = { method: 'POST', path: '/leave' } as const;

/** Numbers of processes are used again. */
function nameOf({ pid, startedMs }: Identity): string {
  return `${pid} ${startedMs}`;
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
