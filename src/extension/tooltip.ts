import type { BudgetUse, Snapshot } from '../protocol/snapshot.js';
import type { Stats } from '../protocol/stats.js';
import { counted, percentText, usdText } from './amounts.js';
import { isUp, linkSentence } from './link.js';
import type { Link } from './link.js';
import { commandLink, escapeMarkdown } from './markdown.js';

/** Commands that the tooltip's links may run; the editor refuses every other. */
export const tooltipCommands = [
  'tuppence.openDashboard',
  'tuppence.setMode',
  'tuppence.pause',
  'tuppence.resume',
  'tuppence.setKey',
  'tuppence.why',
  'tuppence.restart',
  'tuppence.showLog',
] as const;

/** The meter's hover, as Markdown: the day at a glance, what the proxy does, and what can be done now. */
export function tooltipOf(link: Link, snapshot: Snapshot | undefined, nowMs: number): string {
  const parts = [`**Tuppence**`];
  if (!isUp(link)) parts.push(escapeMarkdown(linkSentence(link)));
  // What is over for good is not shown as if it held.
  if (snapshot !== undefined && (isUp(link) || link.kind === 'starting')) parts.push(...figures(snapshot, nowMs));
  if (isUp(link)) parts.push(escapeMarkdown(linkSentence(link)));
  parts.push(actions(link, snapshot));
  return parts.join('\n\n');
}

function figures(snapshot: Snapshot, nowMs: number): readonly string[] {
  const { today, week, proxy } = snapshot;
  const rows: (readonly [string, string])[] = [
    ['Today', `${usdText(today.spentUsd)} for ${counted(today.requests, 'request')}`],
    ['Last 7 days', usdText(week.spentUsd)],
    ['Saved today', savedText(today)],
    ['Saved in 7 days', usdText(week.savedUsd)],
  ];
  if (today.wouldSaveUsd > 0) rows.push(['Routing would have saved', usdText(today.wouldSaveUsd)]);
  rows.push(['From the cache', hitText(today)]);
  const routes = today.byTier.map(tier => `${tierText(tier.name)} ${tier.requests}`);
  if (routes.length > 0) rows.push(['Routes', routes.join(', ')]);
  rows.push(...budgetRows(snapshot));
  if (today.unpriced > 0) rows.push(['Without a known price', counted(today.unpriced, 'request')]);
  return [
    escapeMarkdown(modeText(snapshot, nowMs)),
    ['| | |', '|:--|:--|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n'),
    ...proxy.troubles.map(sentence => `⚠ ${escapeMarkdown(sentence)}`),
  ];
}

/** What Tuppence does with prompts now, as a sentence. */
export function modeText({ proxy }: Pick<Snapshot, 'proxy'>, nowMs: number): string {
  const demo = proxy.demo ? 'This is a demo: a simulated provider answers, and nothing is really spent. ' : '';
  if (proxy.mode === 'on') return `${demo}On: repeats come from the cache, and routing acts.`;
  if (proxy.mode === 'observe') {
    return `${demo}Observing: repeats come from the cache; routing is decided and counted, but changes nothing.`;
  }
  const minutes = proxy.pausedUntilMs === null ? undefined : Math.ceil((proxy.pausedUntilMs - nowMs) / 60_000);
  return minutes === undefined
    ? `${demo}Off: every prompt passes untouched and is only counted.`
    : `${demo}Paused for ${counted(Math.max(1, minutes), 'more minute')}: every prompt passes untouched and is only counted.`;
}

/** The ledger's word for a request that no tier was chosen for. */
function tierText(name: string): string {
  return name === 'none' ? 'as asked' : escapeMarkdown(name);
}

function savedText({ savedUsd, savedBy }: Stats): string {
  const sources = [
    ...(savedBy.cache === 0 ? [] : [`cache ${usdText(savedBy.cache)}`]),
    ...(savedBy.routing === 0 ? [] : [`routing ${usdText(savedBy.routing)}`]),
  ];
  return `${usdText(savedUsd)}${sources.length === 0 ? '' : ` (${sources.join(', ')})`}`;
}

function hitText({ hitRate, hits }: Stats): string {
  if (hitRate === null) return 'nothing yet';
  const kinds = [
    ['word for word', hits.exact],
    ['other wrapping', hits.gate],
    ['rephrased', hits.semantic],
    ['asked at the same time', hits.coalesced],
  ] as const;
  const some = kinds.filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`);
  return `${percentText(hitRate)}${some.length === 0 ? '' : ` (${some.join(', ')})`}`;
}

function budgetRows({ budget }: Snapshot): readonly (readonly [string, string])[] {
  if (budget.kind === 'none') return [];
  return [
    ...(budget.day === null ? [] : [['Budget of the day', budgetText(budget.day)] as const]),
    ...(budget.month === null ? [] : [['Budget of the month', budgetText(budget.month)] as const]),
  ];
}

function budgetText({ limitUsd, spentUsd, level }: BudgetUse): string {
  const share = percentText(spentUsd / limitUsd);
  return `${usdText(spentUsd)} of ${usdText(limitUsd)} (${share}${level === 'crossed' ? ', crossed' : ''})`;
}

function actions(link: Link, snapshot: Snapshot | undefined): string {
  if (!isUp(link)) {
    return [commandLink('Start Again', 'tuppence.restart'), commandLink('Show Log', 'tuppence.showLog')].join(' · ');
  }
  const paused = snapshot?.proxy.mode === 'off';
  return [
    commandLink('Open Dashboard', 'tuppence.openDashboard'),
    commandLink('Why?', 'tuppence.why'),
    commandLink('Set Mode', 'tuppence.setMode'),
    paused ? commandLink('Resume', 'tuppence.resume') : commandLink('Pause for an Hour', 'tuppence.pause'),
    ...(snapshot?.proxy.demo === true ? [commandLink('Set Provider Key', 'tuppence.setKey')] : []),
  ].join(' · ');
}
