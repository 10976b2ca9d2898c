import type { ApiAnswer, ApiCall } from '../../../src/protocol/control.js';
import type { PageCommand } from '../../../src/protocol/panel.js';
import type { Snapshot } from '../../../src/protocol/snapshot.js';
import type { Abilities, PageLink } from '../page-state.js';

/** Whoever stands between the page and the proxy: the editor, or the browser itself. */
export interface Host {
  readonly can: Abilities;
  /** Begins; every change is told from then on. */
  start(tell: (news: News) => void): void;
  /** Never rejects: where no answer came, the status is 0. */
  call(call: ApiCall): Promise<ApiAnswer>;
  run(command: PageCommand): void;
  /** A token that the user typed, where the page has to hold one. */
  unlock(token: string): void;
  readKept(): unknown;
  writeKept(value: unknown): void;
}

export type News =
  | { readonly kind: 'link'; readonly link: PageLink; readonly hasKey: boolean }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot };

/** The sentence of an answer that is no success. */
export function sentenceOf({ status, value }: ApiAnswer): string {
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : undefined;
  if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string') {
    return error.message;
  }
  return status === 0 ? 'Tuppence did not answer: try again.' : `Tuppence answered with status ${status}.`;
}
