import { demoProvider } from './providers/all.js';
import type { LedgerRow } from './rooms/ledger-row.js';
import type { Provider } from './rooms/provider.js';

/** Stands for the demo, which may be gone by now; what it answered still has its price. Nothing is sent to it. */
export const pastDemo = demoProvider('http://127.0.0.1:9/v1');

/** The provider that a request came for. */
export function askedProvider(
  { providerRequested, demo }: Pick<LedgerRow, 'providerRequested' | 'demo'>,
  providers: (name: string) => Provider | undefined,
): Provider | undefined {
  return providers(providerRequested) ?? (demo ? pastDemo : undefined);
}
