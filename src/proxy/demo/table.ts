import { formatUsd } from '../../protocol/money.js';
import { reasonWords } from '../../protocol/reasons.js';
import type { DemoReport } from './report.js';

/** The report for people: at most 80 columns, no colour, so that it can be copied anywhere. */
export function demoTable(report: DemoReport): string {
  const { requests, failed, hits, routed, served, wrongHits, savedBy, addedLatencyMs: added } = report;
  const hitCount = hits.exact + hits.gate + hits.semantic + hits.coalesced;
  const near = served['near-miss'];
  return [
    `Tuppence demo: one developer's day, ${requests} prompts.`,
    'Answers are simulated, prices are list prices, nothing left this machine.',
    '',
    row('Answered from the cache', hitCount, percent(hitCount, requests)),
    row('  asked before, same bytes', hits.exact),
    row('  asked before, other wrapping', hits.gate),
    row('  asked before, other words', hits.semantic),
    row('  already being asked', hits.coalesced),
    row('Sent to the cheap model', routed.cheap),
    row('Sent to the standard model', routed.standard),
    row('Kept on the strong model', routed.strong),
    row('Left on the model asked for', routed.asRequested),
    ...(failed > 0 ? [row('Failed', failed)] : []),
    '',
    row('Wrong answers from the cache', wrongHits, `${near.of} near misses were asked, ${near.hits} served`),
    row('Rephrased questions served', served.reworded.hits, `of ${served.reworded.of}`),
    row('Added to an uncached prompt', milliseconds(added.p50), `99 of 100 below ${milliseconds(added.p99)}`),
    '',
    row('Cost without Tuppence', usd(report.baselineUsd)),
    row('Cost with Tuppence', usd(report.spentUsd)),
    row('Saved', usd(report.savedUsd), percent(report.savedUsd, report.baselineUsd)),
    row('  by the cache', usd(savedBy.cache)),
    row('  by routing', usd(savedBy.routing)),
    '',
    'Why, most often',
    ...report.reasons
      .slice(0, 5)
      .map(
        why => `${cell(why.requests, 6)}  ${short(reasonWords(why.reason), 52).padEnd(52)} ${usd(why.savedUsd)} saved`,
      ),
    '',
    'For example',
    ...report.examples.flatMap(({ prompt, reason, savedUsd }) => [
      `  "${short(prompt, 74)}"`,
      `      -> ${short(reasonWords(reason), 50)} -> ${usd(savedUsd)} saved`,
    ]),
    '',
  ].join('\n');
}

function row(name: string, value: number | string, note = ''): string {
  return `${name.padEnd(30)}${cell(value, 10)}${note === '' ? '' : `   ${note}`}`;
}

function cell(value: number | string, width: number): string {
  return String(value).padStart(width);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`;
}

function usd(dollars: number): string {
  return formatUsd(Math.round(dollars * 1_000_000));
}

function milliseconds(value: number | null): string {
  return value === null ? 'unknown' : `${value.toFixed(2)} ms`;
}

/** One line of at most that many characters. */
function short(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= width ? line : `${line.slice(0, width - 1).trimEnd()}…`;
}
