import type { EmbeddingModel } from '../protocol/embedding-model.js';
import { bytesText } from './amounts.js';

export interface ModelProgress {
  /** Of the download, 0 to 100. */
  readonly percent: number;
  readonly message: string;
  /** Nothing more will come by itself. */
  readonly over: boolean;
}

/** How far a model is on its way into use. */
export function modelProgress({ state, bytes }: EmbeddingModel): ModelProgress {
  switch (state.kind) {
    case 'not-installed':
      return { percent: 0, message: 'Nothing was downloaded.', over: true };
    case 'installing':
      return {
        percent: share(state.doneBytes, bytes),
        message: `${bytesText(state.doneBytes)} of ${bytesText(bytes)}`,
        over: false,
      };
    case 'calibrating':
      return {
        percent: 100,
        message: `finding out how far it can be trusted, ${state.donePairs} of ${state.pairs}`,
        over: false,
      };
    case 'installed':
      return { percent: 100, message: 'downloaded and checked', over: false };
    case 'preparing':
      return {
        percent: 100,
        message:
          state.entries === 0 ? 'loading' : `reading kept questions again, ${state.doneEntries} of ${state.entries}`,
        over: false,
      };
    case 'in-use':
      return { percent: 100, message: 'in use', over: true };
    case 'indexing':
      return {
        percent: 100,
        message: `making its index, ${state.doneEntries} of ${state.entries}`,
        over: false,
      };
    case 'stopped':
      return {
        percent: share(state.doneBytes, bytes),
        message: `Stopped at ${bytesText(state.doneBytes)} of ${bytesText(bytes)}: ${state.reason} The same command goes on from there.`,
        over: true,
      };
  }
}

function share(done: number, all: number): number {
  return all === 0 ? 0 : Math.floor((done / all) * 100);
}
