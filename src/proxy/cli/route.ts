import type { Done } from '../../protocol/api.js';
import { scoreLines } from '../../protocol/learned-words.js';
import type { FitReport, LadderStep, LearnedReport, Misroutes, RouteExplanation } from '../../protocol/learning.js';
import { clock } from '../clock.js';
import { prepareFolder } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { makeRoutingDesk, type RoutingDesk } from '../routing-desk.js';
import { act, requestId, say } from './act.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence route [explain ID|misroutes|refit|forget]`: through the running proxy, or on the files when none runs. */
export async function routeCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {
    since: { type: 'string', default: '30d' },
    reset: { type: 'boolean', default: false },
  });
  prepareFolder(folder);
  const [action = 'learned', word] = words;
  const json = values['json'] === true;
  switch (action) {
    case 'learned': {
      const report = await onDesk<LearnedReport>(folder, 'GET', '/routing/learned', desk => desk.learned());
      return print(json, report, learnedText);
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
      const since = String(values['since']);
      const spanMs = readSpanMs(since);
      if (spanMs === undefined)
        throw new UsageError(`'${since}' is no span: give --since something like 24h, 7d or 30d.`);
      const path = `/routing/misroutes?since=${since}`;
      const found = await onDesk<Misroutes>(folder, 'GET', path, desk => desk.misroutes(spanMs));
      return print(json, found, misroutes => misroutesText(misroutes, since));
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

const marks: Readonly<Record<LadderStep['said'], string>> = { passed: '  passed', spoke: '> spoke', 'not-asked': '' };

/** How one request was routed, as a page for people. */
export function explanationText(found: RouteExplanation): string {
  const { id, atMs, client, modelRequested, modelServed, why, steps, score, labels } = found;
  const models = modelServed === modelRequested ? modelServed : `${modelRequested} -> ${modelServed}`;
  const lines = [
    `Request ${id}, ${new Date(atMs).toLocaleString()}`,
    `${client}, ${models}`,
    why,
    ...(steps.length === 0 ? ['', 'Routing had no part in it.'] : ['', 'Steps']),
    ...steps
      .filter(({ said }) => said !== 'not-asked')
      .map(({ step, asks, said }) => `${marks[said].padEnd(9)} ${step.padEnd(13)} ${asks}`),
    ...(score === null ? [] : ['', 'Score', ...scoreLines(score).map(([label, value]) => `  ${label}: ${value}`)]),
    ...(labels.length === 0 ? [] : ['', 'What became of it']),
    ...labels.map(
      ({ words, failed, trust, atMs: toldMs }) =>
        `  ${new Date(toldMs).toLocaleString()}  ${words} (${failed ? 'speaks against' : 'speaks for'} the cheaper model, trust ${trust})`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function misroutesText({ routed, labelled, list }: Misroutes, since: string): string {
  const head = `Last ${since}: a cheaper model was asked ${routed} times; of ${labelled} answers something is known, ${list.length} of them speak against the choice.`;
  const lines = list.map(({ id, atMs, kind, client, modelRequested, model, score, words }) =>
    [
      `  ${new Date(atMs).toLocaleString()}`,
      id,
      kind === 'too-cheap' ? 'too cheap ' : 'too strong',
      `${modelRequested} -> ${model}`,
      client,
      score === null ? '' : `score ${score.toFixed(2)}`,
      words,
    ]
      .filter(part => part !== '')
      .join('  '),
  );
  return `${[head, ...lines, ...(list.length === 0 ? [] : [`'tuppence route explain ID' says how one was decided.`])].join('\n')}\n`;
}

/** What was learned, as a page for people. */
export function learnedText({ on, sinceMs, routed, labels, buckets, near, fit }: LearnedReport): string {
  const state = on ? 'Routing learns from its user' : "Learning is off ('tuppence set routing.learn true')";
  const span = sinceMs === null ? '' : ` since ${new Date(sinceMs).toLocaleDateString()}`;
  const lines = [
    `${state}: ${routed} answers of cheaper models are remembered${span}.`,
    ...(labels.length === 0 ? [] : ['', 'What became of them']),
    ...labels.map(({ words, count }) => `  ${String(count).padStart(6)}  ${words}`),
    ...(buckets.length === 0 ? [] : ['', 'Kinds of requests, by trust']),
    ...buckets
      .slice(0, 20)
      .map(
        ({ bucket, model, failed, held, shift }) =>
          `  ${bucket.padEnd(18)} ${model.padEnd(34)} failed ${failed.toFixed(1).padStart(6)}  held ${held.toFixed(1).padStart(6)}  gain ${shift < 0 ? '' : '+'}${shift.toFixed(3)}`,
      ),
    '',
    near.ready
      ? `Near prompts are looked at: ${near.outcomes} of them have a vector.`
      : `Near prompts are not looked at yet: ${near.outcomes} have a vector, and a first failure and some more are needed.`,
    ...(fit === null ? [] : [`Last fit, ${new Date(fit.atMs).toLocaleString()}: ${fit.sentence}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function fitText({ sentence, weights }: FitReport): string {
  const lines = Object.entries(weights ?? {}).map(([name, weight]) => `  ${name.padEnd(16)} ${weight.toFixed(3)}`);
  return `${[sentence, ...(lines.length === 0 ? [] : ['Weights in force', ...lines])].join('\n')}\n`;
}
