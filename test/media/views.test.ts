import { describe, expect, it } from 'vitest';
import { readKept, withName } from '../../media/dashboard/kept.js';
import { openTeller } from '../../media/dashboard/view/announcement.js';
import {
  answeredBy,
  hitRateWords,
  promptCache,
  routes,
  speed,
  spendBy,
  spendChoices,
} from '../../media/dashboard/view/breakdowns.js';
import { chartView } from '../../media/dashboard/view/chart.js';
import { receiptView, requestRows } from '../../media/dashboard/view/requests.js';
import { spansView } from '../../media/dashboard/view/spans.js';
import { todayView } from '../../media/dashboard/view/today.js';
import {
  explanationOf,
  factsOf,
  lastMonth,
  lastWeek,
  quietStats,
  requestOf,
  seriesOf,
  slice,
  snapshotOf,
  statsOf,
  sumOf,
} from './support/snapshots.js';

const utc = { timeZone: 'UTC' };

describe('today', () => {
  it('is one figure, what was saved, and what the whole is made of', () => {
    const view = todayView(snapshotOf());
    expect(view).toMatchObject({
      title: 'Spent today',
      spent: '$1.84',
      saved: 'Saved $1.58, 46 %',
      asked: '184 requests',
    });
    expect(view.parts.map(({ label, amount, percent }) => [label, amount, percent])).toEqual([
      ['Spent', '$1.84', '54 %'],
      ['Saved by routing', '$0.56', '16 %'],
      ['Saved by cache', '$1.02', '30 %'],
    ]);
    expect(view.total).toEqual({ label: 'Without Tuppence', amount: '$3.42' });
    expect(view.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(view.sparkline).toHaveLength(24);
  });

  it.each([
    [
      statsOf({ spentUsd: 0.41, savedUsd: -0.02, savedBy: { cache: 0, routing: -0.02 } }),
      '$0.020 more than without Tuppence',
    ],
    [statsOf({ savedUsd: 0 }), 'Nothing saved yet'],
    [quietStats, 'Nothing asked yet today'],
  ])('says what there is to say of savings', (today, saved) => {
    expect(todayView(snapshotOf({ today })).saved).toBe(saved);
  });

  it('is unpriced, and not nothing, when no price is known', () => {
    const today = { ...quietStats, requests: 3, unpriced: 3 };
    expect(todayView(snapshotOf({ today }))).toMatchObject({ spent: 'unpriced', parts: [] });
    expect(todayView(snapshotOf({ today: { ...today, unpriced: 2 } })).spent).toBe('$0.00');
  });

  it('says that a demo is one', () => {
    expect(todayView(snapshotOf({ proxy: factsOf({ demo: true }) })).title).toBe('Spent today, in the demo');
  });
});

describe('longer spans', () => {
  it('are named, and have a bar for each budget', () => {
    const view = spansView(
      snapshotOf({
        week: sumOf(0, { requests: 4, unpriced: 4, spentUsd: 0, savedUsd: 0 }),
        budget: {
          kind: 'set',
          day: { limitUsd: 1, spentUsd: 1.84, level: 'crossed' },
          month: { limitUsd: 40, spentUsd: 31.2, level: 'ok' },
        },
      }),
      utc,
    );
    expect(view.rows).toEqual([
      { key: 'week', label: 'Last 7 days', spent: 'unpriced', saved: '$0' },
      { key: 'month', label: 'November', spent: '$31.21', saved: '$22.09' },
    ]);
    expect(view.budgets).toEqual([
      { key: 'day', label: 'Budget today', words: '$1.84 of $1.00, 184 %', level: 'crossed', share: 1 },
      { key: 'month', label: 'Budget November', words: '$31.20 of $40.00, 78 %', level: 'ok', share: 0.78 },
    ]);
    expect(spansView(snapshotOf({ budget: { kind: 'none' } }), utc).budgets).toEqual([]);
  });
});

describe('where figures came from', () => {
  it('tells the cache from the provider, and leaves out what did not happen', () => {
    const rows = answeredBy(statsOf({ hits: { exact: 31, gate: 0, semantic: 4, coalesced: 0 }, errors: 0 }));
    expect(rows.map(({ key, value, tone }) => [key, value, tone])).toEqual([
      ['exact', '31', 'cache'],
      ['semantic', '4', 'cache'],
      ['misses', '118', 'spent'],
      ['bypassed', '16', 'spent'],
    ]);
    expect([hitRateWords(statsOf()), hitRateWords(quietStats)]).toEqual(['30 % hit rate', '']);
  });

  it('shows the tiers from cheap to strong, with their models', () => {
    expect(routes(statsOf(), factsOf({ tiers: { cheap: 'gpt-5-nano', strong: 'gpt-5' } }))).toMatchObject([
      { label: 'Cheap', note: 'gpt-5-nano', value: '33' },
      { label: 'Standard', note: 'not mapped', value: '45' },
      { label: 'Strong', note: 'gpt-5', value: '40' },
    ]);
    expect(routes(quietStats, factsOf({ tiers: {} }))).toEqual([]);
    expect(routes({ ...quietStats, escalations: { tried: 8, escalated: 2 } }, factsOf({ tiers: {} }))).toMatchObject([
      { key: 'escalated', value: '2', share: 0.25, note: 'of 8 cheap answers looked at' },
    ]);
  });

  it('breaks spend down, dearest first, and adds up the rest', () => {
    const many = Array.from({ length: 11 }, (_unused, n) => slice(`model-${n}`, 2, 1 - n / 20));
    const rows = spendBy(statsOf({ byModel: many }), 'model');
    expect(rows).toHaveLength(8);
    expect(rows.at(-1)).toMatchObject({ label: '4 more', note: '8 requests', value: '$2.30' });
    expect(rows[0]).toMatchObject({ label: 'model-0', share: 1 });
  });

  it('never shows an unpriced part as nothing', () => {
    const byModel = [slice('gpt-5', 4, 0.2, 0, 1), slice('llama', 7, 0, 0, 7), slice('gemma-local', 2, 0)];
    expect(spendBy(statsOf({ byModel }), 'model').map(({ value, note }) => [value, note])).toEqual([
      ['$0.200', '4 requests, 1 unpriced'],
      ['unpriced', '7 requests'],
      ['$0', '2 requests'],
    ]);
  });

  it('names what has no name, and tasks in words', () => {
    const stats = statsOf({ byClient: [slice('', 1, 0.1)] });
    expect(spendBy(stats, 'client')[0]?.label).toBe('no client named');
    expect(spendBy(stats, 'role').map(({ label }) => label)).toEqual([
      'Conversations',
      'Titles',
      'Commit messages',
      'Labels',
    ]);
  });

  it('offers features only where a caller names one', () => {
    expect(spendChoices(statsOf())).toContain('feature');
    expect(spendChoices(statsOf({ byFeature: [slice('', 9, 1)] }))).not.toContain('feature');
  });

  it('says how long answers took, once there are any', () => {
    expect(speed(quietStats)).toBeNull();
    expect(speed(statsOf())).toEqual({
      summary: 'half under 1.8 s',
      rows: [
        { label: 'First word', typical: '420 ms', slow: '3.9 s' },
        { label: 'Full answer', typical: '1.8 s', slow: '21.3 s' },
      ],
    });
  });

  it('says how much of the input the provider had in its cache', () => {
    expect(promptCache(quietStats)).toBeNull();
    expect(promptCache(statsOf())).toMatchObject({
      percent: '66 %',
      words: expect.stringMatching(/^836 k of 1.3 M/) as string,
    });
  });
});

describe('the chart', () => {
  it('stacks what was saved on what was spent, and says it in words', () => {
    const view = chartView(seriesOf(24, 3_600_000, 0.31), '24h', utc);
    expect(view.atS).toHaveLength(24);
    expect(view.whole.every((whole, n) => whole >= (view.spent[n] ?? 0))).toBe(true);
    expect(view.words).toMatch(
      /^In the last 24 hours \$\d\.\d\d was spent and \$\d\.\d\d saved\. The dearest step was \d\d:00–\d\d:00, \$0\.310\.$/,
    );
    expect(view.steps[0]?.when).toBe('16:00–17:00');
    expect(view.tick(view.steps[0]?.atMs ?? 0)).toBe('16:00');
  });

  it('names the day where a step does not', () => {
    expect(chartView(lastWeek, '7d', utc).steps.at(-1)?.when).toBe('Thu 26 Nov, 12:00–18:00');
    expect(chartView(lastMonth, '30d', utc).steps.at(-1)?.when).toBe('Thu 26 Nov');
  });

  it('is quiet about steps without a request', () => {
    const view = chartView(seriesOf(3, 3_600_000, 0), '24h', utc);
    expect(view.words).toBe('In the last 24 hours $0.00 was spent and $0.00 saved.');
    expect(chartView(lastWeek, '7d', utc).steps.some(({ quiet }) => quiet)).toBe(true);
  });

  it('never draws a saving below zero', () => {
    const [point] = lastWeek.points;
    const dearer = { stepMs: 1, points: point === undefined ? [] : [{ ...point, spentUsd: 1, savedUsd: -0.5 }] };
    expect(chartView(dearer, '24h', utc)).toMatchObject({ spent: [1], whole: [1], steps: [{ saved: '-$0.500' }] });
  });
});

describe('the list of requests', () => {
  const rowOf = (more: Parameters<typeof requestOf>[1]) => {
    const [row] = requestRows(snapshotOf({ recent: [requestOf(1, more)] }), utc);
    if (row === undefined) throw new Error('no row');
    return row;
  };
  const actions = (more: Parameters<typeof requestOf>[1]) => rowOf(more).actions.map(({ key }) => key);

  it.each([
    [{}, { mark: 'passed', model: 'gpt-5', cost: '$0.0422', saved: '' }],
    [
      { modelServed: 'gpt-5-nano', savedUsd: 0.01 },
      { mark: 'routed', model: 'gpt-5 → gpt-5-nano', saved: 'saved $0.0100' },
    ],
    [
      { cache: 'hit-exact', costUsd: 0, savedUsd: 0.04 },
      { mark: 'cache', cost: '$0', saved: 'saved $0.0400' },
    ],
    [{ cache: 'coalesced' }, { mark: 'cache' }],
    [
      { costUsd: null, savedUsd: null },
      { cost: 'unpriced', saved: '' },
    ],
    [{ estimated: true }, { cost: '~$0.0422' }],
    [{ costUsd: 0.000_018 }, { cost: '<$0.0001' }],
    [{ savedUsd: -0.002 }, { saved: '$0.0020 dearer' }],
    [
      { outcome: 'upstream-error', status: 429 },
      { mark: 'failed', why: 'The provider refused it with status 429.' },
    ],
    [
      { outcome: 'upstream-failed', status: 502 },
      { mark: 'failed', why: 'The provider did not answer.' },
    ],
    [{ outcome: 'aborted' }, { mark: 'passed' }],
    [{ modelServed: '' }, { model: 'gpt-5' }],
  ] as const)('%j is %j', (more, row) => expect(rowOf(more)).toMatchObject(row));

  it.each([
    [{}, ['wrong-answer', 'never-cache']],
    [{ modelServed: 'gpt-5-nano' }, ['wrong-answer', 'right-answer', 'never-cache', 'redo-strong']],
    [{ modelServed: 'gpt-5-nano', cache: 'bypass', entryId: null }, ['wrong-answer', 'right-answer', 'redo-strong']],
    [{ cache: 'hit-gate', entryId: null }, ['wrong-answer', 'never-cache']],
    [{ cache: 'bypass', entryId: null }, []],
    [{ outcome: 'upstream-error', entryId: null }, []],
    [{ role: 'title', modelServed: 'gpt-5-nano' }, ['wrong-answer', 'right-answer', 'never-cache']],
  ] as const)('%j can be answered with %j', (more, keys) => expect(actions(more)).toEqual(keys));

  it('asks before it throws away, and knows what can be taken back', () => {
    const [wrong, never, redo] = rowOf({ cache: 'hit-gate', modelServed: 'gpt-5-mini' }).actions;
    expect([wrong?.ask === null, never?.ask === null, redo?.ask === null]).toEqual([false, false, true]);
    expect([wrong?.takesBack, never?.takesBack, redo?.takesBack]).toEqual([true, true, false]);
    // An exact repeat was right to be taken for the same; only its answer goes.
    expect(rowOf({ cache: 'hit-exact' }).actions[0]?.takesBack).toBe(false);
  });

  it('writes a receipt line by line, to the last digit', () => {
    const view = receiptView(explanationOf(requestOf(1, { feature: 'review', status: 201 })));
    expect(view.lines[0]).toEqual({ label: 'Input', note: '1,842 tokens at $0.05 a million', amount: '$0.000092' });
    expect(view.lines[3]).toEqual({ label: 'Paid', note: '', amount: '$0.000212' });
    expect(view.facts.map(({ label }) => label)).toEqual(['Client', 'Feature', 'Took', 'Status', 'Request']);
    const { routing: _none, ...unrouted } = explanationOf(requestOf(1));
    expect(receiptView(unrouted).routing).toEqual([]);
  });

  it('says who chose the model, what its score was made of, and what became of the answer', () => {
    const { routing } = receiptView(explanationOf(requestOf(1)));
    expect(routing[0]?.label).toBe('Decided by');
    expect(routing[0]?.value).toMatch(/^score, after these passed: pause/);
    const values = Object.fromEntries(routing.map(({ label, value }) => [label, value]));
    expect(values['Gain by the shape of the words']).toBe('+0.049');
    expect(values['Moved by outcomes of its kind (main short)']).toBe('+0.041: 3.0 failed, 1.5 held');
    expect(values['Moved by near prompts']).toBe('+0.100: 8 near prompts were heard, 6 of them failures');
    expect(values['Score']).toBe('0.692; cheap below 0.35, strong from 0.65');
    expect(values['Expected to save on this turn']).toBe('unknown: no price');
    expect(values['What became of it']).toBe('you said that the answer was wrong');
  });
});

describe('what the page keeps', () => {
  it('is read as far as it makes sense', () => {
    expect(readKept(undefined, false)).toMatchObject({ range: '7d', folded: ['speed', 'prefix', 'about'], open: [] });
    expect(readKept(undefined, true).folded).toEqual([]);
    expect(readKept({ range: '30d', spend: 'client', folded: [], open: ['a', 7], asTable: 'yes' }, false)).toEqual({
      range: '30d',
      asTable: false,
      spend: 'client',
      folded: [],
      open: ['a'],
    });
    expect(readKept('nonsense', false).spend).toBe('model');
  });

  it('does not grow for ever', () => {
    const full = Array.from({ length: 50 }, (_unused, n) => `r${n}`);
    expect(withName(full, 'new', true)).toHaveLength(50);
    expect(withName(full, 'new', true).at(-1)).toBe('new');
    expect(withName(['a', 'b'], 'a', false)).toEqual(['b']);
  });
});

describe('what a screen reader is told', () => {
  it('is a new state at once, new figures once a minute, and nothing at first', () => {
    const tell = openTeller(0);
    expect(tell({ state: '', figures: '' }, 0)).toBeUndefined();
    expect(tell({ state: 'All is well.', figures: '$1' }, 10)).toBeUndefined();
    expect(tell({ state: 'All is well.', figures: '$2' }, 20)).toBeUndefined();
    expect(tell({ state: 'Stopped.', figures: '' }, 30)).toBe('Stopped.');
    expect(tell({ state: 'All is well.', figures: '$2' }, 40)).toBe('All is well.');
    expect(tell({ state: 'All is well.', figures: '$3' }, 60_010)).toBe('$3');
    expect(tell({ state: 'All is well.', figures: '$4' }, 61_000)).toBeUndefined();
    expect(tell({ state: 'All is well.', figures: '$4' }, 120_020)).toBe('$4');
    expect(tell({ state: 'All is well.', figures: '$4' }, 220_020)).toBeUndefined();
  });
});
