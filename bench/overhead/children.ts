import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The processes of a run. Each is ended by its own id, and none outlives this one.

const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** A process of the run that can be ended. */
export interface Running {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The mock provider. Rejects when the port is taken. */
export function startMock(port: number): Promise<Running> {
  return startSelf(['--be-mock', '--mock-port', String(port)]);
}

/** The proxy that does nothing, on a free port. */
export function startPassThrough(upstream: string): Promise<Running> {
  return startSelf(['--be-pass-through', upstream]);
}

/** This program again, as a process of its own that tells its port. */
async function startSelf(args: readonly string[]): Promise<Running> {
  const child = fork(fileURLToPath(import.meta.url), args, { execArgv: [] });
  started.add(child);
  const told = once(child, 'message').then(([message]) => (message as { readonly port: number }).port);
  const left = once(child, 'exit').then(() => {
    throw new Error(`A process of the bench could not listen (${args.join(' ')}).`);
  });
  // After the race it is meant to leave.
  left.catch(() => undefined);
  const bound = await Promise.race([told, left]);
  return { url: `http://127.0.0.1:${bound}`, pid: child.pid ?? 0, stop: () => end(child) };
}

export interface RunningProxy extends Running {
  readonly token: string;
  /** From the start of the process to its ready line. */
  readonly startMs: number;
}

/** The built proxy on a free port with a fresh data folder. Rejects when it leaves before it is ready. */
export async function startProxy(upstream: string, settings: object): Promise<RunningProxy> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tuppence-bench-'));
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  const cli = fileURLToPath(new URL('../cli.js', import.meta.url));
  const startTick = performance.now();
  const child = spawn(
    process.execPath,
    [
      cli,
      'serve',
      '--json',
      '--port',
      '0',
      '--data-dir',
      dataDir,
      '--openai-url',
      `${upstream}/v1`,
      '--anthropic-url',
      `${upstream}/v1`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: dataDir,
        OPENAI_API_KEY: 'sk-bench',
        ANTHROPIC_API_KEY: 'sk-bench',
      },
    },
  );
  started.add(child);
  const stop = (): Promise<void> => end(child).then(() => rmSync(dataDir, { recursive: true, force: true }));
  try {
    const port = await readyPort(child);
    const startMs = performance.now() - startTick;
    const token = readFileSync(join(dataDir, 'token'), 'utf8').trim();
    return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, token, startMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const line = said
        .slice(0, said.lastIndexOf('\n') + 1)
        .split('\n')
        .find(one => one.startsWith('{'));
      if (line !== undefined) resolve((JSON.parse(line) as { readonly port: number }).port);
    });
    child.once('exit', code => reject(new Error(`The proxy left before it was ready (exit code ${code ?? 'none'}).`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
  }
  started.delete(child);
}
