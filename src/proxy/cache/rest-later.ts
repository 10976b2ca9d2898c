import type { SemanticIndex } from './semantic-index.js';

/** Where the semantic tier is off, the model is put away when nobody has needed it for so long. */
const restAfterMs = 60_000;

/** For those who need the model now and then: told of each use, puts it away after the last one. */
export interface RestLater {
  used(): void;
  close(): void;
}

export function openRestLater(index: Pick<SemanticIndex, 'rest'>, isOn: () => boolean): RestLater {
  let resting: NodeJS.Timeout | undefined;
  return {
    used() {
      clearTimeout(resting);
      resting = setTimeout(() => {
        if (!isOn()) index.rest();
      }, restAfterMs).unref();
    },
    close: () => clearTimeout(resting),
  };
}
