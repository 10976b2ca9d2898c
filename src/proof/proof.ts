import { createHmac } from 'node:crypto';

// How a listener shows that it knows the token without anybody sending it. Whoever is about to send the token sends a
// nonce first; only a listener with the same token can make the proof. The port is part of what is proved, so that a
// stranger gains nothing by handing the nonce on to a Tuppence that listens elsewhere.

/** Where the proof is asked for: `GET /identity-proof?nonce=<hex>` gives `{"proof": "<hex>"}`, without a token. */
export const proofPath = '/identity-proof';

/** HMAC-SHA256 over the purpose, the port and the nonce, in hex; the token is the key. */
export function proofOf(token: string, port: number, nonce: string): string {
  return createHmac('sha256', token).update(`tuppence identity\n${port}\n${nonce}`).digest('hex');
}

/** The nonce of a request's query: 32 to 128 hex digits. Undefined when there is none that can be used. */
export function readNonce(query: string): string | undefined {
  return /^\?nonce=([0-9a-f]{32,128})$/.exec(query)?.[1];
}
