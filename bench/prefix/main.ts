import { parseArgs } from 'node:util';
import { makePrefix } from '../../src/proxy/prefix/prefix.js';
import { simulatedAnthropic } from './caching-provider/anthropic.js';
import { simulatedOpenai } from './caching-provider/openai.js';
import { serveProviders } from './caching-provider/server.js';
import { listRates } from './list-prices.js';
import { play, type HandClock, type Played, type Send } from './play.js';
import type { SessionShape } from './sessions.js';
import { workload, type Group } from './workload.js';

/** Both ways for one kind of client. Costs are dollars for input. */
interface Line {
  readonly group: string;
  readonly sessions: number;
  readonly requests: number;
  readonly edited: number;
  readonly directShare: number;
  readonly throughShare: number;
  readonly directUsd: number;
  readonly throughUsd: number;
  /** Through over direct: below 1 is cheaper. */
  readonly costRatio: number;
  /** Conversations that cost more than direct: their first write was never read. */
  readonly dearer: number;
  readonly worstMoreUsd: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { sessions: { type: 'string', default: '12' }, json: { type: 'boolean', default: false } },
  });
  const groups = workload(Math.max(1, Number(values.sessions) || 0));
  const direct = await playAll(groups, false);
  const through = await playAll(groups, true);
  const lines = groups.map(({ name }) => lineOf(name, direct.get(name) ?? [], through.get(name) ?? []));
  const all = lineOf('all', [...direct.values()].flat(), [...through.values()].flat());
  if (values.json) console.log(JSON.stringify({ groups: lines, all }));
  else printTable([...lines, all]);
}

async function playAll(groups: readonly Group[], edits: boolean): Promise<ReadonlyMap<string, readonly Played[]>> {
  const clock: HandClock = { atMs: Date.UTC(2026, 10, 3) };
  const nowMs = () => clock.atMs;
  const server = await serveProviders([simulatedAnthropic(nowMs), simulatedOpenai(nowMs)]);
  const room = edits
    ? makePrefix({ clock: { nowMs, tickMs: nowMs }, ratesOf: ({ model }) => listRates(model) })
    : undefined;
  const played = new Map<string, readonly Played[]>();
  try {
    for (const { name, sessions } of groups) {
      const results: Played[] = [];
      for (const shape of sessions) results.push(await play(shape, sendTo(server.url, name), clock, room));
      played.set(name, results);
    }
  } finally {
    await server.close();
  }
  return played;
}

function sendTo(url: string, key: string): Send {
  const paths: Readonly<Record<SessionShape['dialect'], string>> = {
    'anthropic-messages': '/v1/messages',
    'openai-chat': '/v1/chat/completions',
  };
  return async (dialect, raw) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': key };
    const reply = await fetch(`${url}${paths[dialect]}`, { method: 'POST', headers, body: new Uint8Array(raw) });
    return Buffer.from(await reply.arrayBuffer());
  };
}

function lineOf(group: string, direct: readonly Played[], through: readonly Played[]): Line {
  const sum = (some: readonly Played[], of: (one: Played) => number) => some.reduce((total, one) => total + of(one), 0);
  const share = (some: readonly Played[]) =>
    sum(some, one => one.cachedTokens) /
    Math.max(
      1,
      sum(some, one => one.inputTokens),
    );
  const more = through.map((one, at) => one.costUsd - (direct[at]?.costUsd ?? 0));
  const directUsd = sum(direct, one => one.costUsd);
  const throughUsd = sum(through, one => one.costUsd);
  return {
    group,
    sessions: through.length,
    requests: sum(through, one => one.requests),
    edited: sum(through, one => one.edited),
    directShare: share(direct),
    throughShare: share(through),
    directUsd,
    throughUsd,
    costRatio: throughUsd / directUsd,
    dearer: more.filter(usd => usd > 1e-9).length,
    worstMoreUsd: Math.max(0, ...more),
  };
}

function printTable(lines: readonly Line[]): void {
  console.log('input only; list prices; both ways against simulated providers that keep the real cache rules\n');
  console.log(
    'clients                        sessions requests  cached direct  through    cost direct   through  ratio  dearer    worst',
  );
  for (const line of lines) {
    const cells = [
      line.group.padEnd(30),
      String(line.sessions).padStart(9),
      String(line.requests).padStart(9),
      percent(line.directShare).padStart(15),
      percent(line.throughShare).padStart(9),
      `$${line.directUsd.toFixed(2)}`.padStart(15),
      `$${line.throughUsd.toFixed(2)}`.padStart(10),
      line.costRatio.toFixed(2).padStart(7),
      String(line.dearer).padStart(8),
      `$${line.worstMoreUsd.toFixed(3)}`.padStart(9),
    ];
    console.log(cells.join(''));
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

await main();
