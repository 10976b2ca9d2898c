/** A multiplier as a fraction, so that prices such as 20/11 of the ordinary ones stay exact. */
export interface Factor {
  readonly times: number;
  readonly per: number;
}

/** The day on which the multipliers below were read off the providers' pages. */
export const termsDate = '2026-11-20';

/** What the terms of a reply multiply its token prices by. A term that is missing has no known price. */
export type Terms = ReadonlyMap<string, Factor>;

/**
 * The known terms of a model, both by the names that the price catalogue gives them. Terms whose tokens were paid for in
 * advance have no price per token and are left out on purpose: OpenAI's `scale`, Anthropic's `priority`, Groq's
 * `performance`.
 */
export function termsOf(providerId: string, modelId: string): Terms {
  const rows = table.filter(row => row.provider === providerId && (row.models?.includes(modelId) ?? true));
  return new Map(rows.flatMap(row => row.terms.map(term => [term, { times: row.times, per: row.per }] as const)));
}

interface Row {
  readonly provider: string;
  readonly terms: readonly string[];
  /** Every model, when it is left out. */
  readonly models?: readonly string[];
  readonly times: number;
  readonly per: number;
}

/** OpenAI renamed priority processing to fast mode on 30 July 2026 and takes both names. */
const fast = ['priority', 'fast'];

/**
 * Sources: OpenAI openai.com/api-fast-mode and developers.openai.com/api/docs/pricing (flex and batch halve every
 * price; the price lists of fast mode divided by the ordinary ones), Anthropic platform.claude.com/docs
 * (about-claude/pricing, build-with-claude/fast-mode, manage-claude/data-residency; a batch halves every price and the
 * multipliers stack), Google ai.google.dev/gemini-api/docs/optimization and the catalogue's notes on the models, Groq
 * console.groq.com/docs/flex-processing, and for GPT-6 Astra the list of Vercel's gateway, which adds nothing.
 */
const table: readonly Row[] = [
  { provider: 'openai', terms: ['flex', 'batch'], times: 1, per: 2 },
  {
    provider: 'openai',
    terms: fast,
    models: [
      'gpt-6-astra',
      'gpt-5.6-sol',
      'gpt-5.6-terra',
      'gpt-5.6-luna',
      'gpt-5.4',
      'gpt-5.4-mini',
      'gpt-5.2',
      'gpt-5.1',
      'gpt-5',
      'gpt-4.1-nano',
    ],
    times: 2,
    per: 1,
  },
  { provider: 'openai', terms: fast, models: ['gpt-5.5'], times: 5, per: 2 },
  { provider: 'openai', terms: fast, models: ['gpt-5-mini'], times: 9, per: 5 },
  { provider: 'openai', terms: fast, models: ['gpt-4.1', 'gpt-4.1-mini', 'o3', 'gpt-4o-2024-05-13'], times: 7, per: 4 },
  { provider: 'openai', terms: fast, models: ['gpt-4o'], times: 17, per: 10 },
  { provider: 'openai', terms: fast, models: ['gpt-4o-mini'], times: 5, per: 3 },
  { provider: 'openai', terms: fast, models: ['o4-mini'], times: 20, per: 11 },
  { provider: 'anthropic', terms: ['batch'], times: 1, per: 2 },
  { provider: 'anthropic', terms: ['us'], times: 11, per: 10 },
  {
    provider: 'anthropic',
    terms: ['fast'],
    models: ['claude-opus-5-5', 'claude-opus-5', 'claude-opus-4-8'],
    times: 2,
    per: 1,
  },
  { provider: 'anthropic', terms: ['fast'], models: ['claude-opus-4-7', 'claude-opus-4-6'], times: 6, per: 1 },
  { provider: 'google', terms: ['flex', 'batch'], times: 1, per: 2 },
  { provider: 'google', terms: ['priority'], models: ['gemini-3.7-flash', 'gemini-3.8-flash'], times: 9, per: 5 },
  { provider: 'groq', terms: ['flex'], times: 1, per: 1 },
];
