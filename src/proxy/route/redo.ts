import { LRUCache } from 'lru-cache';
import type { Fingerprint, Prompt } from '../prompt.js';
import { hold } from './steps/hold.js';

/**
 * Conversations that the user wants to hear the strong model on: their next human turn goes there, once. In memory
 * only, and the oldest wishes are forgotten first.
 */
export interface Redo {
  ask(session: string): void;
  /** This request is the turn that was meant: nothing kept answers it, and routing sends it to the strong model. */
  isDue(prompt: Prompt, fingerprint: Fingerprint): boolean;
  done(session: string): void;
}

const maxSessions = 1_024;

export function openRedo(): Redo {
  const asked = new LRUCache<string, true>({ max: maxSessions });
  return {
    ask: session => void asked.set(session, true),
    isDue: (prompt, fingerprint) =>
      asked.has(fingerprint.session) &&
      fingerprint.role === 'main' &&
      prompt.controls.route === undefined &&
      prompt.dialect.fixedModel !== true &&
      hold({ prompt, fingerprint }) === undefined,
    done: session => void asked.delete(session),
  };
}
