import type { PromptCacheView } from '../view/breakdowns.js';
import { shareBar } from './bars.js';
import { make, setText } from './dom.js';
import type { Drawing } from './dom.js';

/** How much of the input the provider had in its own cache. */
export function promptCacheBar(): Drawing<PromptCacheView> {
  const track = shareBar();
  const words = make('p', 'prefix-words');
  return {
    node: make('div', 'prefix', track.node, words),
    update(view) {
      track.update(view.share);
      setText(words, view.words);
    },
  };
}
