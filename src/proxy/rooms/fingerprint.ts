import type { Fingerprint, Prompt } from '../prompt.js';

/** What makes a prompt the same as another, and what stands against keeping its answer. Pure. */
export type FingerprintRoom = (prompt: Prompt) => Fingerprint;
