/** Who answers: one who knows the token, one who knows another or none, a program of another kind, or nobody. */
export type Proof = 'knows' | 'knows-not' | 'stranger' | 'nobody';

/**
 * Asks the proxy to show that it knows the token, before the token is sent: a proxy may have left and somebody else may
 * have its port by now. HMAC-SHA256 over the purpose, the port and a nonce, as docs/security.md says.
 */
export async function proofFrom(token: string): Promise<Proof> {
  const nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
  const got = await fetch(`/identity-proof?nonce=${nonce}`, { cache: 'no-store' })
    .then(async response => ({ text: await response.text() }))
    .catch(() => undefined);
  if (got === undefined) return 'nobody';
  const proof = /^\{"proof":"([0-9a-f]{64})"\}$/.exec(got.text)?.[1];
  if (proof === undefined) return 'stranger';
  const port = location.port === '' ? '80' : location.port;
  return proof === (await sign(token, `tuppence identity\n${port}\n${nonce}`)) ? 'knows' : 'knows-not';
}

async function sign(token: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(token), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text))));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
