import { gateKey } from './gate-key.js';
/** Decides a semantic candidate. Fails closed; `reason` is a short code. */
export function judge(a: string, b: string): { readonly same: boolean; readonly reason: string } {
  const key = gateKey(a);
  const same = key !== undefined && key === gateKey(b);
  return { same, reason: same ? 'gate' : 'unmatched-word' };
}
