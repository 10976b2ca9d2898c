import type { Task } from '../both-ways.js';
import type { Folder } from '../packages.js';

/** An assistant that runs in a terminal, given one task: to read a note with a tool of its own and say what it says. */
export interface Agent {
  /** With what sets this run apart from others of the same client. */
  readonly name: string;
  readonly folder: Folder;
  readonly task: Task;
  /** How many requests the provider gets, side tasks included. */
  readonly requests: number;
}

/** What the user types. */
export const prompt = 'What is the secret word in note.txt?';

/** Things that several clients make up anew in every run. */
export const anyUuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu;
export const anyTimestamp = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/gu;
