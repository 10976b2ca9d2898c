import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Resolves when the program has ended well; rejects with what it said otherwise. */
export async function finished(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`It ended with an error: ${said.slice(-2_000)}`);
}
