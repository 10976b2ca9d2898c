import type { Part, TodayView } from '../view/today.js';
import { keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { sparkline } from './sparkline.js';

/** The large figure, the last day as a row of columns, and what the whole day's price is made of. */
export function today(): Drawing<TodayView> {
  const title = make('h2', 'today-title');
  const spent = make('p', 'today-spent');
  const saved = make('span', 'today-saved');
  const asked = make('span', 'today-asked');
  const line = sparkline();
  const axis = make('p', 'sparkline-axis', make('span', '', '24 hours ago'), make('span', '', 'now'));
  axis.setAttribute('aria-hidden', 'true');
  const split = make('div', 'split');
  split.setAttribute('aria-hidden', 'true');
  const parts = make('ul', 'parts');
  const total = make('li', 'part part-total');
  const totalLabel = make('span', 'part-label');
  const totalAmount = make('span', 'part-amount');
  total.append(totalLabel, totalAmount, make('span', 'part-percent'));
  const totals = make('ul', 'parts', total);
  const whole = make('div', 'whole', split, parts, totals);
  const updateSplit = keyed<Part>(split, ({ key }) => key, piece);
  const updateParts = keyed<Part>(parts, ({ key }) => key, part);
  return {
    node: make('section', 'today', title, spent, make('p', 'today-line', saved, ' ', asked), line.node, axis, whole),
    update(view) {
      setText(title, view.title);
      setText(spent, view.spent);
      setAttribute(spent, 'data-kind', view.spent.startsWith('$') ? 'sum' : 'word');
      setText(saved, view.saved);
      setText(asked, view.asked);
      line.update({ values: view.sparkline, words: view.sparklineWords });
      show(whole, view.parts.length > 0);
      updateSplit(view.parts);
      updateParts(view.parts);
      setText(totalLabel, view.total.label);
      setText(totalAmount, view.total.amount);
    },
  };
}

function piece(view: Part): Drawing<Part> {
  const node = make('span', 'piece');
  node.dataset['part'] = view.key;
  return {
    node,
    update({ share }) {
      const grow = share.toFixed(4);
      if (node.style.flexGrow !== grow) node.style.flexGrow = grow;
      show(node, share > 0);
    },
  };
}

function part(view: Part): Drawing<Part> {
  const sum = make('span', 'part-amount');
  const percent = make('span', 'part-percent');
  const node = make('li', 'part', make('span', 'swatch'), make('span', 'part-label', view.label), sum, percent);
  node.dataset['part'] = view.key;
  return {
    node,
    update(now) {
      setText(sum, now.amount);
      setText(percent, now.percent);
    },
  };
}
