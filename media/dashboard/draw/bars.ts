import type { BarRow } from '../view/breakdowns.js';
import { keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';

/** A list whose lines have a bar below their words: who, how much, and which part of the whole. */
export function bars(): Drawing<readonly BarRow[]> {
  const node = make('ul', 'bars');
  return { node, update: keyed<BarRow>(node, ({ key }) => key, bar) };
}

function bar(): Drawing<BarRow> {
  const label = make('span', 'bar-label');
  const note = make('span', 'bar-note');
  const value = make('span', 'bar-value');
  const track = shareBar();
  const node = make('li', 'bar', make('span', 'bar-words', label, note), value, track.node);
  return {
    node,
    update(row) {
      setText(label, row.label);
      // Long model names are cut at the edge; whoever points at one sees all of it.
      setAttribute(label, 'title', row.label);
      setText(note, row.note);
      show(note, row.note !== '');
      setText(value, row.value);
      setAttribute(node, 'data-tone', row.tone);
      track.update(row.share);
    },
  };
}

/** A bar as long as a share of its track. The figure beside it says the same, so that screen readers skip it. */
export function shareBar(): Drawing<number> {
  const fill = make('span', 'track-fill');
  const node = make('span', 'track', fill);
  node.setAttribute('aria-hidden', 'true');
  return {
    node,
    update(share) {
      const width = `${(share * 100).toFixed(2)}%`;
      if (fill.style.width !== width) fill.style.width = width;
    },
  };
}
