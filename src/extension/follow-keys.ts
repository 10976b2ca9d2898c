import type { LogOutputChannel } from 'vscode';
import type { Disposable } from './disposable.js';
import type { ProxyClient } from './proxy-client.js';
import type { KeyStore } from './secrets.js';

/** Hands a saved or forgotten key to the running proxy. One that starts gets all of them with its first message. */
export function followKeys(proxy: ProxyClient, keys: KeyStore, log: LogOutputChannel): Disposable {
  return keys.onChange(provider => {
    hand(provider).catch((error: unknown) =>
      log.error(`The proxy did not get the key of ${provider}: ${String(error)}`),
    );
  });

  async function hand(provider: string): Promise<void> {
    const { [provider]: key } = await keys.read([provider]);
    if (proxy.runs()) await proxy.api('PUT /keys', { body: { provider, key: key ?? null } });
    log.info(`The key of ${provider} was ${key === undefined ? 'taken away' : 'stored'}.`);
  }
}
