import { Agent, EnvHttpProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import type { Settings } from '../../protocol/settings.js';
import type { Clock } from '../prompt.js';
import type { DispatchRoom } from '../rooms/dispatch.js';
import { Call } from './call.js';
import { modelRenamer } from './model-name.js';
import { upstreamHeaders } from './upstream-headers.js';

/** The way out: one pool of kept-alive connections for every origin. */
export interface Dispatch {
  readonly send: DispatchRoom;
  /** For calls that are no prompts, such as the list of models. */
  readonly agent: Dispatcher;
  close(): Promise<void>;
}

/**
 * Opens the way out. Networks that need a proxy are reached through the usual environment variables (`HTTPS_PROXY`,
 * `HTTP_PROXY`, `NO_PROXY`). Time-outs are read anew for every call, except the one for connecting.
 */
export function openDispatch(options: {
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Dispatch {
  const { settings, clock } = options;
  const agent = makeAgent(options.env, settings().timeouts.connectMs);
  const send: DispatchRoom = (prompt, target, onEnd) =>
    new Promise((resolve, reject) => {
      const { dialect, facts, untouched } = prompt;
      const rerouted = target.model !== facts.model;
      const hideUsage = facts.stream && !facts.wantsStreamUsage && untouched !== true;
      const body =
        rerouted || hideUsage
          ? dialect.rewrite(prompt.raw, { ...(rerouted ? { model: target.model } : {}), askUsage: hideUsage })
          : prompt.raw;
      const base = new URL(target.provider.url);
      const rename = modelRenamer(target.model, facts.model);
      const call = new Call({ prompt, target, clock, hideUsage, rename, resolve, reject, onEnd });
      prompt.signal.addEventListener('abort', () => call.abort(), { once: true });
      const { firstByteMs, idleMs } = settings().timeouts;
      agent.dispatch(
        {
          origin: base.origin,
          path: `${base.pathname === '/' ? '' : base.pathname}${prompt.path}${prompt.query}`,
          method: 'POST',
          headers: upstreamHeaders(prompt, target),
          body,
          headersTimeout: firstByteMs,
          bodyTimeout: idleMs,
        },
        call,
      );
    });
  return { send, agent, close: () => agent.destroy() };
}

function makeAgent(env: Readonly<Record<string, string | undefined>>, connectMs: number): Dispatcher {
  const pool = { connect: { timeout: connectMs }, keepAliveTimeout: 30_000, maxResponseSize: -1 } as const;
  const proxied = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some(name => (env[name] ?? '') !== '');
  if (!proxied) return new Agent(pool);
  // Models on this machine are never behind the network's proxy.
  const noProxy = [env['no_proxy'] ?? env['NO_PROXY'] ?? '', 'localhost', '127.0.0.1', '::1'].join(',');
  return new EnvHttpProxyAgent({ ...pool, noProxy });
}
