import { keyed, make, setText } from './dom.js';
import type { Drawing } from './dom.js';

/** A small table: what its rows are about, and a column for each heading. */
export interface RowsView {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly string[];
}

/** As many cells in every row as there are headings. */
export function rowsTable(className: string, headings: readonly string[]): Drawing<readonly RowsView[]> {
  const body = make('tbody');
  const head = make('tr', '', make('td'), ...headings.map(text => heading('col', text)));
  return {
    node: make('table', className, make('thead', '', head), body),
    update: keyed<RowsView>(
      body,
      ({ key }) => key,
      () => row(headings.length),
    ),
  };
}

function heading(scope: 'col' | 'row', text = ''): HTMLTableCellElement {
  const cell = make('th', '', text);
  cell.scope = scope;
  return cell;
}

function row(width: number): Drawing<RowsView> {
  const label = heading('row');
  const cells = Array.from({ length: width }, () => make('td'));
  return {
    node: make('tr', '', label, ...cells),
    update(view) {
      setText(label, view.label);
      for (const [at, cell] of cells.entries()) setText(cell, view.cells[at] ?? '');
    },
  };
}
