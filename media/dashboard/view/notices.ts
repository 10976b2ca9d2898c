import type { PageCommand } from '../../../src/protocol/panel.js';
import type { Snapshot } from '../../../src/protocol/snapshot.js';
import { isLive } from '../page-state.js';
import type { PageState } from '../page-state.js';
import { counted, moment, usd } from './figures.js';
import { alarming, failedInARow } from './health.js';

/** Something the user should know, with what can be done about it. */
export interface Notice {
  readonly key: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly text: string;
  /** More, in smaller words; empty where the text says it all. */
  readonly detail: string;
  readonly actions: readonly NoticeAction[];
}

export type NoticeAction =
  | { readonly kind: 'command'; readonly label: string; readonly command: PageCommand }
  | { readonly kind: 'mode'; readonly label: string; readonly change: 'on' | 'resume' };

/** What is wrong comes before the figures. */
export function problems(state: PageState): readonly Notice[] {
  const { link, snapshot } = state;
  return [
    ...linkProblems(state),
    ...(snapshot === null || !isLive(link) ? [] : [...troubles(snapshot), ...failures(snapshot), ...budgets(state)]),
  ];
}

/** What is good to know comes after them. */
export function hints(state: PageState): readonly Notice[] {
  const { snapshot, link } = state;
  if (snapshot === null || !isLive(link)) return [];
  return [...demo(state), ...paused(state), ...offer(state), ...unknowns(snapshot)];
}

function linkProblems(state: PageState): readonly Notice[] {
  const { link } = state;
  switch (link.kind) {
    case 'failed':
      return [
        error('failed', 'Tuppence is not running.', link.message, [
          ...command(state, 'Restart', 'tuppence.restart'),
          ...command(state, 'Show log', 'tuppence.showLog'),
        ]),
      ];
    case 'port-taken':
      return [
        error(
          'port',
          `Port ${link.port} is taken by ${link.who}.`,
          `End it and try again, or use port ${link.nextPort}.`,
          [...command(state, 'Try again', 'tuppence.restart'), ...command(state, 'Show log', 'tuppence.showLog')],
        ),
      ];
    case 'lost':
      return [
        error(
          'lost',
          link.stranger ? `Another program answers at ${link.url}.` : `Nothing answers at ${link.url}.`,
          link.stranger
            ? "It was not sent the token. Stop it, or start Tuppence on another port: 'tuppence serve --port N'."
            : "Start Tuppence again with 'tuppence serve'. This page connects by itself when it is there.",
          [],
        ),
      ];
    case 'connecting':
    case 'following':
    case 'live':
    case 'locked':
    case 'serving':
    case 'starting':
      return [];
  }
}

function troubles({ proxy }: Snapshot): readonly Notice[] {
  return proxy.troubles.map(text => ({ key: `trouble ${text}`, level: 'warning', text, detail: '', actions: [] }));
}

function failures({ recent }: Snapshot): readonly Notice[] {
  const failed = failedInARow(recent);
  const [last] = failed;
  if (last === undefined || failed.length < alarming) return [];
  const words = last.outcome === 'upstream-error' ? `refuses with status ${last.status}` : 'cannot be reached';
  return [
    {
      key: 'failures',
      level: 'warning',
      text: `The provider ${words}, ${failed.length} times in a row now.`,
      detail: 'Tuppence passes on what the provider says; the answer itself is in your assistant.',
      actions: [],
    },
  ];
}

function budgets(state: PageState): readonly Notice[] {
  const budget = state.snapshot?.budget;
  if (budget?.kind !== 'set') return [];
  const { day, month } = budget;
  return [['day', 'today', day] as const, ['month', 'this month', month] as const].flatMap(([key, when, use]) =>
    use?.level === 'crossed'
      ? [
          {
            key: `budget ${key}`,
            level: 'warning' as const,
            text: `The budget for ${when} is used up: ${usd(use.spentUsd)} of ${usd(use.limitUsd)}.`,
            detail: 'Prompts still pass.',
            actions: command(state, 'Change budget', 'tuppence.setBudget'),
          },
        ]
      : [],
  );
}

function demo(state: PageState): readonly Notice[] {
  if (state.snapshot?.proxy.demo !== true) return [];
  const setKey = command(state, 'Set a provider key', 'tuppence.setKey');
  const how =
    state.can.commands.size > 0
      ? ''
      : 'Set OPENAI_API_KEY, ANTHROPIC_API_KEY or another provider’s key, and start Tuppence again.';
  return [
    state.hasKey
      ? info('demo', 'This is still the demo: the proxy that answers started without your key.', how, [
          ...command(state, 'Restart', 'tuppence.restart'),
        ])
      : info('demo', 'This is a demo: no key is set, so a simulated provider answers. Nothing is spent.', how, setKey),
  ];
}

function paused(state: PageState): readonly Notice[] {
  const { snapshot, can, zone } = state;
  if (snapshot?.proxy.mode !== 'off') return [];
  const untilMs = snapshot.proxy.pausedUntilMs;
  const text =
    untilMs === null
      ? 'Tuppence is switched off: every prompt passes untouched and is only counted.'
      : `Paused until ${moment(untilMs, snapshot.atMs, zone)}: every prompt passes untouched and is only counted.`;
  const label = untilMs === null ? 'Switch on' : 'Resume';
  const actions: readonly NoticeAction[] = can.changesMode
    ? [{ kind: 'mode', label, change: 'resume' }]
    : command(state, label, 'tuppence.resume');
  return [info('paused', text, '', actions)];
}

function offer(state: PageState): readonly Notice[] {
  const { snapshot, can } = state;
  if (snapshot?.proxy.mode !== 'observe') return [];
  const { today, week, proxy } = snapshot;
  if (Object.keys(proxy.tiers).length === 0) {
    if (week.requests === 0) return [];
    return [
      info(
        'tiers',
        'Routing has nothing to choose from yet.',
        can.commands.has('tuppence.mapTiers')
          ? 'Say which of your models is cheap, which is standard and which is strong.'
          : "Say which models are cheap, standard and strong: 'tuppence set routing.tiers.cheap MODEL'.",
        command(state, 'Map models', 'tuppence.mapTiers'),
      ),
    ];
  }
  const span = today.wouldSaveUsd > 0 ? 'today' : 'in the last 7 days';
  const wouldSave = today.wouldSaveUsd > 0 ? today.wouldSaveUsd : week.wouldSaveUsd;
  if (wouldSave <= 0) return [];
  const actions: readonly NoticeAction[] = can.changesMode
    ? [{ kind: 'mode', label: 'Switch on', change: 'on' }]
    : command(state, 'Switch on', 'tuppence.setMode');
  return [info('offer', `Routing would have saved ${usd(wouldSave)} ${span}.`, 'It only watches so far.', actions)];
}

function unknowns({ today }: Snapshot): readonly Notice[] {
  return [
    ...(today.unpriced === 0
      ? []
      : [
          info(
            'unpriced',
            `${counted(today.unpriced, 'request')} today ${today.unpriced === 1 ? 'is' : 'are'} unpriced, and not in the sums.`,
            'A price of your own, under "prices" in the settings, counts them from then on.',
            [],
          ),
        ]),
    ...(today.estimated === 0
      ? []
      : [
          info(
            'estimated',
            `${counted(today.estimated, 'cost')} today ${today.estimated === 1 ? 'is an estimate' : 'are estimates'}.`,
            'The answer was cut off before the provider said what it used, or the provider never says.',
            [],
          ),
        ]),
  ];
}

function command(state: PageState, label: string, name: PageCommand): readonly NoticeAction[] {
  return state.can.commands.has(name) ? [{ kind: 'command', label, command: name }] : [];
}

function error(key: string, text: string, detail: string, actions: readonly NoticeAction[]): Notice {
  return { key, level: 'error', text, detail, actions };
}

function info(key: string, text: string, detail: string, actions: readonly NoticeAction[]): Notice {
  return { key, level: 'info', text, detail, actions };
}
