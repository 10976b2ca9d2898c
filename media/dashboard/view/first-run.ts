import { isLive } from '../page-state.js';
import type { PageState } from '../page-state.js';
import type { NoticeAction } from './notices.js';

/** What to do when nothing has been recorded yet; null once something has. */
export interface FirstRunView {
  readonly title: string;
  readonly text: string;
  /** What an assistant is given, to be copied. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly after: string;
  readonly actions: readonly NoticeAction[];
}

export function firstRunView({ snapshot, link, can }: PageState): FirstRunView | null {
  if (snapshot === null || !isLive(link)) return null;
  const { month, week, recent, proxy } = snapshot;
  if (month.requests > 0 || week.requests > 0 || recent.length > 0) return null;
  const connects = can.commands.has('tuppence.connect');
  return {
    title: 'Nothing asked yet',
    text: 'Point an assistant at Tuppence, and every prompt shows up here with its cost and the reason for it.',
    lines: [
      { label: 'OpenAI base URL', value: `${proxy.url}/v1` },
      { label: 'Anthropic base URL', value: proxy.url },
    ],
    after: connects ? '' : "The key is what 'tuppence token' prints.",
    actions: connects ? [{ kind: 'command', label: 'Connect an assistant', command: 'tuppence.connect' }] : [],
  };
}
