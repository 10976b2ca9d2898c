import { demoProvider } from './providers/all.js';
import { startDemoUpstream } from './providers/demo/upstream.js';
import type { Provider } from './rooms/provider.js';

/** The demo provider, which answers while the default provider cannot for want of a key. */
export interface StandIn {
  current(): Provider | undefined;
  /** Brings it in or takes it out, as it is needed now. */
  update(): Promise<void>;
  close(): Promise<void>;
}

export function openStandIn(of: {
  /** May throw while the settings name no usable provider; nothing changes then. */
  readonly isNeeded: () => boolean;
  readonly pace: 'instant' | 'realistic';
}): StandIn {
  // Once started it goes on listening: answers may be under way when it is taken out, and it may come back.
  let started: ReturnType<typeof startDemoUpstream> | undefined;
  let current: Provider | undefined;
  return {
    current: () => current,
    async update() {
      if (!isNeeded(of.isNeeded, current !== undefined)) {
        current = undefined;
        return;
      }
      started ??= startDemoUpstream({ pace: of.pace });
      const { url } = await started;
      if (isNeeded(of.isNeeded, true)) current ??= demoProvider(`${url}/v1`);
    },
    async close() {
      current = undefined;
      await (await started)?.close();
    },
  };
}

function isNeeded(ask: () => boolean, otherwise: boolean): boolean {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
