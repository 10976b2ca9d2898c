import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Fingerprint, Prompt } from '../prompt.js';
import { kindOf, traceOf, type AnswerKind, type Trace } from './answer/kind.js';

/** Answers looked back at. */
const remembered = 50;
const headChars = 2_000;

/** What answers to each kind of request have in common. In memory only, and no words of them. */
export class Kinds {
  readonly #traces = new LRUCache<string, readonly Trace[]>({ max: 1_000 });

  of(prompt: Prompt, fingerprint: Fingerprint): AnswerKind {
    return kindOf(this.#traces.get(keyOf(prompt, fingerprint)) ?? []);
  }

  note(prompt: Prompt, fingerprint: Fingerprint, answer: string): void {
    if (answer.trim() === '') return;
    const key = keyOf(prompt, fingerprint);
    const known = this.#traces.get(key) ?? [];
    this.#traces.set(key, [...known, traceOf(answer)].slice(-remembered));
  }
}

/** Requests of one program with one instruction are of one kind. */
function keyOf({ client, controls, facts }: Prompt, { role }: Fingerprint): string {
  const system = facts.turns.find(turn => turn.role === 'system')?.text ?? '';
  return createHash('sha1')
    .update(JSON.stringify([client, role, controls.feature ?? null, system.slice(0, headChars)]))
    .digest('base64');
}
