import { looseTiers, reopenedSentence, type EvidenceReport, type TierEvidence } from '../../protocol/evidence.js';
import { act, say } from './act.js';
import { UsageError } from './failure.js';

/** `tuppence cache evidence`: how sure loose hits are, and what that rests on. */
export async function evidenceCommand(folder: string, json: boolean): Promise<number> {
  const report = await act<EvidenceReport>(folder, 'GET', '/cache/evidence', (_actions, { cache }) => cache.evidence());
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : evidenceText(report));
  return 0;
}

/** `tuppence cache reopen gate`: a tier that closed itself serves again. */
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

/** The report as a page for people. */
export function evidenceText({ promisedErrors, tiers, neighbourhoods, advice }: EvidenceReport): string {
  const lines = [
    `Promised: at most ${percent(promisedErrors)} of the answers to other words are wrong.`,
    ...tiers.flatMap(tierLines),
    ...(neighbourhoods.length === 0 ? [] : ['', 'Where more likeness is demanded']),
    ...neighbourhoods
      .slice(0, 20)
      .map(
        ({ partition, contentClass, raise, complaints }) =>
          `  ${partition}  ${contentClass.padEnd(14)}  +${raise.toFixed(3)}  ${complaints} complaint${complaints === 1 ? '' : 's'}`,
      ),
    ...(advice.length === 0 ? [] : ['', ...advice]),
  ];
  return `${lines.join('\n')}\n`;
}

function tierLines({ tier, counts, precisionBound, closedMs }: TierEvidence): readonly string[] {
  const state = closedMs === null ? 'serves' : `closed itself ${new Date(closedMs).toISOString()}`;
  const line = (label: string, count: number) => `  ${label.padEnd(44)} ${String(count).padStart(7)}`;
  return [
    '',
    `${tier}: ${state}; at least ${percent(precisionBound)} right, at 95 % certainty`,
    line('given out', counts.served),
    line('found wrong by you', counts['wrong-answer']),
    line("taken back by the next turn ('no, ...')", counts['said-no']),
    line('a new answer demanded', counts.regenerated),
    line('nearly the same asked again soon', counts['asked-again']),
    line('a model asked as well: same answer', counts['shadow-same']),
    line('a model asked as well: another answer', counts['shadow-different']),
    line('a model asked as well: not clear', counts['shadow-unclear']),
  ];
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
