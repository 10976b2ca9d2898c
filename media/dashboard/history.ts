import type { Series, Snapshot } from '../../src/protocol/snapshot.js';
import type { Range } from './view/chart.js';

/** Figures over time, fetched when they are looked at and again when they may have changed. */
export interface History {
  of(range: Range, snapshot: Snapshot | null): Known;
}

export interface Known {
  readonly series: Series | undefined;
  /** Why there are none, or none that are new. */
  readonly failure: string | undefined;
}

/** Between two looks at the same span. */
const gapMs = 1_000;

/** `fetchSeries` gives a sentence where it fails; `changed` is called when there is something new. */
export function openHistory(fetchSeries: (range: Range) => Promise<Series | string>, changed: () => void): History {
  const known = new Map<Range, Known>();
  /** The moment of the snapshot that each span was last fetched for. */
  const fetched = new Map<Range, number>();
  const resting = new Set<Range>();
  const look = async (range: Range) => {
    resting.add(range);
    const got = await fetchSeries(range);
    known.set(
      range,
      typeof got === 'string'
        ? { series: known.get(range)?.series, failure: got }
        : { series: got, failure: undefined },
    );
    changed();
    setTimeout(() => {
      resting.delete(range);
      // Whatever came meanwhile is looked at now.
      changed();
    }, gapMs);
  };
  return {
    of(range, snapshot) {
      // The last day comes with every snapshot.
      if (range === '24h') return { series: snapshot?.series, failure: undefined };
      if (snapshot !== null && fetched.get(range) !== snapshot.atMs && !resting.has(range)) {
        fetched.set(range, snapshot.atMs);
        void look(range);
      }
      return known.get(range) ?? { series: undefined, failure: undefined };
    },
  };
}
