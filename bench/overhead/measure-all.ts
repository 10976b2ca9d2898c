import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeBodies } from './bodies.js';
import { startMock, startPassThrough, startProxy, type Running, type RunningProxy } from './children.js';
import { openEndpoint, type Endpoint } from './client.js';
import { measureSemantic } from './measure-semantic.js';
import type { CasePlan, Plan } from './plan.js';
import { cpuMsOf, rssMbOf } from './proc.js';
import { caseResult, passThrough, type CaseResult, type ProcessResult, type Result } from './result.js';
import { alternate, alternateBlocks, warmUp, type Target } from './rounds.js';

/** Runs the whole plan. Children are gone when it settles. `say` gets one line per step. */
export async function measureAll(plan: Plan, say: (line: string) => void): Promise<Result> {
  const mock = await startMock(plan.mockPort);
  try {
    say(`mock provider: ${mock.url}/v1`);
    say(`timing ${plan.starts} starts`);
    const process_ = await measureStarts(mock, plan.starts);
    const cases = [...(await measureCases(mock, plan, say)), await measureSemantic(mock, plan.semantic, say)];
    return {
      bench: 'overhead',
      quick: plan.quick,
      node: process.versions.node,
      cpus: availableParallelism(),
      cases,
      process: process_,
    };
  } finally {
    await mock.stop();
  }
}

async function measureStarts(mock: Running, starts: number): Promise<ProcessResult> {
  const startMs: number[] = [];
  let rssMb: number | undefined;
  for (let i = 0; i < starts; i++) {
    const proxy = await startProxy(mock.url, {});
    startMs.push(proxy.startMs);
    if (i === 0) {
      await sleep(1_000);
      rssMb = rssMbOf(proxy.pid);
    }
    await proxy.stop();
  }
  const sorted = startMs.toSorted((a, b) => a - b).map(ms => Math.round(ms));
  return {
    startToListeningMs: { min: sorted[0] ?? 0, p50: sorted[sorted.length >> 1] ?? 0 },
    idleRssMb: rssMb ?? null,
  };
}

async function measureCases(mock: Running, plan: Plan, say: (line: string) => void): Promise<readonly CaseResult[]> {
  const [proxy, bare] = await Promise.all([startProxy(mock.url, {}), startPassThrough(mock.url)]);
  const endpoints = [
    openEndpoint(`${mock.url}/v1`, { authorization: 'Bearer sk-bench' }),
    openEndpoint(`${bare.url}/v1`, { authorization: 'Bearer sk-bench' }),
    openEndpoint(`${proxy.url}/v1`, { authorization: `Bearer ${proxy.token}` }),
    ...plan.peers.map(peer => openEndpoint(peer.url, { authorization: 'Bearer sk-bench', ...peer.headers })),
  ];
  const results: CaseResult[] = [];
  try {
    for (const [series, one] of plan.cases.entries()) {
      const targets = targetsOf(one, series, plan, endpoints, proxy);
      await warmUp(targets, Math.min(plan.warmUp, one.requests), one.concurrency);
      const measured =
        one.concurrency === 1
          ? await alternate(targets, one.requests)
          : await alternateBlocks(targets, one.requests, one.concurrency);
      const result = caseResult(one, measured);
      say(`${result.name}: done`);
      results.push(result);
    }
    return results;
  } finally {
    await Promise.all(endpoints.map(endpoint => endpoint.close()));
    await Promise.all([proxy.stop(), bare.stop()]);
  }
}

function targetsOf(
  one: CasePlan,
  series: number,
  plan: Plan,
  endpoints: readonly Endpoint[],
  proxy: RunningProxy,
): readonly Target[] {
  const bodies = makeBodies(one, series);
  const [direct, bare, tuppence, ...peers] = endpoints;
  if (!direct || !bare || !tuppence) return [];
  const { dialect } = one;
  const fresh = { dialect, nextBody: () => bodies.fresh(), wanted: undefined, cpuMs: () => undefined };
  const ofProxy = { dialect, endpoint: tuppence, cpuMs: () => cpuMsOf(proxy.pid) };
  return [
    { ...fresh, name: 'direct', endpoint: direct },
    { ...fresh, name: passThrough, endpoint: bare },
    { ...fresh, ...ofProxy, name: 'tuppence miss', wanted: 'miss' },
    { ...ofProxy, name: 'tuppence exact hit', nextBody: () => bodies.repeated, wanted: 'hit-exact' },
    ...peers.map((endpoint, i) => ({ ...fresh, name: plan.peers[i]?.name ?? 'peer', endpoint })),
  ];
}
