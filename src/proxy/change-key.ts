import type { KeyChange } from '../protocol/api.js';
import type { Keyring } from './keyring.js';
import { knownProviders } from './providers/all.js';
import type { StandIn } from './stand-in.js';

/** A key that cannot be taken; the sentence says why and never shows it. */
export class BadKeyError extends Error {
  override readonly name = 'BadKeyError';
  constructor(
    readonly reason: 'unknown-provider' | 'no-key-needed',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Takes keys into memory or away while the proxy runs, and brings the demo in or takes it out accordingly. Gives the
 * names of the providers that can answer afterwards. Rejects with {@link BadKeyError}.
 */
export function makeChangeKey(of: {
  readonly keyring: Pick<Keyring, 'provider' | 'setKey' | 'usable'>;
  readonly standIn: Pick<StandIn, 'update'>;
}): (change: KeyChange) => Promise<readonly string[]> {
  const { keyring, standIn } = of;
  return async ({ provider: name, key }) => {
    const provider = keyring.provider(name);
    if (provider === undefined || provider.demo === true) {
      const known = knownProviders.filter(({ keyEnv }) => keyEnv !== undefined).map(candidate => candidate.name);
      throw new BadKeyError(
        'unknown-provider',
        `There is no provider '${name}' to hold a key for: built in are ${known.join(', ')}; your own go under 'providers' in the settings.`,
      );
    }
    if (provider.auth === 'none') throw new BadKeyError('no-key-needed', `Provider '${name}' takes no key.`);
    keyring.setKey(name, key ?? undefined);
    await standIn.update();
    return keyring.usable();
  };
}
