import type { Flight } from '../rooms/recall.js';
import type { StoredReply } from '../wire.js';
import type { Tied } from './workspace/workspaces.js';

/** Answers under way by exact key, so that the same question asked twice at once is paid for once. */
export interface Flights {
  /** Undefined when nobody asks this right now. */
  join(key: string): UnderWay | undefined;
  /** Begins a flight; undefined when one is under way already, which this call then has no part in. */
  lead(key: string, kept: Omit<UnderWay, 'landed'>): Lead | undefined;
}

export interface UnderWay extends Flight {
  /** How the workspace was when it began; undefined for what has to do with none. */
  readonly tied: Promise<Tied> | undefined;
}

/** The leader's end of a flight. */
export interface Lead {
  /** Releases everyone who waits: with the reply, or undefined when each must ask for itself. Counts once. */
  land(reply: StoredReply | undefined): void;
}

export function openFlights(): Flights {
  const underWay = new Map<string, UnderWay>();
  return {
    join: key => underWay.get(key),
    lead(key, kept) {
      if (underWay.has(key)) return undefined;
      let release: (reply: StoredReply | undefined) => void = () => undefined;
      const flight: UnderWay = { ...kept, landed: new Promise(resolve => (release = resolve)) };
      underWay.set(key, flight);
      return {
        land(reply) {
          if (underWay.get(key) === flight) underWay.delete(key);
          release(reply);
        },
      };
    },
  };
}
