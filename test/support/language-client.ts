// A stand-in for the library that starts the proxy's process and speaks with it: the test plays the process.

/** One start of the process. */
export class LanguageClient {
  static readonly all: LanguageClient[] = [];
  /** What each request is answered with; a request without an entry is refused. */
  static readonly answers = new Map<string, (params: unknown) => unknown>();
  static get last(): LanguageClient {
    const client = LanguageClient.all.at(-1);
    if (client === undefined) throw new Error('Nothing was started.');
    return client;
  }
  static reset(): void {
    LanguageClient.all.length = 0;
    LanguageClient.answers.clear();
  }

  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  stopped = false;
  readonly #handlers = new Map<string, (params: unknown) => void>();
  constructor(
    readonly id: string,
    readonly name: string,
    readonly server: { readonly module: string; readonly transport: number },
    readonly options: {
      readonly initializationOptions: unknown;
      readonly errorHandler: { closed(): unknown };
    },
  ) {
    LanguageClient.all.push(this);
  }
  onNotification(type: { readonly method: string }, handler: (params: unknown) => void) {
    this.#handlers.set(type.method, handler);
    return { dispose: () => void this.#handlers.delete(type.method) };
  }
  start(): Promise<void> {
    return Promise.resolve();
  }
  sendRequest({ method }: { readonly method: string }, params: unknown): Promise<unknown> {
    this.asked.push({ method, params });
    const answer = LanguageClient.answers.get(method);
    if (answer === undefined) return Promise.reject(new Error(`Nobody answers ${method}.`));
    return Promise.resolve(answer(params));
  }
  dispose(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }

  /** The process says something. */
  tell(method: string, params: unknown): void {
    this.#handlers.get(method)?.(params);
  }
  /** The process ends without being asked to. */
  crash(): void {
    this.options.errorHandler.closed();
  }
}

class Type {
  constructor(readonly method: string) {}
}

export const NotificationType = Type;
export const RequestType = Type;
export const TransportKind = { ipc: 1 } as const;
export const CloseAction = { DoNotRestart: 1, Restart: 2 } as const;
export const ErrorAction = { Continue: 1, Shutdown: 2 } as const;
export const RevealOutputChannelOn = { Never: 4 } as const;
