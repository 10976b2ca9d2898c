import { isLive } from '../page-state.js';
import type { PageState } from '../page-state.js';
import type { HealthView } from './health.js';
import type { TodayView } from './today.js';

/** What a screen reader is told of a change, unasked. */
export interface Announcement {
  /** A change of this is told at once; empty while the page is still waiting. */
  readonly state: string;
  /** A change of this is told with patience. */
  readonly figures: string;
}

export function announcement({ link }: PageState, { mark, text }: HealthView, today: TodayView | null): Announcement {
  const figures = today === null || !isLive(link) ? '' : `${today.title} ${today.spent}. ${today.saved}.`;
  return { state: mark === 'waiting' ? '' : `Tuppence: ${text}.`, figures };
}

/** Figures change all the time; nobody wants to hear each. */
const patienceMs = 60_000;

/** Picks what is to be said of each change: a new state at once, new figures once a minute at most, nothing at first. */
export function openTeller(startMs: number): (now: Announcement, nowMs: number) => string | undefined {
  let told: Announcement | undefined;
  let lastMs = startMs;
  return (now, nowMs) => {
    if (now.state === '') return undefined;
    const before = told;
    const isNews = before !== undefined && now.state !== before.state;
    const isDue = before !== undefined && now.figures !== before.figures && nowMs - lastMs >= patienceMs;
    told = isDue || before === undefined ? now : { state: now.state, figures: before.figures };
    if (isNews) return now.state;
    if (!isDue || now.figures === '') return undefined;
    lastMs = nowMs;
    return now.figures;
  };
}
