import { Worker } from 'node:worker_threads';
import type { MadeVectors } from './vectors.js';
import type {
  Answers,
  Asks,
  CalibratingProgress,
  EndMessage,
  FromWorker,
  WorkerGreeting,
  WorkerStart,
} from './worker-words.js';

/** A worker that does not end by itself is stopped after this long: longer than any native call it may be in. */
const patienceMs = 5_000;

/** The worker could not start, or is gone. `message` is a sentence for people. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
  constructor(
    readonly reason: 'model' | 'worker' | 'closed' | 'refused',
    message: string,
  ) {
    super(message);
  }
}

/** A worker that was started. Never keeps the process alive. */
export interface StartedWorker {
  /** Resolves when the model is loaded; rejects with {@link WorkerError}. */
  readonly ready: Promise<WorkerLink>;
  /** Set while the model is being calibrated. */
  calibrating(): CalibratingProgress | undefined;
  /** Lets the worker finish what it is at; everything asked and not answered is rejected. Resolves when it is gone. */
  close(): Promise<void>;
}

/** A running worker with its model loaded. */
export interface WorkerLink {
  readonly greeting: Greeting;
  /** Rejects with {@link WorkerError} when the worker refuses or dies. */
  ask<K extends keyof Asks>(kind: K, what: Asks[K]): Promise<Answers[K]>;
  /** Told once, when the worker dies by itself. */
  onDeath(tell: (error: WorkerError) => void): void;
  /** Given vectors to write; returns the labels of entries that had gone. What it throws is told to the worker. */
  onMade(write: (made: MadeVectors) => readonly number[]): void;
}

export type Greeting = Extract<WorkerGreeting, { readonly kind: 'ready' }>;

interface Waiting {
  resolve(value: Answers[keyof Answers]): void;
  reject(error: Error): void;
}

export function startWorker(workerUrl: URL, start: WorkerStart): StartedWorker {
  const worker = new Worker(workerUrl, { workerData: start });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let gone: WorkerError | undefined;
  let greet: { resolve(link: WorkerLink): void; reject(error: Error): void } | undefined;
  let tellDeath: ((error: WorkerError) => void) | undefined;
  let calibrating: CalibratingProgress | undefined;
  let write: ((made: MadeVectors) => readonly number[]) | undefined;

  const die = (error: WorkerError) => {
    if (gone) return;
    gone = error;
    greet?.reject(error);
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    if (error.reason !== 'closed') tellDeath?.(error);
  };
  const ask: WorkerLink['ask'] = (kind, what) =>
    new Promise((resolve, reject) => {
      if (gone) {
        reject(gone);
        return;
      }
      const id = nextId++;
      waiting.set(id, { resolve: value => resolve(value as Answers[typeof kind]), reject });
      worker.postMessage({ id, kind, what });
    });

  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'calibrating':
        calibrating = message.progress;
        break;
      case 'ready':
        calibrating = undefined;
        greet?.resolve({
          greeting: message,
          ask,
          onDeath: tell => (tellDeath = tell),
          onMade: take => (write = take),
        });
        break;
      case 'made': {
        let gone: readonly number[] | undefined;
        try {
          gone = write?.(message.made);
        } catch {
          // What cannot be written now is made again after the next start; until then memory has it.
          gone = undefined;
        }
        ask('written', { upto: message.made.upto, gone }).catch(() => undefined);
        break;
      }
      case 'failed':
        die(new WorkerError('model', message.reason));
        break;
      case 'answer':
        waiting.get(message.id)?.resolve(message.value);
        waiting.delete(message.id);
        break;
      case 'refusal':
        waiting.get(message.id)?.reject(new WorkerError('refused', message.reason));
        waiting.delete(message.id);
        break;
    }
  });
  worker.on('error', error => die(new WorkerError('worker', `The embedding worker stopped: ${error.message}`)));
  const ended = new Promise<void>(resolve => {
    worker.on('exit', code => {
      die(new WorkerError('worker', `The embedding worker ended with code ${code}.`));
      resolve();
    });
  });
  const ready = new Promise<WorkerLink>((resolve, reject) => (greet = { resolve, reject }));
  // Whoever closes before it is ready may not be listening any more.
  ready.catch(() => undefined);
  return {
    ready,
    calibrating: () => calibrating,
    async close() {
      die(new WorkerError('closed', 'The embedding worker was closed.'));
      worker.ref();
      worker.postMessage({ kind: 'end' } satisfies EndMessage);
      const late = setTimeout(() => void worker.terminate(), patienceMs);
      await ended;
      clearTimeout(late);
    },
  };
}
