import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { makeTempDir, removeDir } from './temp-dir.js';

/** The built proxy as a process of its own. */
export interface ProxyProcess {
  /** Such as `http://127.0.0.1:40123`; the API is below `/v1`. */
  readonly url: string;
  readonly token: string;
  /** The headers that let a request in. */
  readonly auth: { readonly authorization: string };
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** Asks it to leave (SIGTERM), and makes it after 5 s. Resolves with its exit code, null after a signal. */
  stop(): Promise<number | null>;
  /** Gives it no chance to tidy up. Resolves when it is gone; the data folder stays until `stop()`. */
  kill9(): Promise<void>;
  /** Resolves with the exit code when the process has ended by itself. */
  readonly exited: Promise<number | null>;
  stdout(): string;
  stderr(): string;
}

export interface ProxyOptions {
  /** Added after the usual ones, so that they win. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Origin of the simulated provider; `/v1` is appended. Left out: there is no key either, and the demo answers. */
  readonly upstream?: string;
  /** Written to `settings.json` of the data folder before the start. */
  readonly settings?: object;
  /** Default: a fresh folder, removed at `stop()`. A given one is left alone. */
  readonly dataDir?: string;
}

/** The proxy was not ready in time, or left before it was. */
export class ProxyStartError extends Error {
  override readonly name = 'ProxyStartError';
  constructor(
    readonly reason: 'not-built' | 'exited' | 'timeout',
    readonly exitCode: number | null,
    readonly stderr: string,
  ) {
    super(`The proxy did not start (${reason}, exit code ${exitCode ?? 'none'}): ${stderr}`);
  }
}

/** The key the proxy is given for the upstream; what arrives there must carry this one and not the proxy's token. */
export const upstreamKey = 'sk-test-0123456789abcdef';

const cliFile = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const readyWithinMs = 10_000;
const leaveWithinMs = 5_000;
// The child leaves with whoever holds the other end of its stdin, however the tests end.
const leaveWithParent =
  'data:text/javascript,import{isMainThread as m}from"node:worker_threads";if(m)process.stdin.on("end",()=>process.exit(1)).on("error",()=>process.exit(1)).resume().unref()';

/** Starts `dist/cli.js serve` on a free port and waits for its ready line. Needs a build. */
export async function startProxy(options: ProxyOptions): Promise<ProxyProcess> {
  if (!existsSync(cliFile)) throw new ProxyStartError('not-built', null, `${cliFile} is missing; run npm run build`);
  const dataDir = options.dataDir ?? makeTempDir('proxy');
  if (options.settings) writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(options.settings));
  const child = launch(dataDir, options);
  const output = collect(child);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), leaveWithinMs);
    child.kill(signal);
    const code = await exited;
    clearTimeout(timer);
    return code;
  };
  const tidy = (): void => {
    if (options.dataDir === undefined) removeDir(dataDir);
  };
  try {
    const ready = await readyLine(child, exited, output);
    const token = readFileSync(join(dataDir, 'token'), 'utf8').trim();
    return {
      url: `http://127.0.0.1:${ready.port}`,
      token,
      auth: { authorization: `Bearer ${token}` },
      port: ready.port,
      pid: ready.pid,
      dataDir,
      exited,
      stop: () => end('SIGTERM').finally(tidy),
      kill9: async () => {
        await end('SIGKILL');
      },
      ...output,
    };
  } catch (error) {
    await end('SIGKILL');
    tidy();
    throw error;
  }
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function launch(dataDir: string, options: ProxyOptions): Child {
  const { upstream } = options;
  const args = ['serve', '--json', '--port', '0', '--data-dir', dataDir];
  if (upstream !== undefined) args.push('--openai-url', `${upstream}/v1`);
  const keys = upstream === undefined ? {} : { OPENAI_API_KEY: upstreamKey };
  return spawn(process.execPath, ['--import', leaveWithParent, cliFile, ...args, ...(options.args ?? [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Nothing of the developer's own environment, so that no real key can ever be used.
    env: { PATH: process.env['PATH'] ?? '', HOME: dataDir, ...keys, ...options.env },
  });
}

interface Output {
  stdout(): string;
  stderr(): string;
}

function collect(child: Child): Output {
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { stdout: () => out, stderr: () => err };
}

interface Ready {
  readonly port: number;
  readonly pid: number;
}

async function readyLine(child: Child, exited: Promise<number | null>, output: Output): Promise<Ready> {
  return new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => reject(new ProxyStartError('timeout', null, output.stderr())), readyWithinMs);
    const look = (): void => {
      const ready = parseReady(output.stdout());
      if (ready) finish(() => resolve(ready));
    };
    const finish = (then: () => void): void => {
      clearTimeout(timer);
      child.stdout.off('data', look);
      then();
    };
    child.stdout.on('data', look);
    void exited.then(code => finish(() => reject(new ProxyStartError('exited', code, output.stderr()))));
  });
}

function parseReady(stdout: string): Ready | undefined {
  const whole = stdout.slice(0, stdout.lastIndexOf('\n') + 1);
  const line = whole.split('\n').find(text => text.startsWith('{'));
  if (line === undefined) return undefined;
  const value = JSON.parse(line) as Partial<Ready> & { readonly ready?: boolean };
  return value.ready === true && value.port !== undefined && value.pid !== undefined
    ? { port: value.port, pid: value.pid }
    : undefined;
}
