import type { Stats } from '../../protocol/stats.js';
import type { Clock } from '../prompt.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { buildReport, type DemoReport } from './report.js';
import { makeSend, type Answered, type Send } from './send.js';
import { demoDay } from './workload/day.js';
import type { Moment } from './workload/types.js';

export interface DemoRun {
  /** Where the proxy listens; only the origin is used. */
  readonly url: string;
  readonly token: string;
  /** Where the demo upstream listens, for the requests that go there directly; only the origin is used. */
  readonly upstreamUrl: string;
  stats(): Promise<Stats>;
  rows(): Promise<readonly LedgerRow[]>;
  readonly clock: Pick<Clock, 'tickMs'>;
  /** Called after every moment of the day. */
  onProgress(done: number, total: number): void;
}

/**
 * Sends the whole day through the proxy and says what came of it. Added latency is measured on requests that no cache
 * answered: every second moment of one request is also sent straight to the demo upstream, in turn before and after
 * the request through the proxy, and the difference of both times is one sample. The first moments are not measured,
 * because both sides are still being compiled. Direct requests use another key, which keeps the upstream's prompt
 * cache, and so the sums, as they would be without them.
 */
export async function runDemo(run: DemoRun): Promise<DemoReport> {
  const day = demoDay();
  const proxied = makeSend(client => new URL(`/c/${client}/v1`, run.url).href, run.token, run.clock);
  const direct = makeSend(() => new URL('/v1', run.upstreamUrl).href, 'direct', run.clock);
  const total = day.flat().length;
  const answered: Answered[] = [];
  const addedMs: number[] = [];
  for (const [index, moment] of day.entries()) {
    const measured = index >= unmeasuredMoments && index % 2 === 0 && moment.length === 1;
    if (measured) answered.push(...(await measure(moment, proxied, direct, index % 4 === 0, addedMs)));
    else answered.push(...(await Promise.all(moment.map(proxied))));
    run.onProgress(answered.length, total);
  }
  return buildReport({ answered, addedMs, stats: await run.stats(), rows: await run.rows() });
}

const unmeasuredMoments = 40;

async function measure(
  moment: Moment,
  proxied: Send,
  direct: Send,
  directFirst: boolean,
  addedMs: number[],
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const request of moment) {
    const before = directFirst ? await direct(request) : undefined;
    const through = await proxied(request);
    const straight = before ?? (await direct(request));
    const missed = through.cache === 'miss' || through.cache === 'bypass';
    if (through.ok && straight.ok && missed) addedMs.push(through.tookMs - straight.tookMs);
    answered.push(through);
  }
  return answered;
}
