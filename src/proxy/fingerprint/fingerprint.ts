import type { Fingerprint, LooseKey, Prompt } from '../prompt.js';
import type { FingerprintRoom } from '../rooms/fingerprint.js';
import { cacheability, type Verdict } from './cacheability.js';
import { exactKey, partitionKey } from './exact-key.js';
import { roleOf } from './role.js';
import { sessionOf } from './session.js';
import { inToolLoop } from './tool-loop.js';

/** Tells what a prompt is: its keys, what it may be served from and why, its job, and its conversation. */
export const fingerprint: FingerprintRoom = (prompt: Prompt): Fingerprint => {
  const role = roleOf(prompt);
  const verdict = cacheability(prompt.facts, role);
  return {
    exactKey: exactKey(prompt),
    cacheability: verdict.cacheability,
    why: verdict.why,
    loose: looseKey(prompt, verdict),
    role,
    session: sessionOf(prompt),
    inToolLoop: inToolLoop(prompt.facts),
  };
};

function looseKey(prompt: Prompt, verdict: Verdict): LooseKey | undefined {
  if (verdict.cacheability !== 'loose') return undefined;
  return { partition: partitionKey(prompt, verdict.envelopes), text: verdict.text };
}
