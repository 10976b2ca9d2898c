import type { SpeedView } from '../view/breakdowns.js';
import { keyed, make, setText } from './dom.js';
import type { Drawing } from './dom.js';

type Row = SpeedView['rows'][number];

/** Waiting times as a small table. */
export function speedTable(): Drawing<SpeedView> {
  const body = make('tbody');
  const heads = [make('td'), make('th', '', 'Half under'), make('th', '', '99 % under')];
  for (const cell of heads.slice(1)) cell.setAttribute('scope', 'col');
  const update = keyed<Row>(body, ({ label }) => label, row);
  return {
    node: make('table', 'speed', make('thead', '', make('tr', '', ...heads)), body),
    update: view => update(view.rows),
  };
}

function row(): Drawing<Row> {
  const label = make('th');
  label.scope = 'row';
  const typical = make('td');
  const slow = make('td');
  return {
    node: make('tr', '', label, typical, slow),
    update(view) {
      setText(label, view.label);
      setText(typical, view.typical);
      setText(slow, view.slow);
    },
  };
}
