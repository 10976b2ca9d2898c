import { scoreLines } from '../../protocol/learned-words.js';
import type { FitReport, LadderStep, LearnedReport, Misroutes, RouteExplanation } from '../../protocol/learning.js';
import type { Stats } from '../../protocol/stats.js';

// What `tuppence route` prints, as pages for people.

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

export function misroutesText({ routed, labelled, list }: Misroutes, since: string): string {
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

/** Who answered, how often a cheap answer was sent on, and how often the choice was wrong. */
interface Shares extends Pick<Stats, 'byTier' | 'escalations'>, Pick<Misroutes, 'routed' | 'labelled'> {
  readonly since: string;
  readonly misroutes: number;
}

export function sharesText({ since, byTier, escalations, routed, labelled, misroutes }: Shares): string {
  const tiers = byTier.filter(({ name }) => name !== 'none');
  const whole = tiers.reduce((sum, { requests }) => sum + requests, 0);
  const { tried, escalated } = escalations;
  const lines = [
    whole === 0
      ? `Last ${since}: no tier answered.`
      : `Last ${since}: ${tiers.map(({ name, requests }) => `${name} ${requests} (${percent(requests / whole)})`).join(', ')}`,
    ...(tried === 0
      ? []
      : [`${tried} cheap answers were judged, ${escalated} asked for again (${percent(escalated / tried)}).`]),
    ...(routed === 0
      ? []
      : [
          `Of ${routed} answers of cheaper models something is known of ${labelled}; ${misroutes} speak against the choice.`,
        ]),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
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

export function fitText({ sentence, weights }: FitReport): string {
  const lines = Object.entries(weights ?? {}).map(([name, weight]) => `  ${name.padEnd(16)} ${weight.toFixed(3)}`);
  return `${[sentence, ...(lines.length === 0 ? [] : ['Weights in force', ...lines])].join('\n')}\n`;
}
