import type { Mode } from '../../../src/protocol/settings.js';
import type { RecentRequest, Snapshot } from '../../../src/protocol/snapshot.js';
import { isLive } from '../page-state.js';
import type { PageState, Zone } from '../page-state.js';
import { clockTime, moment } from './figures.js';

/** The answer to 'is everything all right?', in one line. */
export interface HealthView {
  readonly mark: Mark;
  readonly text: string;
  /** What Tuppence does at the moment; null while nobody knows. */
  readonly mode: { readonly now: ModeNow; readonly label: string } | null;
  /** The figures are not of now. */
  readonly stale: boolean;
}

export type Mark = 'ok' | 'info' | 'warning' | 'error' | 'paused' | 'waiting';
export type ModeNow = Mode | 'paused';

export function healthView(state: PageState): HealthView {
  const { snapshot, link } = state;
  const live = isLive(link) && snapshot !== null;
  return {
    ...sentence(state),
    mode: live ? modeOf(snapshot) : null,
    stale: snapshot !== null && !isLive(link),
  };
}

function sentence({ link, snapshot, zone }: PageState): { readonly mark: Mark; readonly text: string } {
  const asOf = snapshot === null ? '' : ` · figures of ${clockTime(snapshot.atMs, zone)}`;
  switch (link.kind) {
    case 'starting':
      return { mark: 'waiting', text: `Starting${asOf}` };
    case 'connecting':
      return { mark: 'waiting', text: 'Connecting' };
    case 'locked':
      return { mark: 'info', text: 'Locked' };
    case 'lost':
      return { mark: 'error', text: `Not connected${asOf}` };
    case 'failed':
      return { mark: 'error', text: `Stopped${asOf}` };
    case 'port-taken':
      return { mark: 'error', text: `Port ${link.port} is taken${asOf}` };
    case 'live':
    case 'serving':
    case 'following':
      return snapshot === null ? { mark: 'waiting', text: 'Connecting' } : running(snapshot, zone);
  }
}

function running(
  { proxy, budget, recent, month, atMs }: Snapshot,
  zone: Zone,
): { readonly mark: Mark; readonly text: string } {
  const { troubles } = proxy;
  const failed = failedInARow(recent);
  if (troubles.length > 1) return { mark: 'warning', text: `${troubles.length} problems` };
  if (troubles.length === 1) return { mark: 'warning', text: '1 problem' };
  if (failed.length >= alarming) return { mark: 'warning', text: `The last ${failed.length} requests failed` };
  if (budget.kind === 'set') {
    const levels = [budget.day?.level, budget.month?.level];
    if (levels.includes('crossed')) return { mark: 'warning', text: 'Over budget' };
    if (levels.includes('near')) return { mark: 'warning', text: 'Close to the budget' };
  }
  if (proxy.pausedUntilMs !== null)
    return { mark: 'paused', text: `Paused until ${moment(proxy.pausedUntilMs, atMs, zone)}` };
  if (proxy.mode === 'off') return { mark: 'paused', text: 'Switched off' };
  if (proxy.demo) return { mark: 'info', text: 'Demo' };
  return { mark: 'ok', text: month.requests === 0 && recent.length === 0 ? 'Ready' : 'All is well' };
}

/** So many failures in a row are no accident. */
export const alarming = 3;

/** The newest requests up to the first that went well. A caller that left is neither. */
export function failedInARow(recent: readonly RecentRequest[]): readonly RecentRequest[] {
  const told = recent.filter(({ outcome }) => outcome !== 'aborted');
  const firstGood = told.findIndex(({ outcome }) => outcome === 'ok');
  return firstGood === -1 ? told : told.slice(0, firstGood);
}

function modeOf({ proxy }: Snapshot): HealthView['mode'] {
  if (proxy.pausedUntilMs !== null) return { now: 'paused', label: 'Paused' };
  return { now: proxy.mode, label: { on: 'On', observe: 'Observe', off: 'Off' }[proxy.mode] };
}
