import { readFileSync } from 'node:fs';

// What Linux tells of another process. Elsewhere nothing is known.

// The kernel counts in ticks of 1/100 s on every platform Node runs on (USER_HZ).
const msPerTick = 10;

/** User and system time of a process with all its threads, milliseconds; undefined where it cannot be read. */
export function cpuMsOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name in parentheses may hold anything; the fields after it are plain. utime and stime are the 14th and 15th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return undefined;
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Resident memory, megabytes (1 MB = 1,000,000 bytes) to one decimal; undefined where it cannot be read. */
export function rssMbOf(pid: number): number | undefined {
  const kib = /^VmRSS:\s+(\d+) kB$/mu.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kib === undefined ? undefined : Math.round((Number(kib) * 1_024) / 100_000) / 10;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not Linux, or the process has gone.
    return undefined;
  }
}
