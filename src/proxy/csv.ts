import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MicroUsd } from '../protocol/money.js';
import type { LedgerRow } from './rooms/ledger-row.js';

/**
 * Rows as comma-separated values (RFC 4180, UTF-8) with a header row: times in ISO 8601, money in US dollars with six
 * decimals, nothing where something is not known. One piece of text for each page of rows, with a turn of the event loop
 * between them.
 */
export async function* csvOf(pages: Iterable<readonly LedgerRow[]>): AsyncGenerator<string> {
  let head = line(columns.map(([name]) => name));
  for (const rows of pages) {
    yield head + rows.map(row => line(columns.map(([, valueOf]) => valueOf(row)))).join('');
    head = '';
    await nextTurn();
  }
  if (head !== '') yield head;
}

type Value = string | number | boolean | null;

/** The order in which a reader wants to see them. Prompts and answers are not in the ledger. */
const columns: readonly (readonly [name: string, valueOf: (row: LedgerRow) => Value])[] = [
  ['time', row => new Date(row.atMs).toISOString()],
  ['id', row => row.id],
  ['client', row => asText(row.client)],
  ['role', row => row.role],
  ['feature', row => asText(row.feature)],
  ['user_tier', row => asText(row.userTier)],
  ['workspace', row => asText(row.workspace)],
  ['session', row => asText(row.session)],
  ['dialect', row => row.dialect],
  ['streamed', row => row.streamed],
  ['provider_requested', row => asText(row.providerRequested)],
  ['model_requested', row => asText(row.modelRequested)],
  ['provider_served', row => asText(row.providerServed)],
  ['model_served', row => asText(row.modelServed)],
  ['tier', row => row.tier],
  ['reason', row => asText(row.reason)],
  ['score', row => row.score],
  ['would_model', row => asText(row.wouldModel)],
  ['cache', row => row.cache],
  ['cache_reason', row => asText(row.cacheReason)],
  ['content_class', row => row.contentClass],
  ['kept_s', row => row.keptS],
  ['similarity', row => row.similarity],
  ['input_tokens', row => row.inputTokens],
  ['cached_input_tokens', row => row.cachedInputTokens],
  ['cache_write_tokens', row => row.cacheWriteTokens],
  ['output_tokens', row => row.outputTokens],
  ['reasoning_tokens', row => row.reasoningTokens],
  ['cost_usd', row => asUsd(row.cost)],
  ['baseline_usd', row => asUsd(row.baseline)],
  ['saved_usd', row => asUsd(row.saved)],
  ['saved_by', row => row.savedBy],
  ['would_save_usd', row => asUsd(row.wouldSave)],
  ['estimated', row => row.estimated],
  ['attempts', row => row.attempts],
  ['escalated', row => row.escalated],
  ['confidence', row => row.confidence],
  ['tried_model', row => asText(row.triedModel)],
  ['tried_cost_usd', row => asUsd(row.triedCost)],
  ['latency_ms', row => rounded(row.latencyMs)],
  ['first_byte_ms', row => rounded(row.firstByteMs)],
  ['status', row => row.status],
  ['outcome', row => row.outcome],
  ['verdict', row => row.verdict],
  ['demo', row => row.demo],
];

function line(values: readonly Value[]): string {
  return `${values.map(value => quoted(value === null ? '' : String(value))).join(',')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text that callers choose. A spreadsheet takes what begins like a formula for one, and would carry it out; behind an
 * apostrophe it is text (OWASP, 'CSV Injection').
 */
function asText(text: string | null): string | null {
  return text !== null && /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

/** Digits only, so that no amount is rounded. */
function asUsd(micro: MicroUsd | null): string | null {
  if (micro === null) return null;
  const digits = String(Math.abs(micro)).padStart(7, '0');
  return `${micro < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
