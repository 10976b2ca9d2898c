import type { BudgetUse, Snapshot, SpanSum } from '../../../src/protocol/snapshot.js';
import type { Zone } from '../page-state.js';
import { monthName, percent, portion, usd, usdColumn } from './figures.js';

/** Longer spans and the budget. */
export interface SpansView {
  readonly rows: readonly SpanRow[];
  readonly budgets: readonly BudgetRow[];
}

export interface SpanRow {
  readonly key: 'week' | 'month';
  readonly label: string;
  readonly spent: string;
  readonly saved: string;
}

export interface BudgetRow {
  readonly key: 'day' | 'month';
  readonly label: string;
  readonly words: string;
  readonly level: BudgetUse['level'];
  /** 0..1; full also when it is crossed. */
  readonly share: number;
}

export function spansView({ week, month, budget }: Snapshot, zone: Zone): SpansView {
  const monthly = monthName(month.sinceMs, zone);
  const [weekSpent = '', monthSpent = ''] = usdColumn([spentOf(week), spentOf(month)]);
  const [weekSaved = '', monthSaved = ''] = usdColumn([week.savedUsd, month.savedUsd]);
  return {
    rows: [
      { key: 'week', label: 'Last 7 days', spent: weekSpent, saved: weekSaved },
      { key: 'month', label: monthly, spent: monthSpent, saved: monthSaved },
    ],
    budgets:
      budget.kind === 'none'
        ? []
        : [
            ...(budget.day === null ? [] : [budgetOf('day', 'Budget today', budget.day)]),
            ...(budget.month === null ? [] : [budgetOf('month', `Budget ${monthly}`, budget.month)]),
          ],
  };
}

function spentOf({ requests, unpriced, spentUsd }: SpanSum): number | null {
  return requests > 0 && unpriced === requests && spentUsd === 0 ? null : spentUsd;
}

function budgetOf(key: BudgetRow['key'], label: string, use: BudgetUse): BudgetRow {
  const used = use.spentUsd / use.limitUsd;
  return {
    key,
    label,
    words: `${usd(use.spentUsd)} of ${usd(use.limitUsd)}, ${percent(used)}`,
    level: use.level,
    share: portion(use.spentUsd, use.limitUsd),
  };
}
