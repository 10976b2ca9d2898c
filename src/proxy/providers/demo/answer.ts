import { createHash } from 'node:crypto';
import { makeDice, pick, type Dice } from './dice.js';
import { demoProse } from './prose.js';
import type { ChatMessage, ChatRequest } from './request.js';
import { textOf } from './request.js';
import { valueFor } from './schema-value.js';

/** What the simulated model says. `mark` tells which messages it was said to. */
export type Answer =
  | { readonly kind: 'text'; readonly mark: string; readonly text: string }
  | { readonly kind: 'tool'; readonly mark: string; readonly name: string; readonly args: string };

/** The same request and seed always get the same answer, whichever model is asked. */
export function answerTo(request: ChatRequest, seed: number): Answer {
  const mark = markOf(request.messages);
  const dice = makeDice(`${mark} ${seed}`);
  const tool = toolToCall(request, dice);
  if (tool !== undefined) {
    const { name, parameters } = tool.function;
    return { kind: 'tool', mark, name, args: JSON.stringify(valueFor(parameters ?? {}, dice, mark)) };
  }
  return { kind: 'text', mark, text: textAnswer(request, dice, mark) };
}

/**
 * Twelve hex digits of what was asked: every message's role and text. It stands in every answer, so that whoever
 * checks the demo can tell an answer that belongs to another question.
 */
function markOf(messages: readonly ChatMessage[]): string {
  const asked = JSON.stringify(messages.map(message => [message.role, textOf(message)]));
  return createHash('sha256').update(asked).digest('hex').slice(0, 12);
}

/** A tool is called when one must be, or when the user has just spoken; a tool's result gets a final answer. */
function toolToCall(request: ChatRequest, dice: Dice): NonNullable<ChatRequest['tools']>[number] | undefined {
  const { tools, tool_choice: choice } = request;
  if (!tools || tools.length === 0 || choice === 'none') return undefined;
  if (choice && typeof choice === 'object') return tools.find(tool => tool.function.name === choice.function.name);
  const userSpoke = request.messages.at(-1)?.role === 'user';
  return userSpoke || choice === 'required' ? pick(dice, tools) : undefined;
}

function textAnswer(request: ChatRequest, dice: Dice, mark: string): string {
  const format = request.response_format;
  if (format?.type === 'json_schema') return JSON.stringify(valueFor(format.json_schema?.schema, dice, mark));
  if (format?.type === 'json_object') return JSON.stringify({ demo: mark });
  const system = request.messages.filter(message => ['system', 'developer'].includes(message.role)).map(textOf);
  const lastUser = textOf(request.messages.findLast(message => message.role === 'user') ?? { role: 'user' });
  // Commit before title: prompts for commit messages speak of the commit's title too.
  if (/diff --git/.test(lastUser) && [...system, lastUser].some(text => /commit message/i.test(text))) {
    return `chore(demo): ${pick(dice, deeds)} (demo ${mark})`;
  }
  if (system.some(text => /title generator|(?:generate|write|give)\b[^.]{0,40}\btitle/i.test(text.slice(0, 1_500))))
    return `${pick(dice, topics)} (demo ${mark})`;
  return demoProse(dice, mark);
}

const deeds = ['tidy the changed files', 'adjust the code under review', 'apply the edits of this diff'] as const;
const topics = ['A question about code', 'Help with a change', 'Looking into a problem', 'A short task'] as const;
