import { describe, expect, it } from 'vitest';
import { budgetOf } from '../src/proxy/budget.js';

describe('a budget', () => {
  it.each([
    [0, 5, 'ok'],
    [3.999999, 5, 'ok'],
    [4, 5, 'near'],
    [0.08, 0.1, 'near'],
    [0.56, 0.7, 'near'],
    [4.999999, 5, 'near'],
    [5, 5, 'crossed'],
    [0.3, 0.3, 'crossed'],
    [7.5, 5, 'crossed'],
  ])('of which $%d of $%d is spent is %s', (spentUsd, limitUsd, level) => {
    const use = { limitUsd, spentUsd, level };
    expect(budgetOf({ dayUsd: limitUsd }, spentUsd, 99)).toEqual({ kind: 'set', day: use, month: null });
    expect(budgetOf({ monthUsd: limitUsd }, 99, spentUsd)).toEqual({ kind: 'set', day: null, month: use });
  });

  it('that nobody set is none', () => expect(budgetOf({}, 1, 1)).toEqual({ kind: 'none' }));
});
