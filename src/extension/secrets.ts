import type { Event, LogOutputChannel, SecretStorage } from 'vscode';
import type { Disposable } from './disposable.js';

/** Provider keys, kept in the editor's secret storage and nowhere else. */
export interface KeyStore {
  /** Keys by provider, of these providers. One that cannot be read is left out. */
  read(providers: readonly string[]): Promise<Readonly<Record<string, string>>>;
  save(provider: string, key: string): Promise<void>;
  forget(provider: string): Promise<void>;
  /** Tells the provider whose key was saved or forgotten, in any window. */
  onChange(listener: (provider: string) => void): Disposable;
}

const prefix = 'tuppence.key.';

export function makeKeyStore(secrets: SecretStorage, log: LogOutputChannel): KeyStore {
  const changes: Event<{ readonly key: string }> = secrets.onDidChange;
  return {
    read: async providers => {
      const found: Record<string, string> = {};
      for (const provider of providers) {
        const key = await read(provider);
        if (key !== undefined && key !== '') found[provider] = key;
      }
      return found;
    },
    save: async (provider, key) => secrets.store(`${prefix}${provider}`, key),
    forget: async provider => secrets.delete(`${prefix}${provider}`),
    onChange: listener =>
      changes(({ key }) => {
        if (key.startsWith(prefix)) listener(key.slice(prefix.length));
      }),
  };

  /** A locked keychain must not keep the proxy from starting. */
  async function read(provider: string): Promise<string | undefined> {
    try {
      return await secrets.get(`${prefix}${provider}`);
    } catch (error) {
      log.warn(`The key of ${provider} could not be read from the secret storage: ${String(error)}`);
      return undefined;
    }
  }
}
