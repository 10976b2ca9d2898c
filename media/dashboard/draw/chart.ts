import { rangeLabels, ranges } from '../view/chart.js';
import type { ChartStep, ChartView, Range } from '../view/chart.js';
import { button, keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { plot } from './plot.js';
import { choices } from './section.js';

export interface ChartState {
  /** Null while the figures of this range are on their way. */
  readonly view: ChartView | null;
  readonly range: Range;
  readonly asTable: boolean;
  /** Why there are none. */
  readonly failure: string | undefined;
}

export interface ChartChoices {
  readonly onRange: (range: Range) => void;
  readonly onTable: (asTable: boolean) => void;
}

/** Spend and saved over time, as columns or as a table, with one line that says what is pointed at. */
export function chart({ onRange, onTable }: ChartChoices): Drawing<ChartState> & { redraw(): void } {
  const range = choices<Range>('Span of time', onRange);
  const asTable = button('toggle', 'Table', () => onTable(asTable.getAttribute('aria-pressed') !== 'true'));
  const read = readout();
  const picture = make('div', 'plot');
  picture.setAttribute('role', 'img');
  const failure = make('p', 'failure');
  const table = stepTable();
  const holder = make('div', 'table-holder', table.node);
  let shown: ChartView | null = null;
  let pointed: number | null = null;
  const tell = () => read.update(shown?.steps[pointed ?? -1] ?? shown?.total ?? null);
  const drawn = plot(picture, { spent: read.spentMark, saved: read.savedMark, axes: read.node }, index => {
    pointed = index;
    tell();
  });
  return {
    node: make('div', 'chart', make('div', 'chart-head', range.node, asTable), read.node, failure, picture, holder),
    redraw: drawn.redraw,
    update(state) {
      shown = state.view;
      range.update({ keys: ranges, labels: rangeLabels, chosen: state.range });
      setAttribute(asTable, 'aria-pressed', String(state.asTable));
      show(picture, !state.asTable);
      show(holder, state.asTable);
      setText(failure, state.failure ?? '');
      show(failure, state.failure !== undefined);
      tell();
      if (state.view === null) return;
      setAttribute(picture, 'aria-label', state.view.words);
      drawn.update(state.view);
      table.update(state.view.steps.filter(({ quiet }) => !quiet).toReversed());
    },
  };
}

interface Readout extends Drawing<Pick<ChartStep, 'when' | 'spent' | 'saved'> | null> {
  readonly spentMark: HTMLElement;
  readonly savedMark: HTMLElement;
}

function readout(): Readout {
  const when = make('span', 'readout-when');
  const spent = make('span', 'readout-value');
  const saved = make('span', 'readout-value');
  const spentMark = make('span', 'swatch swatch-spent');
  const savedMark = make('span', 'swatch swatch-saved');
  const node = make(
    'p',
    'readout',
    when,
    make('span', 'readout-part', spentMark, 'spent ', spent),
    make('span', 'readout-part', savedMark, 'saved ', saved),
  );
  return {
    node,
    spentMark,
    savedMark,
    update(view) {
      setText(when, view?.when ?? '');
      setText(spent, view?.spent ?? '');
      setText(saved, view?.saved ?? '');
    },
  };
}

/** Newest first. */
function stepTable(): Drawing<readonly ChartStep[]> {
  const body = make('tbody');
  const head = make('tr', '', ...['When', 'Asked', 'Spent', 'Saved'].map(columnHead));
  const node = make(
    'table',
    'steps',
    make('caption', 'unseen', 'Spent and saved over time'),
    make('thead', '', head),
    body,
  );
  return { node, update: keyed<ChartStep>(body, ({ atMs }) => String(atMs), stepRow) };
}

function columnHead(text: string): HTMLElement {
  const cell = make('th', '', text);
  cell.scope = 'col';
  return cell;
}

function stepRow(): Drawing<ChartStep> {
  const when = make('th');
  when.scope = 'row';
  const requests = make('td');
  const spent = make('td');
  const saved = make('td');
  return {
    node: make('tr', '', when, requests, spent, saved),
    update(step) {
      setText(when, step.when);
      setText(requests, step.requests);
      setText(spent, step.spent);
      setText(saved, step.saved);
    },
  };
}
