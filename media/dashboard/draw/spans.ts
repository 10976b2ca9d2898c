import type { BudgetRow, SpansView } from '../view/spans.js';
import { shareBar } from './bars.js';
import { keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { rowsTable } from './rows.js';

/** The week, the month and the budget. */
export function spans(): Drawing<SpansView> {
  const table = rowsTable('spans', ['Spent', 'Saved']);
  const budgets = make('div', 'budgets');
  const updateBudgets = keyed<BudgetRow>(budgets, ({ key }) => key, budget);
  return {
    node: make('section', 'longer', table.node, budgets),
    update(view) {
      table.update(view.rows.map(({ key, label, spent, saved }) => ({ key, label, cells: [spent, saved] })));
      updateBudgets(view.budgets);
      show(budgets, view.budgets.length > 0);
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
