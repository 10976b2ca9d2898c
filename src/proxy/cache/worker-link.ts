import { Worker } from 'node:worker_threads';
import type { AnswerMessage, Answers, Asks, WorkerGreeting, WorkerStart } from './worker-words.js';

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

/** A running worker with its model loaded. */
export interface WorkerLink {
  readonly modelId: string;
  readonly dims: number;
  readonly fastIndex: boolean;
  /** Rejects with {@link WorkerError} when the worker refuses or dies. */
  ask<K extends keyof Asks>(kind: K, what: Asks[K]): Promise<Answers[K]>;
  /** Told once, when the worker dies by itself. */
  onDeath(tell: (error: WorkerError) => void): void;
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: Answers[keyof Answers]): void;
  reject(error: Error): void;
}

/** Starts the worker and waits for its model. Rejects with {@link WorkerError}. Never keeps the process alive. */
export function startWorker(workerUrl: URL, start: WorkerStart): Promise<WorkerLink> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: start });
    worker.unref();
    const waiting = new Map<number, Waiting>();
    let nextId = 1;
    let gone: WorkerError | undefined;
    let tellDeath: ((error: WorkerError) => void) | undefined;

    const die = (error: WorkerError) => {
      if (gone) return;
      gone = error;
      reject(error);
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
      if (error.reason !== 'closed') tellDeath?.(error);
    };
    const ask: WorkerLink['ask'] = (kind, what) =>
      new Promise((resolveAsk, rejectAsk) => {
        if (gone) {
          rejectAsk(gone);
          return;
        }
        const id = nextId++;
        waiting.set(id, { resolve: value => resolveAsk(value as Answers[typeof kind]), reject: rejectAsk });
        worker.postMessage({ id, kind, what });
      });
    const close = async () => {
      die(new WorkerError('closed', 'The embedding worker was closed.'));
      await worker.terminate();
    };

    worker.on('message', (message: WorkerGreeting | AnswerMessage) => {
      switch (message.kind) {
        case 'ready':
          resolve({
            modelId: message.modelId,
            dims: message.dims,
            fastIndex: message.fastIndex,
            ask,
            onDeath: tell => (tellDeath = tell),
            close,
          });
          break;
        case 'failed':
          die(new WorkerError('model', message.reason));
          void worker.terminate();
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
    worker.on('exit', code => die(new WorkerError('worker', `The embedding worker ended with code ${code}.`)));
  });
}
