import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type * as fs from 'node:fs';
import { readdirSync, truncateSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { indexFolder } from '../../src/proxy/cache/index-file.js';
import { HnswIndex, loadHnsw } from '../../src/proxy/cache/index-hnsw.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { bundle } from './support/worker.js';

const hnsw = await loadHnsw();
const bucket = 'ab12';

/** Steps on the file system that still happen; the next one is the crash. */
const power = vi.hoisted(() => ({
  steps: Infinity,
  unsafe: new Map<string, string>(),
  handles: new Map<number, string>(),
}));

vi.mock('node:fs', async importActual => {
  const actual = await importActual<typeof fs>();
  const step = () => {
    if (power.steps-- <= 0) throw new Error('the power went');
  };
  return {
    ...actual,
    writeFileSync: (...args: Parameters<typeof actual.writeFileSync>) => {
      step();
      actual.writeFileSync(...args);
      power.unsafe.set(String(args[0]), String(args[0]));
    },
    openSync: (...args: Parameters<typeof actual.openSync>) => {
      const handle = actual.openSync(...args);
      power.handles.set(handle, String(args[0]));
      return handle;
    },
    fsyncSync: (handle: number) => {
      step();
      actual.fsyncSync(handle);
      power.unsafe.delete(power.handles.get(handle) ?? '');
    },
    renameSync: (...args: Parameters<typeof actual.renameSync>) => {
      step();
      actual.renameSync(...args);
    },
    rmSync: (...args: Parameters<typeof actual.rmSync>) => {
      step();
      actual.rmSync(...args);
    },
  };
});

/** A graph of points on a circle. */
function graphOf(count: number): HnswIndex {
  const index = HnswIndex.create(hnsw!, 4);
  for (let i = 0; i < count; i++) index.add(i, Float32Array.of(Math.cos(i / 100), Math.sin(i / 100), 0, 0));
  return index;
}

function openFolder(folder: string) {
  return indexFolder(folder, { dims: 4, modelId: 'm', storeId: 's', Graph: hnsw! });
}

test.skipIf(!hnsw)(
  'whatever instant of a save the power goes, and whatever had not reached the disk, the old copy or the new one is whole',
  () => {
    const [old, next] = [graphOf(100), graphOf(150)];
    fc.assert(
      fc.property(fc.nat(14), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (steps, share, hasOld) => {
        const folder = tempDirForTest('crash');
        power.steps = Infinity;
        const files = openFolder(folder);
        if (hasOld) files.write(bucket, old);
        power.unsafe.clear();
        power.steps = steps;
        let done = false;
        try {
          files.write(bucket, next);
          done = true;
        } catch (error) {
          expect(String(error)).toContain('the power went');
        }
        power.steps = Infinity;
        // What was written and not flushed may be there in part, under whatever name it has by now.
        for (const path of power.unsafe.values()) {
          const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
          if (size > 0) truncateSync(path, Math.floor(size * share));
        }
        const again = openFolder(folder);
        const saved = again.buckets().map(name => again.read(name));
        const counts = saved.map(one => (one.kind === 'read' ? one.labels.length : one.kind));
        if (done) expect(counts).toEqual([150]);
        else if (hasOld) expect([[100], [150]]).toContainEqual(counts);
        else expect([[], [150]]).toContainEqual(counts);
        for (const one of saved) {
          if (one.kind !== 'read') continue;
          expect(one.index.search(Float32Array.of(Math.cos(0.5), Math.sin(0.5), 0, 0), 1)[0]?.label).toBe(50);
        }
        // Nothing is left of what was interrupted.
        expect(readdirSync(folder).length).toBe(saved.length * 3);
      }),
      { numRuns: 60 },
    );
  },
);

test.skipIf(!hnsw)('a process that is killed again and again while it saves never leaves a damaged copy', async () => {
  const program = await bundle('test/cache/support/index-writer.ts');
  const folder = tempDirForTest('crash');
  let counts: number[] = [];
  for (const waitMs of [0, 3, 7, 12, 18, 25]) {
    const child = spawn(process.execPath, [fileURLToPath(program.url), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await setTimeout(waitMs);
    child.kill('SIGKILL');
    await once(child, 'close');
    const files = openFolder(folder);
    const saved = files.buckets().map(name => files.read(name));
    expect(saved.map(({ kind }) => kind)).toEqual(['read']);
    counts = saved.flatMap(one => (one.kind === 'read' ? [one.labels.length] : []));
    expect(readdirSync(folder)).toHaveLength(3);
  }
  expect(counts[0]).toBeGreaterThanOrEqual(500);
  program.remove();
});
