import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How one run of a client ended. */
export interface ProgramEnd {
  /** Null after a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const limitMs = 60_000;

/** Runs a program with nothing of this process's environment, for 60 s at most, and ends all it started. */
export async function runProgram(
  command: readonly [string, ...(readonly string[])],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ProgramEnd> {
  const [file, ...args] = command;
  // A process group of its own, so that what it leaves behind can be ended by one id.
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const timer = setTimeout(() => endGroup(child.pid), limitMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(timer);
  endGroup(child.pid);
  return { code, ...said };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group: that is how it should be.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
