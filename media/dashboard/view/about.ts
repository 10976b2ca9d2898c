import type { PageCommand } from '../../../src/protocol/panel.js';
import type { Snapshot } from '../../../src/protocol/snapshot.js';
import type { Abilities } from '../page-state.js';
import { bytes, counted, usd } from './figures.js';

/** How Tuppence is set up, at the foot of the page. */
export interface AboutRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** Where it can be changed, if the host can. */
  readonly change: PageCommand | null;
}

export function aboutRows({ proxy, budget }: Snapshot, can: Abilities): readonly AboutRow[] {
  const change = (command: PageCommand) => (can.commands.has(command) ? command : null);
  const semantic = {
    off: 'off',
    loading: 'the model is loading',
    ready: `from similarity ${proxy.similarity.toFixed(2)}`,
    failed: 'the model failed to load',
  }[proxy.semantic];
  return [
    {
      key: 'kept',
      label: 'Answers kept',
      value: `${counted(proxy.cacheEntries, 'answer')}, ${bytes(proxy.cacheBytes)}`,
      change: null,
    },
    { key: 'semantic', label: 'Rephrased questions', value: semantic, change: change('tuppence.tuneSimilarity') },
    {
      key: 'routing',
      label: 'Routing',
      value: `cheap below ${proxy.cheapBelow.toFixed(2)}, strong from ${proxy.strongFrom.toFixed(2)}`,
      change: change('tuppence.tuneRouting'),
    },
    { key: 'budget', label: 'Budget', value: budgetWords(budget), change: change('tuppence.setBudget') },
    {
      key: 'providers',
      label: 'Providers',
      value: proxy.providers.length === 0 ? 'none can answer' : proxy.providers.join(', '),
      change: change('tuppence.setKey'),
    },
    { key: 'address', label: 'Address', value: proxy.url, change: change('tuppence.connect') },
    { key: 'version', label: 'Version', value: proxy.version, change: null },
  ];
}

function budgetWords(budget: Snapshot['budget']): string {
  if (budget.kind === 'none') return 'none set';
  const { day, month } = budget;
  return [
    ...(day === null ? [] : [`${usd(day.limitUsd)} a day`]),
    ...(month === null ? [] : [`${usd(month.limitUsd)} a month`]),
  ].join(', ');
}
