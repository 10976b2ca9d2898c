import { isLive } from '../page-state.js';
import type { PageState } from '../page-state.js';
import type { HealthView } from './health.js';
import type { TodayView } from './today.js';

/** What a screen reader is told of a change, unasked. */
export interface Announcement {
  /** A change of this is told at once. */
  readonly state: string;
  /** A change of this is told with patience. */
  readonly figures: string;
}

export function announcement({ link }: PageState, health: HealthView, today: TodayView | null): Announcement {
  const figures = today === null || !isLive(link) ? '' : `${today.title} ${today.spent}. ${today.saved}.`;
  return { state: `Tuppence: ${health.text}.`, figures };
}
