import type { ApiAnswer, ApiCall } from '../../../src/protocol/control.js';
import type { FromPage } from '../../../src/protocol/panel.js';
import { explanationOf, lastDay, lastMonth, lastWeek, recent } from '../../media/support/snapshots.js';
import type { StagedPage } from './stage.js';

/** Answers what the page asks as long as it asks, and remembers what it was asked. */
export interface StandIn {
  readonly calls: readonly ApiCall[];
  readonly commands: readonly string[];
  /** Until the page has asked nothing for a moment. */
  settle(): Promise<void>;
}

/** The extension and the proxy behind it, as far as the page sees them. `answer` comes before the usual answers. */
export function standIn(
  staged: StagedPage,
  answer: (call: ApiCall) => ApiAnswer | undefined = () => undefined,
): StandIn {
  const calls: ApiCall[] = [];
  const commands: string[] = [];
  let heard = 0;
  const hear = async (): Promise<number> => {
    const said: readonly FromPage[] = (await staged.said()).slice(heard);
    heard += said.length;
    for (const message of said) {
      if (message.kind === 'command') commands.push(message.command);
      if (message.kind !== 'api') continue;
      calls.push(message.call);
      await staged.post({ kind: 'answer', id: message.id, ...(answer(message.call) ?? usual(message.call)) });
    }
    return said.length;
  };
  return {
    calls,
    commands,
    async settle() {
      for (let quiet = 0; quiet < 3;) {
        quiet = (await hear()) === 0 ? quiet + 1 : 0;
        await staged.page.waitForTimeout(40);
      }
    },
  };
}

function usual({ method, path }: ApiCall): ApiAnswer {
  const series = { '/series?since=24h': lastDay, '/series?since=7d': lastWeek, '/series?since=30d': lastMonth }[path];
  if (series !== undefined) return { status: 200, value: series };
  const id = /^\/requests\/(\w+)\//.exec(path)?.[1];
  const request = recent.find(one => one.id === id);
  if (request === undefined)
    return { status: 404, value: { error: { message: `No request '${id ?? ''}' is known.` } } };
  return method === 'GET'
    ? { status: 200, value: explanationOf(request) }
    : { status: 200, value: { done: 'Done: it will not be served again.' } };
}
