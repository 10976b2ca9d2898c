import {
  closedSentences,
  loweredSentence,
  looseTiers,
  reopenedSentence,
  type EvidenceReport,
  type Neighbourhood,
  type TierEvidence,
} from '../../protocol/evidence.js';
import { percentText } from '../../protocol/percent.js';
import { act, say } from './act.js';
import { UsageError } from './failure.js';

/** `tuppence cache evidence`: how sure loose hits are, and what that rests on. */
export async function evidenceCommand(folder: string, json: boolean): Promise<number> {
  const report = await reportOf(folder);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : evidenceText(report));
  return 0;
}

/** `tuppence cache reopen gate`: what closed itself of a tier serves again. */
export async function reopenCommand(folder: string, word: string | undefined): Promise<number> {
  const tier = looseTiers.find(name => name === word);
  if (tier === undefined)
    throw new UsageError("Write 'tuppence cache reopen gate' or 'tuppence cache reopen semantic'.");
  return say(
    await act(folder, 'POST', `/cache/reopen?tier=${tier}`, (_actions, { cache }) => ({
      done: reopenedSentence(tier, cache.reopen(tier)),
    })),
  );
}

/** `tuppence cache bars`: where more likeness is demanded. `bars reset [PARTITION]`: nowhere, or not there, any more. */
export async function barsCommand(folder: string, words: readonly string[], json: boolean): Promise<number> {
  const [action, partition = ''] = words;
  if (action === 'reset' && /^[0-9a-f]{0,64}$/.test(partition)) {
    return say(
      await act(folder, 'DELETE', `/cache/bars?partition=${partition}`, (_actions, { cache }) => ({
        done: loweredSentence(cache.resetBars(partition)),
      })),
    );
  }
  if (action !== undefined)
    throw new UsageError(
      "Write 'tuppence cache bars', 'tuppence cache bars reset', or 'tuppence cache bars reset PARTITION' with the name that 'tuppence cache bars' prints.",
    );
  const { neighbourhoods } = await reportOf(folder);
  process.stdout.write(json ? `${JSON.stringify(neighbourhoods)}\n` : barsText(neighbourhoods));
  return 0;
}

function reportOf(folder: string): Promise<EvidenceReport> {
  return act<EvidenceReport>(folder, 'GET', '/cache/evidence', (_actions, { cache }) => cache.evidence());
}

/** The report as a page for people. */
export function evidenceText({ tiers, neighbourhoods, advice }: EvidenceReport): string {
  const lines = [
    ...tiers.flatMap(tierLines),
    ...(neighbourhoods.length === 0
      ? []
      : ['Where more likeness is demanded', ...neighbourhoods.slice(0, 20).map(bar)]),
    ...(advice.length === 0 ? [] : ['', ...advice]),
  ];
  return `${lines.join('\n')}\n`;
}

function barsText(neighbourhoods: readonly Neighbourhood[]): string {
  if (neighbourhoods.length === 0) return 'Nowhere is more likeness demanded than elsewhere.\n';
  return `Where more likeness is demanded; half of it is gone after a week\n${neighbourhoods.map(bar).join('\n')}\n`;
}

function bar({ partition, contentClass, raise, complaints, atMs, client, model }: Neighbourhood): string {
  const many = `${complaints} complaint${complaints === 1 ? '' : 's'}`;
  return `  ${partition}  ${contentClass.padEnd(14)}  +${raise.toFixed(3)}  ${many}, the last ${new Date(atMs).toISOString()} from ${client} to ${model}`;
}

function tierLines(evidence: TierEvidence): readonly string[] {
  const { tier, counts, precisionBound, promisedErrors, classes } = evidence;
  const closed = classes.filter(one => one.closed !== null);
  const line = (label: string, count: number) => `  ${label.padEnd(44)} ${String(count).padStart(7)}`;
  return [
    `${tier}: at most ${percentText(promisedErrors, 2)} wrong is promised; ${classes.length === 0 ? 'nothing was seen yet' : `at least ${percentText(precisionBound, 2)} of what is given out is right, at 95 % certainty`}`,
    line('given out', counts.served),
    line('found wrong by you', counts['wrong-answer']),
    line("taken back by the next turn ('no, ...')", counts['said-no']),
    line('a new answer demanded', counts.regenerated),
    line('nearly the same asked again soon', counts['asked-again']),
    line('a model asked as well: same answer', counts['shadow-same']),
    line('a model asked as well: another answer', counts['shadow-different']),
    line('a model asked as well: not clear', counts['shadow-unclear']),
    ...classes.map(one => {
      const state = one.closed === null ? 'served' : `off since ${new Date(one.closed.sinceMs).toISOString()}`;
      return `  ${one.contentClass.padEnd(16)} ${state}; ${one.counts.served} given out, at least ${percentText(one.precisionBound, 2)} right`;
    }),
    ...closed.map(one => closedSentences(evidence, one)),
    ...(classes.length > 0 && counts.served < littleSeen
      ? ['  Little was seen so far: these shares rest mostly on the calibration.']
      : []),
    '',
  ];
}

/** The calibration counts as 400 right answers where 1 % may be wrong; below this its word is most of what is known. */
const littleSeen = 400;
