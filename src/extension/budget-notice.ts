import type { BudgetState, BudgetUse } from '../protocol/snapshot.js';
import { usdText } from './amounts.js';
import { localDay } from './local-day.js';

/** What was told already: by period, which one it was and how far it had come. */
export interface ToldBudgets {
  readonly day?: Told;
  readonly month?: Told;
}

interface Told {
  /** Such as `2026-11-26` or `2026-11`. */
  readonly period: string;
  readonly level: 'near' | 'crossed';
}

/** What the user is to be told about a budget now, and what to remember then; undefined when all is said. */
export function budgetNotice(
  budget: BudgetState,
  atMs: number,
  told: ToldBudgets,
): { readonly message: string; readonly told: ToldBudgets } | undefined {
  if (budget.kind === 'none') return undefined;
  const day = localDay(atMs);
  const month = day.slice(0, 7);
  const news = [
    { span: 'day' as const, use: budget.day, period: day, words: "today's budget" },
    { span: 'month' as const, use: budget.month, period: month, words: "this month's budget" },
  ].flatMap(({ span, use, period, words }) => {
    const level = use === null || use.level === 'ok' ? undefined : use.level;
    if (use === null || level === undefined || isTold(told[span], period, level)) return [];
    return [{ message: sentence(use, words), told: { [span]: { period, level } } }];
  });
  if (news.length === 0) return undefined;
  return {
    message: news.map(({ message }) => message).join(' '),
    told: Object.assign({}, told, ...news.map(item => item.told)) as ToldBudgets,
  };
}

/** Whoever was told that a budget is crossed need not hear that it is near. */
function isTold(told: Told | undefined, period: string, level: Told['level']): boolean {
  return told?.period === period && (told.level === level || told.level === 'crossed');
}

function sentence({ limitUsd, spentUsd, level }: BudgetUse, words: string): string {
  const figures = `${usdText(spentUsd)} of ${usdText(limitUsd)}`;
  return level === 'crossed'
    ? `You are over ${words}: ${figures} are spent.`
    : `You are near ${words}: ${figures} are spent.`;
}
