import { assistants } from '../../connect/all.js';
import { exists } from '../../connect/disk.js';
import { isUsed } from '../../connect/found.js';
import { shown } from '../../connect/place.js';
import { connected } from '../../connect/plan.js';
import type { FileAssistant, Workbench } from '../../connect/plan.js';
import type { Desk } from '../desk.js';
import type { Standing } from './assistant-rows.js';
import { isInstalled } from './bench.js';
import { isRooConnected } from './roo-code.js';

/** How every assistant stands on this machine. */
export function standings(desk: Desk, bench: Workbench): Promise<readonly Standing[]> {
  return Promise.all(
    assistants.map(async assistant => ({
      assistant,
      connected:
        assistant.how === 'files'
          ? await connected(bench, assistant)
          : assistant.how === 'editor' && isRooConnected(desk),
      used: await isUsed(bench, assistant, isInstalled),
      files:
        assistant.how === 'files'
          ? (await assistant.files(bench.place, path => exists(bench.fs, path))).map(({ path }) =>
              shown(bench.place, path),
            )
          : [],
    })),
  );
}

/** Those whose files lead to Tuppence. */
export async function connectedByFiles(bench: Workbench): Promise<readonly FileAssistant[]> {
  const found: FileAssistant[] = [];
  for (const assistant of assistants) {
    if (assistant.how === 'files' && (await connected(bench, assistant))) found.push(assistant);
  }
  return found;
}
