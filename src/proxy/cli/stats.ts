import { formatUsd } from '../../protocol/money.js';
import type { Slice, Stats } from '../../protocol/stats.js';
import { prepareFolder } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { openStores } from '../stores.js';
import { openSettings } from '../settings-file.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence stats --since 24h`: from the running proxy, or from the ledger's file when none runs. */
export async function statsCommand(args: readonly string[]): Promise<number> {
  const { folder, values } = dataFolderOf(args, { since: { type: 'string', default: '24h' } });
  const since = String(values['since']);
  const spanMs = readSpanMs(since);
  if (spanMs === undefined) throw new UsageError(`'${since}' is no span: give --since something like 30m, 24h or 7d.`);
  prepareFolder(folder);
  const running = await askRunning(folder, 'GET', `/stats?since=${since}`);
  const stats = running?.status === 200 ? (running.value as Stats) : await readStats(folder, spanMs);
  process.stdout.write(values['json'] === true ? `${JSON.stringify(stats)}\n` : statsText(stats, since));
  return 0;
}

async function readStats(folder: string, spanMs: number): Promise<Stats> {
  const settings = openSettings(folder);
  const stores = openStores(folder, () => settings.current());
  const nowMs = Date.now();
  const stats = stores.record.stats(nowMs - spanMs, nowMs);
  await stores.close();
  settings.close();
  return stats;
}

/** The figures as a page for people. */
export function statsText(stats: Stats, since: string): string {
  const { hits } = stats;
  const served = hits.exact + hits.gate + hits.semantic + hits.coalesced;
  const lines = [
    `Last ${since}: ${stats.requests} requests, ${stats.errors} errors${beside(stats)}`,
    ``,
    `  spent       ${usd(stats.spentUsd)}`,
    `  without us  ${usd(stats.baselineUsd)}`,
    `  saved       ${usd(stats.savedUsd)}${share(stats.savedUsd, stats.baselineUsd)}   cache ${usd(stats.savedBy.cache)}, routing ${usd(stats.savedBy.routing)}`,
    ...(stats.wouldSaveUsd === 0 ? [] : [`  routing would have saved ${usd(stats.wouldSaveUsd)} (observe mode)`]),
    ...(stats.unpriced === 0
      ? []
      : [`  ${stats.unpriced} requests went to models without a known price and are in no sum`]),
    ...escalations(stats),
    ...(stats.estimated === 0
      ? []
      : [`  ${stats.estimated} costs are estimates: the stream was cut before usage came`]),
    ``,
    `  from cache  ${served}   exact ${hits.exact}, gate ${hits.gate}, semantic ${hits.semantic}, joined ${hits.coalesced}`,
    `  hit rate    ${stats.hitRate === null ? 'nothing looked up yet' : `${(stats.hitRate * 100).toFixed(1)} %`}`,
    `  latency     p50 ${ms(stats.latencyMs.p50)}, p99 ${ms(stats.latencyMs.p99)}; first byte p50 ${ms(stats.firstByteMs.p50)}`,
    ...slices('By model', stats.byModel),
    ...slices('By client', stats.byClient),
    ...slices('By tier', named(stats.byTier)),
    ...slices('By feature', named(stats.byFeature)),
    ...slices('By reason', stats.byReason),
  ];
  return `${lines.join('\n')}\n`;
}

function beside({ besides: { tokenCounts, embeddings, shadowSamples } }: Stats): string {
  const parts = [
    ...(tokenCounts === 0 ? [] : [`${tokenCounts} token counts`]),
    ...(embeddings === 0 ? [] : [`${embeddings} embeddings`]),
    ...(shadowSamples === 0 ? [] : [`${shadowSamples} shadow sample${shadowSamples === 1 ? '' : 's'}`]),
  ];
  return parts.length === 0 ? '' : `; besides ${parts.join(' and ')}`;
}

/** Nothing, where no row has a name of that kind. */
function named(rows: readonly Slice[]): readonly Slice[] {
  const all = rows.map(row => (row.name === '' ? { ...row, name: 'none' } : row));
  return all.every(({ name }) => name === 'none') ? [] : all;
}

/** Above this share of answers sent on, asking a cheap model first costs more than it saves. */
const manyEscalations = 0.3;

function escalations({ escalations: { tried, escalated } }: Stats): readonly string[] {
  if (tried === 0) return [];
  const share = escalated / tried;
  const advice = share > manyEscalations ? ': too many, so lower routing.cheapBelow' : '';
  return [
    `  cheap first ${tried} answers judged, ${escalated} asked for again (${(share * 100).toFixed(0)} %)${advice}`,
  ];
}

function slices(title: string, rows: readonly Slice[]): readonly string[] {
  if (rows.length === 0) return [];
  return [
    ``,
    title,
    ...rows
      .slice(0, 10)
      .map(
        row =>
          `  ${row.name.padEnd(28)} ${String(row.requests).padStart(7)}   ${usd(row.spentUsd).padStart(10)} spent   ${usd(row.savedUsd).padStart(10)} saved`,
      ),
  ];
}

function usd(dollars: number): string {
  return formatUsd(Math.round(dollars * 1_000_000));
}

function share(part: number, whole: number): string {
  return whole > 0 ? ` (${((part / whole) * 100).toFixed(0)} %)` : '';
}

function ms(value: number | null): string {
  return value === null ? '-' : `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ms`;
}
