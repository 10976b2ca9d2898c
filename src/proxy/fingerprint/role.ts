import type { Role } from '../../protocol/settings.js';
import type { Facts, Prompt } from '../prompt.js';

/**
 * What a request is for, told by its shape. Assistants send small jobs of their own beside the user's conversation;
 * the order matters, because a request for a commit message often speaks of a title too. Unsure is `main`.
 */
export function roleOf(prompt: Pick<Prompt, 'facts' | 'headers'>): Role {
  const { facts, headers } = prompt;
  if (headers['x-interaction-type'] === 'conversation-compaction') return 'compaction';
  if (facts.toolNames.length === 0) {
    const system = systemHead(facts);
    const ask = lastUserText(facts);
    if (isCommit(system, ask)) return 'commit';
    if (isTitle(system, facts.schemaKeys)) return 'title';
    if (isClassifier(facts.schemaKeys)) return 'classifier';
    if (branchJob.test(system)) return 'branch';
  }
  return isCompaction(facts) ? 'compaction' : 'main';
}

/** The job is named at the start of a system prompt; further down, words such as 'title' mean nothing. */
const headChars = 1_500;

function isCommit(system: string, ask: string): boolean {
  return ask.includes('diff --git') && (commitJob.test(system) || commitJob.test(ask.slice(0, headChars)));
}
const commitJob = /\bcommit messages?\b/i;

function isTitle(system: string, schemaKeys: Facts['schemaKeys']): boolean {
  return (schemaKeys?.length === 1 && schemaKeys[0] === 'title') || titleJob.test(system);
}
const titleJob =
  /\btitle generator\b|\bnaming a coding session\b|\bultra-compact titles?\b|\bgenerate\b[^.\n]{0,60}\btitles?\b/i;

const branchJob = /\b(?:generate|suggest|create|propose|pick|write|come up with)\b[^.\n]{0,60}\bbranch names?\b/i;

/** A small schema with a key that names a judgement. A large one is somebody's document. */
function isClassifier(schemaKeys: Facts['schemaKeys']): boolean {
  return schemaKeys !== undefined && schemaKeys.length <= 3 && schemaKeys.some(key => judgement.test(key));
}
const judgement = /(?:^|_|[a-z](?=[A-Z]))(?:[Cc]omplexity|[Tt]opic|[Ii]ntent|[Ss]core)(?:$|_|[A-Z])/;

/** A whole conversation sent to be summed up. Somebody who merely asks for a summary keeps the tools. */
function isCompaction(facts: Facts): boolean {
  const ask = lastUserText(facts);
  return summaryJob.test(ask) && (facts.toolChoice === 'none' || ask.includes('TEXT ONLY'));
}
const summaryJob = /\bsummary of (?:the|our|this) (?:\w+ )?conversation\b/i;

function systemHead(facts: Facts): string {
  return (facts.turns.find(turn => turn.role === 'system')?.text ?? '').slice(0, headChars);
}

function lastUserText(facts: Facts): string {
  return facts.turns.findLast(turn => turn.role === 'user' && !turn.toolResult)?.text ?? '';
}
