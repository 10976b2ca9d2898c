import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../data-folder.js';
import { startProxy } from '../serve.js';
import type { RunningProxy } from '../running-proxy.js';
import { UsageError } from './failure.js';
import { version } from './version.js';

/** `tuppence serve`: runs until it is told to stop. */
export async function serve(args: readonly string[]): Promise<number> {
  const { env } = process;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      token: { type: 'string' },
      'openai-url': { type: 'string' },
      'anthropic-url': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const port = readPort(values.port ?? env['TUPPENCE_PORT']);
  const token = values.token ?? env['TUPPENCE_TOKEN'];
  const openai = values['openai-url'] ?? env['OPENAI_BASE_URL'];
  const anthropic = values['anthropic-url'] ?? env['ANTHROPIC_BASE_URL'];
  const stop = stopSignal();
  const proxy = await startProxy({
    version: version(),
    onLeave: stop.now,
    dataFolder: values['data-dir'] ?? env['TUPPENCE_DATA_DIR'] ?? defaultDataFolder(env),
    env,
    ...(token === undefined ? {} : { token }),
    urls: { ...(openai === undefined ? {} : { openai }), ...(anthropic === undefined ? {} : { anthropic }) },
    settings: port === undefined ? {} : { port },
    // The demo's own run has 400 prompts to get through; people who try a client against it see a believable pace.
    demoPace: env['TUPPENCE_DEMO_PACE'] === 'instant' ? 'instant' : 'realistic',
  });
  process.stdout.write(values.json ? readyLine(proxy) : greeting(proxy));
  for (const sentence of proxy.troubles()) process.stderr.write(`Note: ${sentence}\n`);
  await stop.came;
  await proxy.close();
  return 0;
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`'${text}' is no port: give --port a number from 0 to 65535.`);
}

function readyLine(proxy: RunningProxy): string {
  const { port, url, demoUrl, providers } = proxy;
  return `${JSON.stringify({ ready: true, port, pid: process.pid, url, demo: demoUrl !== undefined, demoUrl, providers })}\n`;
}

function greeting(proxy: RunningProxy): string {
  const { mode, tiers } = proxy.settings.current().routing;
  const lines = [
    `Tuppence listens on ${proxy.url}`,
    ``,
    `  OpenAI base URL   ${proxy.url}/v1   (or ${proxy.url}/c/<client>/v1 to tell clients apart)`,
    `  API key           the token that 'tuppence token' prints`,
    proxy.demoUrl === undefined
      ? `  Providers         ${proxy.providers.join(', ')}`
      : `  Providers         DEMO: no key is set, so a simulated provider answers and nothing is spent`,
    `  Routing           ${mode}${Object.keys(tiers).length === 0 ? ', no tiers mapped yet' : ''}`,
    ``,
    `'tuppence stats' shows what was spent and saved. Ctrl-C stops the proxy.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Comes at the first Ctrl-C or polite kill; a second one ends the process at once, as Node does by itself. */
function stopSignal(): { readonly came: Promise<void>; readonly now: () => void } {
  let now: () => void = () => undefined;
  const came = new Promise<void>(resolve => {
    now = resolve;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  return { came, now };
}
