import { window } from 'vscode';
import { planReaddress } from '../../connect/plan.js';
import type { Plan } from '../../connect/plan.js';
import { benchOf } from '../connect/bench.js';
import { carryOutShown } from '../connect/connect-files.js';
import { connectRoo, isRooConnected } from '../connect/roo-code.js';
import { connectedByFiles } from '../connect/standings.js';
import { tellingOfFiles } from '../connect/telling.js';
import { readModels } from '../connect/wish.js';

/** Gives everything that is connected the present port and token. */
export const reconnectCommand = tellingOfFiles({
  id: 'tuppence.reconnect',
  run: async desk => {
    const address = await desk.proxy.address();
    const bench = benchOf(desk);
    const done = await carryOutShown(bench, 'Update Connected Assistants', async () => {
      const plans: Plan[] = [];
      for (const assistant of await connectedByFiles(bench)) {
        const plan = await planReaddress(bench, assistant, address);
        if (plan.files.length > 0) plans.push(plan);
      }
      return { plans, idle: plans.length === 0 };
    });
    if (done === 'cancelled') return;
    const roo = isRooConnected(desk);
    if (roo) {
      const models = await readModels(desk);
      await connectRoo(desk, bench, { address, models, account: 'tuppence', nowIso: new Date().toISOString() });
    }
    void window.showInformationMessage(
      done === 'done' || roo
        ? `Connected assistants lead to ${address.url} now. Start them again.`
        : `Every connected assistant already leads to ${address.url}.`,
    );
  },
});
