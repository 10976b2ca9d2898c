import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  NotificationType,
  RequestType,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
import type { LogOutputChannel } from 'vscode';
import type {
  Address,
  ApiAnswer,
  ApiCall,
  ChildStart,
  ControlNotifications,
  ControlRequests,
  KeepRunning,
  LinkState,
} from '../protocol/control.js';
import type { Snapshot } from '../protocol/snapshot.js';

/** One run of the proxy's process. What belongs to it goes with it. */
export interface Child {
  /** Resolves when the process has answered its first message, and also when it ended before that. */
  readonly ready: Promise<void>;
  api(call: ApiCall): Promise<ApiAnswer>;
  address(): Promise<Address>;
  retry(): Promise<LinkState>;
  keepRunning(wish: KeepRunning): Promise<void>;
  /** Asks it to leave; after some seconds it is made to. Never rejects. */
  stop(): Promise<void>;
}

/** Starts `module` as a child of the extension host and speaks JSON-RPC with it over IPC. */
export function startChild(options: {
  readonly module: string;
  /** Not the workspace: the process must not hold a folder that the user wants to delete. */
  readonly cwd: string;
  readonly start: ChildStart;
  readonly log: LogOutputChannel;
  readonly onLink: (link: LinkState) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** It ended without being asked to. */
  readonly onEnd: () => void;
}): Child {
  const { log } = options;
  let over = false;
  const ended = (): void => {
    if (over) return;
    over = true;
    for (const listener of listeners) listener.dispose();
    options.onEnd();
  };
  const client = new LanguageClient(
    'tuppence',
    'Tuppence',
    { module: options.module, transport: TransportKind.ipc, options: { cwd: options.cwd } },
    {
      initializationOptions: options.start,
      outputChannel: log,
      // The extension has words of its own for everything that goes wrong.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: error => {
        log.error(`The proxy could not be started: ${String(error)}`);
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          ended();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    },
  );
  const listeners = [
    client.onNotification(links, link => {
      if (!over) options.onLink(link);
    }),
    client.onNotification(snapshots, snapshot => {
      if (!over) options.onSnapshot(snapshot);
    }),
  ];
  const kill = () => client.serverProcess?.kill('SIGKILL');
  const tooLate = setTimeout(kill, answerMs);
  const ready = client
    .start()
    .catch((error: unknown) => {
      log.error(`The proxy's process did not answer: ${String(error)}`);
      kill();
      ended();
    })
    .finally(() => clearTimeout(tooLate));
  return {
    ready,
    api: call => client.sendRequest(api, call),
    address: () => client.sendRequest(address, null),
    retry: () => client.sendRequest(retry, null),
    keepRunning: async wish => {
      await client.sendRequest(keepRunning, wish);
    },
    stop: async () => {
      over = true;
      for (const listener of listeners) listener.dispose();
      const impatient = setTimeout(kill, leaveMs);
      await ready;
      clearTimeout(impatient);
      await client
        .dispose(leaveMs)
        .catch((error: unknown) => log.warn(`The proxy did not leave by itself: ${String(error)}`));
    },
  };
}

/** A process that has not answered its first message by then never will. */
const answerMs = 20_000;
/** Time to put down what it holds. */
const leaveMs = 2_000;

type Request<Method extends keyof ControlRequests> = RequestType<
  ControlRequests[Method]['params'],
  ControlRequests[Method]['result'],
  void
>;
const api: Request<'tuppence/api'> = new RequestType('tuppence/api');
const address: Request<'tuppence/address'> = new RequestType('tuppence/address');
const retry: Request<'tuppence/retry'> = new RequestType('tuppence/retry');
const keepRunning: Request<'tuppence/keep-running'> = new RequestType('tuppence/keep-running');
const links = new NotificationType<ControlNotifications['tuppence/link']>('tuppence/link');
const snapshots = new NotificationType<ControlNotifications['tuppence/snapshot']>('tuppence/snapshot');
