import type { ApiCall, LinkState } from './control.js';
import type { Snapshot } from './snapshot.js';

// What the dashboard page and its host say to each other. In the editor the host is the extension (postMessage); in a
// browser the page is its own host and speaks HTTP.

export type FromPage =
  /** The page is there (again) and wants everything. A hidden view gets no messages, so it always begins with this. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'api'; readonly id: number; readonly call: ApiCall }
  | { readonly kind: 'command'; readonly command: PageCommand };

export type ToPage =
  | { readonly kind: 'link'; readonly link: LinkState; readonly hasKey: boolean }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'answer'; readonly id: number; readonly status: number; readonly value: unknown };

/** Commands of the editor that the page may ask for; each is offered only where a host can run it. */
export const pageCommands = [
  'tuppence.setKey',
  'tuppence.connect',
  'tuppence.setMode',
  'tuppence.mapTiers',
  'tuppence.setBudget',
  'tuppence.tuneSimilarity',
  'tuppence.tuneRouting',
  'tuppence.restart',
  'tuppence.showLog',
  'tuppence.resume',
] as const;
export type PageCommand = (typeof pageCommands)[number];

/** Routes that the page may use through its host. Everything else is refused there. */
export const pageRoutes: readonly RegExp[] = [
  /^GET \/(?:snapshot|series(?:\?since=\d{1,4}[hd])?)$/,
  /^GET \/requests\/[A-Za-z0-9]{1,64}\/why$/,
  /^POST \/requests\/[A-Za-z0-9]{1,64}\/(?:wrong-answer|right-answer|never-cache|redo-strong)$/,
  /^DELETE \/refusals\/[A-Za-z0-9]{1,64}$/,
];
