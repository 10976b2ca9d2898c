import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder of its own. The caller removes it with {@link removeDir}. */
export function makeTempDir(name = 'test'): string {
  return mkdtempSync(join(tmpdir(), `tuppence-${name}-`));
}

/** A fresh folder that is gone when the running test is over. Callable only inside a test. */
export function tempDirForTest(name = 'test'): string {
  const dir = makeTempDir(name);
  onTestFinished(() => removeDir(dir));
  return dir;
}

/** Removes a folder with all that is in it; a missing one is no error. */
export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
