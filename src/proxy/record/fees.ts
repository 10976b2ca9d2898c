import type { MicroUsd } from '../../protocol/money.js';

/** The day on which the fees below were read off the providers' pages. */
export const feesDate = '2026-11-20';

/** What a provider asks for a thousand calls of the tools it runs itself; undefined where it names no price. */
export interface Fees {
  readonly thousandWebSearches: MicroUsd | undefined;
  readonly thousandFileSearches: MicroUsd | undefined;
}

/**
 * For models to whose list the catalogue adds no fee of their own. Sources: developers.openai.com/api/docs/pricing
 * (built-in tools), platform.claude.com/docs/en/about-claude/pricing (web search; web fetch is free).
 */
export function feesOf(providerId: string): Fees {
  return (Object.hasOwn(fees, providerId) ? fees[providerId] : undefined) ?? none;
}

const none: Fees = { thousandWebSearches: undefined, thousandFileSearches: undefined };

const fees: Readonly<Record<string, Fees>> = {
  openai: { thousandWebSearches: 10_000_000, thousandFileSearches: 2_500_000 },
  anthropic: { thousandWebSearches: 10_000_000, thousandFileSearches: undefined },
};
