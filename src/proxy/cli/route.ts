import type { Done } from '../../protocol/api.js';
import type { FitReport, LearnedReport, Misroutes, RouteExplanation } from '../../protocol/learning.js';
import type { Stats } from '../../protocol/stats.js';
import { clock } from '../clock.js';
import { prepareFolder } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { makeRoutingDesk, type RoutingDesk } from '../routing-desk.js';
import { act, requestId, say } from './act.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';
import { explanationText, fitText, learnedText, misroutesText, sharesText } from './route-text.js';

/** `tuppence route [explain ID|misroutes|refit|forget]`: through the running proxy, or on the files when none runs. */
export async function routeCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {
    since: { type: 'string', default: '30d' },
    reset: { type: 'boolean', default: false },
  });
  prepareFolder(folder);
  const [action = 'learned', word] = words;
  const json = values['json'] === true;
  const since = String(values['since']);
  const spanMs = readSpanMs(since);
  if (spanMs === undefined) throw new UsageError(`'${since}' is no span: give --since something like 24h, 7d or 30d.`);
  const misroutes = () =>
    onDesk<Misroutes>(folder, 'GET', `/routing/misroutes?since=${since}`, desk => desk.misroutes(spanMs));
  switch (action) {
    case 'learned': {
      const report = await onDesk<LearnedReport>(folder, 'GET', '/routing/learned', desk => desk.learned());
      const nowMs = clock.nowMs();
      const { byTier, escalations } = await act<Stats>(folder, 'GET', `/stats?since=${since}`, (_actions, { record }) =>
        record.stats(nowMs - spanMs, nowMs),
      );
      const { routed, labelled, list } = await misroutes();
      const shares = { since, byTier, escalations, routed, labelled, misroutes: list.length };
      return print(
        json,
        { ...report, last: shares },
        ({ last, ...learned }) => sharesText(last) + learnedText(learned),
      );
    }
    case 'explain': {
      const id = await requestId(folder, word ?? 'last', 'route explain');
      const found = await onDesk<RouteExplanation | undefined>(folder, 'GET', `/requests/${id}/route`, desk =>
        desk.explain(id),
      );
      if (found === undefined) throw new UsageError(`No request '${id}' is in the ledger.`);
      return print(json, found, explanationText);
    }
    case 'misroutes': {
      return print(json, await misroutes(), found => misroutesText(found, since));
    }
    case 'refit': {
      const isReset = values['reset'] === true;
      const fit = await onDesk<FitReport>(folder, isReset ? 'DELETE' : 'POST', '/routing/fit', desk =>
        isReset ? desk.resetFit() : desk.refit(),
      );
      return print(json, fit, fitText);
    }
    case 'forget':
      return say(await onDesk<Done>(folder, 'DELETE', '/routing/learned', desk => desk.forget()));
    default:
      throw new UsageError(
        `There is no 'tuppence route ${action}'. Write 'tuppence route', or route explain [ID], misroutes, refit, forget.`,
      );
  }
}

function onDesk<T>(
  folder: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  direct: (desk: RoutingDesk) => T | Promise<T>,
): Promise<T> {
  return act<T>(folder, method, path, (_actions, stores) => direct(makeRoutingDesk({ ...stores, clock })));
}

function print<T>(json: boolean, value: T, text: (value: T) => string): number {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : text(value));
  return 0;
}
