import { expect, test } from 'vitest';
import { HnswIndex, loadHnsw } from '../../src/proxy/cache/index-hnsw.js';
import { ScanIndex } from '../../src/proxy/cache/index-scan.js';
import { indexContract } from './index-contract.js';

indexContract('the scan', () => new ScanIndex(8));

// The addon needs a compiler at installation; where it is absent the product scans, and there is nothing to hold.
const hnsw = await loadHnsw();
if (hnsw) {
  indexContract('the graph', () => HnswIndex.create(hnsw, 8));

  test('the graph grows past its first capacity and agrees with the scan', () => {
    const dims = 16;
    const graph = HnswIndex.create(hnsw, dims);
    const scan = new ScanIndex(dims);
    for (let label = 0; label < 5_000; label++) {
      const vector = pseudoRandomUnit(dims, label);
      graph.add(label, vector);
      scan.add(label, vector);
    }
    let same = 0;
    for (let i = 0; i < 200; i++) {
      const query = pseudoRandomUnit(dims, 1_000_000 + i);
      if (graph.search(query, 5)[0]?.label === scan.search(query, 5)[0]?.label) same++;
    }
    expect(same).toBeGreaterThanOrEqual(198);
  });
}

/** The same vector for the same seed, spread evenly over the sphere. */
function pseudoRandomUnit(dims: number, seed: number): Float32Array {
  let state = (seed + 1) * 0x9e3779b9;
  const values = Array.from({ length: dims }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
      sum += ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
    }
    return sum;
  });
  const length = Math.hypot(...values);
  return Float32Array.from(values, value => value / length);
}
