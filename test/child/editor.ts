import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { expect, onTestFinished } from 'vitest';
import type { ApiAnswer, ApiCall, ChildStart, ControlRequests, LinkState } from '../../src/protocol/control.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';

/** One window of an editor: the built child, forked and spoken to as vscode-languageclient does. */
export interface EditorWindow {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Every state it told, in order. */
  readonly links: readonly LinkState[];
  readonly snapshots: readonly Snapshot[];
  link(): LinkState | undefined;
  /** Waits until it stands like this with the proxy. */
  becomes<Kind extends LinkState['kind']>(kind: Kind): Promise<Extract<LinkState, { kind: Kind }>>;
  request<Method extends keyof ControlRequests>(
    method: Method,
    params: unknown,
  ): Promise<ControlRequests[Method]['result']>;
  api(method: ApiCall['method'], path: string, body?: unknown): Promise<ApiAnswer>;
  /** What the editor does when the window closes. Resolves with the exit code. */
  close(): Promise<number | null>;
  /** What happens when the editor's own process is killed: the channel closes. Resolves with the exit code. */
  orphan(): Promise<number | null>;
  kill9(): Promise<void>;
  stderr(): string;
}

const program = fileURLToPath(new URL('../../dist/child.js', import.meta.url));

/** Opens a window. It is killed when the running test is over. */
export async function openWindow(
  start: Partial<ChildStart> & { readonly dataFolder: string },
  { cwd = start.dataFolder, execArgv = [] }: { readonly cwd?: string; readonly execArgv?: readonly string[] } = {},
): Promise<EditorWindow> {
  const child = fork(program, ['--node-ipc', `--clientProcessId=${process.pid}`], {
    execArgv: [...execArgv],
    silent: true,
    cwd,
    // Nothing of the developer's own environment, so that no real key can ever be used.
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ELECTRON_RUN_AS_NODE: '1' },
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  let stderr = '';
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.onError(() => undefined);
  const links: LinkState[] = [];
  const snapshots: Snapshot[] = [];
  connection.onNotification('tuppence/link', (state: LinkState) => void links.push(state));
  connection.onNotification('tuppence/snapshot', (snapshot: Snapshot) => void snapshots.push(snapshot));
  connection.listen();
  const initializationOptions = {
    version: '1.0.0',
    keys: {},
    settings: {},
    keepRunning: { kind: 'no' },
    ...start,
  } satisfies ChildStart;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  const request: EditorWindow['request'] = (method, params) => connection.sendRequest(method, params);
  return {
    process: child,
    pid: child.pid!,
    links,
    snapshots,
    link: () => links.at(-1),
    async becomes(kind) {
      await expect.poll(() => links.at(-1)?.kind, { interval: 5 }).toBe(kind);
      return links.at(-1) as Extract<LinkState, { kind: typeof kind }>;
    },
    request,
    api: (method, path, body) => request('tuppence/api', { method, path, ...(body === undefined ? {} : { body }) }),
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exited;
    },
    orphan() {
      connection.dispose();
      child.disconnect();
      return exited;
    },
    async kill9() {
      child.kill('SIGKILL');
      await exited;
    },
    stderr: () => stderr,
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
