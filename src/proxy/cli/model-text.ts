import type { EmbeddingModel } from '../../protocol/embedding-model.js';

/** One line, and below it what its similarities are worth, where that is known. */
export function modelLines(model: EmbeddingModel): string {
  return `${modelLine(model)}${calibrationText(model)}`;
}

export function modelLine(model: EmbeddingModel): string {
  const { id, label, bytes, licence } = model;
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${id.padEnd(10)} ${label.padEnd(26)} ${size.padStart(9)}  ${licence.padEnd(10)}  ${stateText(model)}\n`;
}

function stateText({ state, bytes }: EmbeddingModel): string {
  switch (state.kind) {
    case 'in-use':
      return 'in use';
    case 'installed':
      return 'installed';
    case 'not-installed':
      return 'not installed';
    case 'installing':
      return `downloading, ${Math.floor((state.doneBytes / bytes) * 100)} %`;
    case 'calibrating':
      return `finding out how far it can be trusted, ${state.donePairs} of ${state.pairs}`;
    case 'preparing':
      return state.entries === 0 ? 'loading' : `reading kept questions again, ${state.doneEntries} of ${state.entries}`;
    case 'indexing':
      return `making its index, ${state.doneEntries} of ${state.entries}`;
    case 'stopped':
      return `stopped at ${Math.floor((state.doneBytes / bytes) * 100)} %: ${state.reason}`;
  }
}

/** Bounds that are shown; the others lie between. */
const shownBounds: readonly number[] = [0.005, 0.01, 0.02, 0.05];

function calibrationText({ calibration }: EmbeddingModel): string {
  if (calibration === undefined) return '';
  const { pairs, similarity, cosine } = calibration;
  const shares = calibration.promised
    .filter(({ bound }) => shownBounds.includes(bound))
    .map(
      ({ bound, recall }) =>
        `${recall === null ? '?' : Math.round(recall * 100)} % (${Number((bound * 100).toFixed(1))} %)`,
    );
  const served =
    shares.length === 0 ? 'no bound can be held, so only the strict check serves' : `serves ${shares.join(', ')}`;
  return `${' '.repeat(11)}${served}; similarity ${similarity} is a cosine of ${cosine.toFixed(3)}; counted on ${pairs} pairs\n`;
}

/** Explains the figures above. */
export const calibrationLegend =
  'serves: the share of rephrased prompts it answers, and in brackets the share of wrong answers among them that is allowed (cache.errorBound).\n';
