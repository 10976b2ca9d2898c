import { startWorker } from './worker-link.js';

/** Turns texts into unit vectors, off the main thread. */
export interface Embedder {
  /** Names the model by its bytes. Vectors are comparable only under an equal id. */
  readonly modelId: string;
  readonly dims: number;
  /** One unit vector per text, in order. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/**
 * Loads the model of a local folder in a worker. Nothing is ever fetched.
 * Rejects with WorkerError when the folder holds no usable model.
 */
export async function startEmbedder(at: { readonly modelDir: string; readonly workerUrl: URL }): Promise<Embedder> {
  const worker = startWorker(at.workerUrl, {
    modelDir: at.modelDir,
    store: undefined,
    verifierDir: undefined,
    calibration: undefined,
  });
  const link = await worker.ready;
  return {
    modelId: link.greeting.modelId,
    dims: link.greeting.dims,
    embed: texts => link.ask('embed', { texts }),
    close: () => worker.close(),
  };
}
