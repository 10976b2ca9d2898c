import { expect, test } from 'vitest';
import type { KnownProvider } from '../../src/proxy/providers/all.js';
import { checkProviderUrl } from '../../src/proxy/providers/check-url.js';

/** What the rest of the house relies on in every provider. Call once for each. */
export function providerContract(provider: KnownProvider): void {
  test('has a name that can stand before the colon of provider:model', () => {
    expect(provider.name).toMatch(/^[a-z][a-z0-9-]*$/);
  });
  test('has a base URL that may be sent a key and takes dialect paths', () => {
    expect(checkProviderUrl(provider.url)).toBeUndefined();
    expect(provider.url).not.toMatch(/\/$/);
    expect(new URL(`${provider.url}/chat/completions`).pathname).toMatch(/\/chat\/completions$/);
  });
  test('names an environment variable exactly when it sends a key', () => {
    expect(provider.keyEnv === undefined).toBe(provider.auth === 'none');
    expect(provider.keyEnv ?? 'X_API_KEY').toMatch(/^[A-Z][A-Z0-9_]*_API_KEY$/);
  });
  test('speaks at least one dialect and none twice', () => {
    expect(provider.dialects.length).toBeGreaterThan(0);
    expect(new Set(provider.dialects).size).toBe(provider.dialects.length);
  });
  test('is on this machine exactly when it needs no key', () => {
    expect(new URL(provider.url).protocol === 'http:').toBe(provider.auth === 'none');
  });
}
