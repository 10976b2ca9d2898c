import type { Explanation, ReceiptLine } from '../protocol/api.js';
import { routingLines } from '../protocol/learned-words.js';
import { usdText } from './amounts.js';
import { escapeMarkdown } from './markdown.js';

/** Why one request went where it went and what it cost, as a Markdown document. */
export function receiptMarkdown({ request, because, receipt, routing }: Explanation, timeText: string): string {
  const facts: readonly (readonly [string, string])[] = [
    ['When', timeText],
    ['Client', request.client],
    ...(request.feature === null ? [] : [['Feature', request.feature] as const]),
    ['Kind', request.role],
    ['Model asked for', request.modelRequested],
    ['Model that answered', request.modelServed],
    ['Cache', request.cache],
    [
      'Cost',
      amount(request.costUsd) + (request.estimated ? ' (estimated: the reply was cut before its usage came)' : ''),
    ],
    ['Saved', amount(request.savedUsd)],
    ['Time', `${Math.round(request.latencyMs)} ms`],
    ['Status', `${request.status} ${request.outcome}`],
    ['Reason code', request.reason],
    ['Request', request.id],
  ];
  return [
    `# Why this request cost what it cost`,
    ...(request.demo ? ['*A demo: a simulated provider answered, and nothing was really spent.*'] : []),
    because.map(sentence => `- ${escapeMarkdown(sentence)}`).join('\n'),
    ...(receipt.length === 0 ? [] : ['## Receipt', receiptTable(receipt)]),
    ...(routing === undefined ? [] : ['## How its model was chosen', factTable(routingLines(routing))]),
    '## The request',
    factTable(facts),
  ].join('\n\n');
}

function factTable(facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.map(([name, value]) => `| ${escapeMarkdown(name)} | ${escapeMarkdown(value)} |`);
  return ['| | |', '|:--|:--|', ...rows].join('\n');
}

function receiptTable(lines: readonly ReceiptLine[]): string {
  const rows = lines.map(({ label, tokens, usdPerMTok, usd }) => [
    escapeMarkdown(label),
    tokens === null ? '' : tokens.toLocaleString('en-US'),
    usdPerMTok === null ? '' : `$${usdPerMTok}`,
    amount(usd),
  ]);
  const table = [['', 'Tokens', 'Per million', 'Amount'], [':--', '--:', '--:', '--:'], ...rows];
  return table.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** An unknown price is said, never shown as zero. */
function amount(usd: number | null): string {
  return usd === null ? 'unpriced' : usdText(usd);
}
