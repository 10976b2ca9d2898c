import type { Settings } from '../protocol/settings.js';
import type { BudgetState, BudgetUse } from '../protocol/snapshot.js';

/** How much of what the user wants to stay under is spent, by local day and calendar month. Nothing is ever refused. */
export function budgetOf(
  { dayUsd, monthUsd }: Settings['budget'],
  todayUsd: number,
  thisMonthUsd: number,
): BudgetState {
  if (dayUsd === undefined && monthUsd === undefined) return { kind: 'none' };
  return { kind: 'set', day: useOf(dayUsd, todayUsd), month: useOf(monthUsd, thisMonthUsd) };
}

function useOf(limitUsd: number | undefined, spentUsd: number): BudgetUse | null {
  if (limitUsd === undefined) return null;
  // In whole micro-dollars: as fractions, eight cents are not quite 80 % of ten.
  const [limit, spent] = [limitUsd, spentUsd].map(usd => Math.round(usd * 1_000_000)) as [number, number];
  return { limitUsd, spentUsd, level: spent >= limit ? 'crossed' : spent * 5 >= limit * 4 ? 'near' : 'ok' };
}
