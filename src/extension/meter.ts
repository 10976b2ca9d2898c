import type { Snapshot } from '../protocol/snapshot.js';
import { shortUsdText, spokenUsd } from './amounts.js';
import { isUp, linkSentence } from './link.js';
import type { Link } from './link.js';

/** What the item in the status bar shows, before it becomes pixels. */
export interface Meter {
  /** With its icon, as the status bar writes it. */
  readonly text: string;
  /** The same in words, for a screen reader. */
  readonly label: string;
  /** `warning` only for a crossed budget, `error` only for a proxy that cannot answer. */
  readonly level: 'normal' | 'warning' | 'error';
}

export function meterOf(link: Link, snapshot: Snapshot | undefined): Meter {
  switch (link.kind) {
    case 'stopped':
      return { text: '$(circle-slash) Tuppence', label: linkSentence(link), level: 'normal' };
    case 'failed':
    case 'port-taken':
      return { text: '$(error) Tuppence', label: linkSentence(link), level: 'error' };
    case 'starting':
    case 'serving':
    case 'following':
      return snapshot === undefined ? loading(link) : spending(link, snapshot);
  }
}

function loading(link: Link): Meter {
  return {
    text: '$(loading~spin) Tuppence',
    label: isUp(link) ? 'Tuppence waits for its first figures.' : linkSentence(link),
    level: 'normal',
  };
}

function spending(link: Link, { today, proxy, budget }: Snapshot): Meter {
  const icon = link.kind === 'starting' ? 'loading~spin' : proxy.mode === 'off' ? 'debug-pause' : 'graph-line';
  const crossed = budget.kind === 'set' && (budget.day?.level === 'crossed' || budget.month?.level === 'crossed');
  const words = [
    `Tuppence: spent ${spokenUsd(today.spentUsd)} today, saved ${spokenUsd(today.savedUsd)}`,
    ...(proxy.demo ? ['a demo, nothing is really spent'] : []),
    ...(proxy.mode === 'off' ? ['paused'] : []),
    ...(crossed ? ['over your budget'] : []),
    ...(link.kind === 'starting' ? ['starting again'] : []),
  ];
  return {
    text: `$(${icon}) ${shortUsdText(today.spentUsd)}${proxy.demo ? ' demo' : ''}`,
    label: words.join(', '),
    level: crossed ? 'warning' : 'normal',
  };
}
