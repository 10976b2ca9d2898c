import type { LinkState } from '../../src/protocol/control.js';
import type { PageCommand } from '../../src/protocol/panel.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';

/** How this page stands with the proxy: as the editor says, or, in a browser, as the page finds out for itself. */
export type PageLink =
  | LinkState
  /** The first answer has not come yet. */
  | { readonly kind: 'connecting' }
  /** Snapshots come in. */
  | { readonly kind: 'live' }
  /** They stopped coming; the page goes on trying. A stranger answers in the proxy's place, or nobody. */
  | { readonly kind: 'lost'; readonly url: string; readonly stranger: boolean }
  /** The page holds no token, or one that this proxy does not know. */
  | { readonly kind: 'locked'; readonly wrong: boolean };

/** Everything that a view is made from. */
export interface PageState {
  readonly link: PageLink;
  /** The editor keeps a provider key; in a browser whether a real provider can answer. */
  readonly hasKey: boolean;
  /** The last that was heard; null before the first. */
  readonly snapshot: Snapshot | null;
  readonly can: Abilities;
  readonly zone: Zone;
}

/** What the page's host can do for the user. */
export interface Abilities {
  readonly commands: ReadonlySet<PageCommand>;
  /** The page changes mode and pause itself; else the editor's own picker does. */
  readonly changesMode: boolean;
}

/** Where and in which language times are told. Left out: as the machine is set up. */
export interface Zone {
  readonly locale?: string;
  readonly timeZone?: string;
}

/** Whether the figures shown are those of now. */
export function isLive({ kind }: PageLink): boolean {
  return kind === 'live' || kind === 'serving' || kind === 'following';
}
