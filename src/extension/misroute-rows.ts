import type { Misroute } from '../protocol/learning.js';
import { escapeIcons } from './markdown.js';
import type { Row } from './rows.js';

/** Newest first; choosing one means its request. `timeText` writes a moment as the user's clock shows it. */
export function misrouteRows(list: readonly Misroute[], timeText: (atMs: number) => string): readonly Row<string>[] {
  return list.map(({ id, atMs, kind, client, model, modelRequested, words }) => ({
    label: escapeIcons(`${timeText(atMs)}  ${modelRequested} → ${model}`),
    description: escapeIcons(`${kind === 'too-cheap' ? 'too cheap' : 'too strong'}, ${client}`),
    detail: escapeIcons(words),
    value: id,
  }));
}
