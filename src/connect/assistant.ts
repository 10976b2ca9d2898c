import type { Address } from '../protocol/control.js';
import type { Format } from './format.js';
import type { Models } from './models.js';
import type { Place } from './place.js';
import type { Change } from './value.js';

/** What the user wants to be written. */
export interface Wish {
  readonly address: Address;
  readonly models: Models;
  /** Whose account pays: the assistant's own key or login, which passes through, or the keys that Tuppence holds. */
  readonly account: Account;
  /** ISO 8601, for files that say when they were written. */
  readonly nowIso: string;
}

export type Account = 'own' | 'tuppence';

/** A file's text; undefined when there is none or it cannot be read. */
export type Look = (path: string) => Promise<string | undefined>;

/** An assistant that can be pointed at Tuppence: one value in a file of its own. */
export type Assistant = {
  /** Its name in its address, `/c/<id>`, and in the ledger. */
  readonly id: string;
  readonly label: string;
  /** Files and folders that are there when somebody uses it. */
  readonly traces: (place: Place) => readonly string[];
  /** Extensions of the editor that tell the same. */
  readonly extensions: readonly string[];
} & (ByFiles | ByEditor | ByLines | Cannot);

export interface ByFiles {
  readonly how: 'files';
  /** Which models it is given; none where it brings its own names. */
  readonly wants: 'chat' | 'messages' | 'both' | 'none';
  /**
   * For one that can go on with the login or key that it has: whether it has one that works from here. It looks whether
   * something is there and takes nothing along.
   */
  readonly suggestAccount?: (place: Place, look: Look) => Promise<Account>;
  /** It runs outside the editor too, where it needs a proxy that outlives the window. */
  readonly terminal: boolean;
  readonly files: (place: Place, exists: (path: string) => Promise<boolean>) => Promise<readonly ConfigFile[]>;
  /** Settings of the editor that make it better; each is offered, none is needed. */
  readonly editorSettings?: readonly EditorSetting[];
  /** What the user does next, one sentence each. */
  readonly next: (wish: Wish) => readonly string[];
}

/** One file of an assistant. What it says comes in as a value; what must be different goes out. Pure. */
export interface ConfigFile {
  readonly path: string;
  readonly format: Format;
  readonly connect: (value: unknown, wish: Wish) => readonly Change[];
  /** Takes out what leads to Tuppence, whoever wrote it. Nothing to do means that it is not connected. */
  readonly disconnect: (value: unknown) => readonly Change[];
  /** What the user should know before: what is replaced, what stops working. */
  readonly remarks?: (value: unknown, wish: Wish) => readonly string[];
}

export interface EditorSetting {
  readonly key: string;
  readonly value: string;
  /** A question to the user. */
  readonly offer: string;
}

/** Configured through another extension's API. */
export interface ByEditor {
  readonly how: 'editor';
  readonly api: 'roo-code';
  readonly next: (wish: Wish) => readonly string[];
}

/** Nothing to write: lines to be copied. */
export interface ByLines {
  readonly how: 'lines';
  readonly lines: (wish: Wish, place: Place) => string;
}

/** Cannot be served, and why. */
export interface Cannot {
  readonly how: 'cannot';
  readonly why: string;
}
