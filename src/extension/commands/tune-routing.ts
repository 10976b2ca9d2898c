import { window } from 'vscode';
import type { Command } from '../desk.js';
import { pick } from '../pick.js';
import { routingRows, thresholdText } from '../rows.js';
import { writeSetting } from '../write-setting.js';

export const tuneRoutingCommand: Command = {
  id: 'tuppence.tuneRouting',
  run: async desk => {
    const chosen = await pick({
      title: 'Which requests are cheap, which need the strong model?',
      placeholder: 'Each row says where your past requests would have gone, and what they would have cost',
      rows: desk.proxy.api('GET /preview/routing', {}).then(routingRows),
    });
    if (chosen === undefined) return;
    const { routing } = await desk.proxy.api('GET /settings', {});
    const writes = [
      () => writeSetting(desk, 'routing.cheapBelow', chosen.cheapBelow),
      () => writeSetting(desk, 'routing.strongFrom', chosen.strongFrom),
    ];
    // At no moment may the first be above the second.
    if (chosen.cheapBelow > routing.strongFrom) writes.reverse();
    for (const write of writes) await write();
    // What stands in for the thresholds would overrule them.
    for (const goal of ['strongShare', 'qualityFloor'] as const) {
      if (routing[goal] !== undefined) await writeSetting(desk, `routing.${goal}`, undefined);
    }
    void window.showInformationMessage(
      `Requests with a gain below ${thresholdText(chosen.cheapBelow)} are cheap now, from ${thresholdText(chosen.strongFrom)} up they are strong${
        routing.mode === 'on' ? '' : '. Routing only observes until you set the mode to On'
      }.`,
    );
  },
};
