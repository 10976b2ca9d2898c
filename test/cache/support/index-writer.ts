import { indexFolder } from '../../../src/proxy/cache/index-file.js';
import { HnswIndex, loadHnsw } from '../../../src/proxy/cache/index-hnsw.js';

// Saves a growing graph into a folder for as long as it lives, and says when each copy is whole.

const [folder = ''] = process.argv.slice(2);
const Graph = await loadHnsw();
if (Graph === undefined) throw new Error('There is no native index here.');
const files = indexFolder(folder, { dims: 4, modelId: 'm', storeId: 's', Graph });
const index = HnswIndex.create(Graph, 4);
for (let i = 0; ; i++) {
  index.add(i, Float32Array.of(Math.cos(i / 1_000), Math.sin(i / 1_000), 0, 0));
  if (i < 500 || i % 20 !== 0) continue;
  files.write('ab12', index);
  process.stdout.write('.');
}
