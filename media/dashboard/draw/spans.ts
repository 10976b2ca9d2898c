import type { BudgetRow, SpanRow, SpansView } from '../view/spans.js';
import { shareBar } from './bars.js';
import { keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';

/** The week, the month and the budget. */
export function spans(): Drawing<SpansView> {
  const body = make('tbody');
  const heading = (text: string) => {
    const cell = make('th', '', text);
    cell.scope = 'col';
    return cell;
  };
  const head = make('tr', '', make('td'), heading('Spent'), heading('Saved'));
  const table = make('table', 'spans', make('thead', '', head), body);
  const budgets = make('div', 'budgets');
  const updateRows = keyed<SpanRow>(body, ({ key }) => key, row);
  const updateBudgets = keyed<BudgetRow>(budgets, ({ key }) => key, budget);
  return {
    node: make('section', 'longer', table, budgets),
    update(view) {
      updateRows(view.rows);
      updateBudgets(view.budgets);
      show(budgets, view.budgets.length > 0);
    },
  };
}

function row(): Drawing<SpanRow> {
  const label = make('th');
  label.scope = 'row';
  const spent = make('td');
  const saved = make('td');
  return {
    node: make('tr', '', label, spent, saved),
    update(view) {
      setText(label, view.label);
      setText(spent, view.spent);
      setText(saved, view.saved);
    },
  };
}

function budget(): Drawing<BudgetRow> {
  const label = make('span', 'budget-label');
  const words = make('span', 'budget-words');
  const track = shareBar();
  const node = make('div', 'budget', label, words, track.node);
  return {
    node,
    update(view) {
      setAttribute(node, 'data-level', view.level);
      setText(label, view.label);
      setText(words, view.words);
      track.update(view.share);
    },
  };
}
