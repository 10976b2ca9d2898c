import { describe, expect, it } from 'vitest';
import { budgetNotice } from '../../src/extension/budget-notice.js';
import type { BudgetState } from '../../src/protocol/snapshot.js';
import { noonMs } from '../support/snapshot.js';

const dayMs = 86_400_000;
const use = (level: 'ok' | 'near' | 'crossed') => ({
  limitUsd: 5,
  spentUsd: { ok: 1, near: 4.2, crossed: 5.1 }[level],
  level,
});
const day = (level: 'ok' | 'near' | 'crossed'): BudgetState => ({ kind: 'set', day: use(level), month: null });

describe('a budget', () => {
  it('is spoken of when it is near, once more when it is crossed, and again the next day', () => {
    const near = budgetNotice(day('near'), noonMs, {});
    expect(near?.message).toBe("You are near today's budget: $4.20 of $5.00 are spent.");
    expect(budgetNotice(day('near'), noonMs + 1, near!.told)).toBeUndefined();
    const crossed = budgetNotice(day('crossed'), noonMs + 2, near!.told);
    expect(crossed?.message).toBe("You are over today's budget: $5.10 of $5.00 are spent.");
    expect(budgetNotice(day('crossed'), noonMs + 3, crossed!.told)).toBeUndefined();
    expect(budgetNotice(day('near'), noonMs + 4, crossed!.told)).toBeUndefined();
    expect(budgetNotice(day('near'), noonMs + dayMs, crossed!.told)?.message).toContain('near');
  });

  it('of the month is told once a month, beside that of the day', () => {
    const both: BudgetState = { kind: 'set', day: use('crossed'), month: use('crossed') };
    const first = budgetNotice(both, noonMs, {});
    expect(first?.message).toContain("today's budget");
    expect(first?.message).toContain("this month's budget");
    const next = budgetNotice(both, noonMs + dayMs, first!.told);
    expect(next?.message).not.toContain('month');
  });

  it('that is kept, or not set, is not spoken of', () => {
    expect(budgetNotice(day('ok'), noonMs, {})).toBeUndefined();
    expect(budgetNotice({ kind: 'none' }, noonMs, {})).toBeUndefined();
  });
});
