import { window } from 'vscode';
import { usdText } from '../amounts.js';
import { readBudget } from '../rows.js';
import type { Command } from '../desk.js';
import { pick } from '../pick.js';
import { writeSetting } from '../write-setting.js';

type Period = 'day' | 'month';

export const setBudgetCommand: Command = {
  id: 'tuppence.setBudget',
  run: async desk => {
    const { budget } = await desk.proxy.api('GET /settings', {});
    const limitOf = { day: budget.dayUsd, month: budget.monthUsd };
    const row = (value: Period, label: string) => {
      const limit = limitOf[value];
      return { label, description: limit === undefined ? 'no limit' : usdText(limit), value };
    };
    const period = await pick({
      title: 'Set Budget',
      placeholder: 'The meter warns at 80 % and at 100 %',
      rows: [row('day', 'Per Day'), row('month', 'Per Month')],
    });
    if (period === undefined) return;
    const text = await window.showInputBox({
      title: `US dollars per ${period}`,
      prompt: 'Leave it empty for no limit.',
      value: limitOf[period]?.toString() ?? '',
      validateInput: typed => (readBudget(typed) === undefined ? 'An amount above 0, such as 5 or 2.50.' : undefined),
    });
    const limit = text === undefined ? undefined : readBudget(text);
    if (limit === undefined) return;
    await writeSetting(
      desk,
      period === 'day' ? 'budget.dayUsd' : 'budget.monthUsd',
      limit === 'none' ? undefined : limit,
    );
    void window.showInformationMessage(
      limit === 'none'
        ? `There is no limit per ${period} any more.`
        : `The budget is ${usdText(limit)} per ${period}. You are told once at 80 % and once at 100 %.`,
    );
  },
};
