import { HnswIndex, type HnswGraph } from '../../src/proxy/cache/index-hnsw.js';
import { ScanIndex } from '../../src/proxy/cache/index-scan.js';
import type { VectorIndex } from '../../src/proxy/cache/vector-index.js';
import { progress, round, spread, type Spread } from './timing.js';

const warmUp = 50;
const neighbours = 5;
/** A query's time is the median of this many, so that a busy machine is not taken for a slow query. */
const graphPasses = 5;

export interface IndexFigures {
  readonly graph: Spread;
  /** The same without the medians: every single lookup. */
  readonly graphOnce: Spread;
  readonly scan: Spread;
  /** Median of the scan over median of the graph. */
  readonly speedUp: number;
  /** Share of queries whose nearest neighbour is the exact one (or exactly as near). */
  readonly recallAt1: number;
}

/** Labels are 1 and up, as the store gives them. */
export function buildGraph(
  Graph: HnswGraph,
  vectors: readonly Float32Array[],
): { readonly graph: HnswIndex; readonly buildS: number } {
  const graph = HnswIndex.create(Graph, vectors[0]?.length ?? 0);
  const began = performance.now();
  const passedS = () => round((performance.now() - began) / 1000);
  for (const [i, vector] of vectors.entries()) {
    graph.add(i + 1, vector);
    if (i % 10_000 === 9_999) progress(`graph: ${i + 1} of ${vectors.length} in ${passedS()} s`);
  }
  return { graph, buildS: passedS() };
}

/** The graph and an exact scan, over the same vectors and queries. */
export function measureIndex(
  graph: HnswIndex,
  vectors: readonly Float32Array[],
  queries: readonly Float32Array[],
): IndexFigures {
  const dims = vectors[0]?.length ?? 0;
  const scan = new ScanIndex(dims);
  for (const [i, vector] of vectors.entries()) scan.add(i + 1, vector);

  progress(`asking ${queries.length} times`);
  const fast = ask(graph, queries, graphPasses);
  const exact = ask(scan, queries, 1);
  // Distances are rounded differently by the two; equal to five digits is equally near.
  const right = queries.filter((_, i) => (fast.best[i] ?? -1) > (exact.best[i] ?? 1) - 1e-5).length;
  return {
    graph: spread(fast.timesMs),
    graphOnce: spread(fast.once),
    scan: spread(exact.timesMs),
    speedUp: round(spread(exact.timesMs).p50Ms / spread(fast.timesMs).p50Ms),
    recallAt1: round(right / queries.length),
  };
}

function ask(index: VectorIndex, queries: readonly Float32Array[], passes: number) {
  for (const query of queries.slice(0, warmUp)) index.search(query, neighbours);
  const timesMs = queries.map((): number[] => []);
  const best: (number | undefined)[] = [];
  for (let pass = 0; pass < passes; pass++) {
    for (const [i, query] of queries.entries()) {
      const start = performance.now();
      const found = index.search(query, neighbours);
      timesMs[i]?.push(performance.now() - start);
      best[i] = found[0]?.cosine;
    }
  }
  return { once: timesMs.flat(), timesMs: timesMs.map(median), best };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
