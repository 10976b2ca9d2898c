import { formatUsd } from '../../protocol/money.js';
import { breakAdvice } from '../../protocol/prompt-cache.js';
import type { PrefixFinding } from '../prefix/doctor.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence doctor`: what broke the providers' prompt caches lately, and what that cost. Asks the running proxy. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { folder, values } = dataFolderOf(args, {});
  const answer = await askRunning(folder, 'GET', '/doctor');
  if (answer?.status !== 200) {
    throw new UsageError(
      "No proxy runs on this data folder: start one with 'tuppence serve'; it remembers what it sees while it runs.",
    );
  }
  const { findings } = answer.value as { readonly findings: readonly PrefixFinding[] };
  process.stdout.write(values['json'] === true ? `${JSON.stringify({ findings })}\n` : text(findings));
  return 0;
}

function text(findings: readonly PrefixFinding[]): string {
  if (findings.length === 0) return 'Nothing broke a prompt cache since the proxy started.\n';
  return findings
    .map(finding => {
      const cost = finding.cost === null ? 'at an unknown price' : `for ${formatUsd(finding.cost)}`;
      return `${finding.client}, ${finding.model}: ${finding.kind} at ${finding.where}, byte ${finding.offset}, ${finding.times} times; ${finding.tokens} tokens read anew ${cost}. ${breakAdvice(finding.kind)}\n`;
    })
    .join('');
}
