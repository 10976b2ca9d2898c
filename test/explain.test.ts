import { describe, expect, it } from 'vitest';
import { becauseOf } from '../src/proxy/explain.js';
import { toRow } from '../src/proxy/record/settle.js';
import { openCatalogue } from '../src/proxy/record/catalogue.js';
import { makePriceOf } from '../src/proxy/record/prices.js';
import type { Receipt } from '../src/proxy/past.js';
import type { LedgerRow } from '../src/proxy/rooms/ledger-row.js';
import { openai, settingsOf, settlementOf, tokens, type SettlementWords } from './record/settlement.js';

const settings = settingsOf();
const pricing = { settings, priceOf: makePriceOf(settings, openCatalogue()), provider: (name: string) => ({ name }) };
const row = (words: SettlementWords, more: Partial<LedgerRow> = {}): LedgerRow => ({
  ...toRow(settlementOf(words), pricing),
  ...more,
});
const none: Receipt = { lines: [], prices: { kind: 'none' }, loss: undefined };
const list: Receipt = { ...none, prices: { kind: 'list', date: '2026-09-23' } };
const because = (of: LedgerRow, receipt = list) => becauseOf(of, receipt).join(' ');
const cheap = { provider: openai, key: undefined, model: 'gpt-4o-mini' };

describe('an explanation', () => {
  it('of a routed request says who answered, why, and what that saved', () => {
    const routed = row({ reason: 'gain-low', plan: { acted: true, target: cheap } }, { cacheReason: 'first-time' });
    expect(becauseOf(routed, list)).toEqual([
      'gpt-4o-mini at openai answered in place of gpt-4o.',
      'A simple question: a cheap model will do.',
      'Not from the cache: nobody asked this before.',
      'It cost $0.0002; without Tuppence it would have cost $0.0035, so $0.0033 was saved.',
      'Prices are those of the list of 2026-09-23.',
    ]);
  });

  it('of a request in observe mode says what would have been saved', () => {
    const watched = row({
      reason: 'gain-low',
      plan: { would: { model: 'gpt-4o-mini', provider: 'openai', tier: 'cheap' } },
    });
    expect(because(watched)).toContain('gpt-4o at openai answered, as was asked for.');
    expect(because(watched)).toContain('With routing switched on, gpt-4o-mini would have answered and saved $0.0033.');
    expect(because({ ...watched, wouldSave: -200 })).toContain('would have answered and cost $0.0002 more.');
    expect(because({ ...watched, wouldSave: null })).toContain('what that would have saved is not known.');
  });

  it.each<[string, LedgerRow, Receipt, string]>([
    ['an exact hit', row({ cache: 'hit-exact', reason: 'hit-exact' }), none, 'answered from the cache. Asked before'],
    [
      'a semantic hit',
      row({ cache: 'hit-semantic', reason: 'hit-semantic', similarity: 0.934 }),
      none,
      'at a nearness of 0.93.',
    ],
    ['a joined call', row({ cache: 'coalesced', reason: 'same-call-under-way' }), none, 'It joined a call'],
    [
      'a loss',
      row({ model: 'gpt-4o-mini', plan: { acted: true, target: { ...cheap, model: 'gpt-4o' } } }),
      list,
      'so $0.0033 was lost.',
    ],
    ['an unpriced one', row({ model: 'mystery' }), list, 'It is unpriced: no price is known for what mystery did'],
    ['half unpriced', row({ model: 'mystery', plan: { acted: true, target: cheap } }), list, 'is not known.'],
    ['an estimate', row({ usage: undefined, outcome: 'aborted', answerChars: 400 }), list, 'The cost is an estimate'],
    [
      'a refusal',
      row({ usage: undefined, status: 429, outcome: 'upstream-error' }),
      none,
      'refused it with status 429.',
    ],
    ['a failure', row({ usage: undefined, status: 502, outcome: 'upstream-failed' }), none, 'could not be reached'],
    ['a caller that left', row({ usage: undefined, outcome: 'aborted' }), none, 'The caller left'],
    ['nothing saved', row({}), list, 'It cost $0.0035, as it would have without Tuppence.'],
    ['a free one', row({ usage: tokens({}) }), none, 'It cost nothing.'],
    ['a demo', row({}, { demo: true }), list, 'A demo provider answered'],
    [
      'a broken prefix',
      row({}),
      { ...list, loss: { kind: 'tools-reordered', where: 'tools[1] grep', tokens: 8_100, cost: 12_150 } },
      'The order of the tools changed at tools[1] grep since the request before, so 8,100 tokens were not read from the provider’s cache, which cost $0.012150 more: sort the tools by name.',
    ],
    [
      'a broken prefix of a model without a price',
      row({ model: 'mystery' }),
      { ...list, loss: { kind: 'date', where: 'system[0]', tokens: 1, cost: null } },
      'so 1 token was not read from the provider’s cache, which is unpriced: give the day alone',
    ],
    ['own prices', row({}), { ...none, prices: { kind: 'own' } }, 'Prices are your own.'],
    ['another figure', row({}), { ...none, prices: { kind: 'other' } }, 'The cost is not what the list says'],
    [
      'a free choice',
      row({ model: 'tuppence-auto', plan: { target: cheap } }),
      list,
      'Tuppence was left the choice and took gpt-4o-mini',
    ],
    ['a verdict', row({}, { verdict: 'wrong-answer' }), list, 'You said that the answer was wrong.'],
    ['a pause', row({ reason: 'paused', cache: 'bypass' }, { cacheReason: 'paused' }), list, 'Tuppence was paused'],
  ])('of %s says so', (_name, of, receipt, words) => expect(because(of, receipt)).toContain(words));
});
