import type { Assistant } from '../../connect/assistant.js';
import type { Row } from '../rows.js';

/** How an assistant stands on this machine. */
export interface Standing {
  readonly assistant: Assistant;
  readonly connected: boolean;
  /** Somebody uses it here. */
  readonly used: boolean;
  /** Its files, as people write paths. */
  readonly files: readonly string[];
}

/** What can be connected, those in use first; what is connected already can be connected anew. */
export function assistantRows(all: readonly Standing[]): readonly Row<Assistant>[] {
  return all.toSorted((a, b) => rank(a) - rank(b)).map(standing => ({ ...rowOf(standing), value: standing.assistant }));
}

function rank({ assistant, connected, used }: Standing): number {
  if (assistant.how === 'cannot') return 4;
  if (connected) return 1;
  return used ? 0 : assistant.how === 'lines' ? 3 : 2;
}

function rowOf({ assistant, connected, used, files }: Standing): Omit<Row<Assistant>, 'value'> {
  const found = used ? { description: 'found on this machine' } : {};
  const { label } = assistant;
  switch (assistant.how) {
    case 'cannot':
      return { label, description: 'cannot be connected' };
    case 'lines':
      return { label, ...found, detail: 'Copies the lines that it needs' };
    case 'editor':
    case 'files':
      return {
        label,
        ...(connected ? { description: 'connected; choose it to write it anew' } : found),
        detail: files.length === 0 ? 'Through its own interface' : files.join(', '),
      };
  }
}
