import type { Announcement } from '../view/announcement.js';
import { make } from './dom.js';

/** Figures change all the time; nobody wants to hear each. */
const patienceMs = 60_000;

/** Tells a screen reader what changed: a new state at once, new figures once a minute at most. Nothing at the start. */
export function announcer(nowMs: () => number): { readonly node: HTMLElement; tell(words: Announcement): void } {
  const node = make('p', 'unseen');
  node.setAttribute('role', 'status');
  let told: Announcement | undefined;
  let lastMs = nowMs();
  return {
    node,
    tell(words) {
      const before = told;
      const patient = words.figures !== before?.figures && nowMs() - lastMs >= patienceMs;
      told = { state: words.state, figures: before === undefined || patient ? words.figures : before.figures };
      if (before === undefined) return;
      if (patient && words.figures !== '') {
        node.textContent = words.figures;
        lastMs = nowMs();
      } else if (words.state !== before.state) {
        node.textContent = words.state;
      }
    },
  };
}
