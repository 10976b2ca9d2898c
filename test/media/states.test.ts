import { describe, expect, it } from 'vitest';
import { pageCommands } from '../../src/protocol/panel.js';
import type { PageLink, PageState } from '../../media/dashboard/page-state.js';
import { aboutRows } from '../../media/dashboard/view/about.js';
import { firstRunView } from '../../media/dashboard/view/first-run.js';
import { failedInARow, healthView } from '../../media/dashboard/view/health.js';
import { modeChoices, settingsPatch } from '../../media/dashboard/view/mode-change.js';
import { hints, problems } from '../../media/dashboard/view/notices.js';
import { parseSettings, modeOf } from '../../src/protocol/settings.js';
import { afternoonMs, emptySnapshot, factsOf, requestOf, snapshotOf, statsOf, sumOf } from './support/snapshots.js';

const editor = { commands: new Set(pageCommands), changesMode: false };
const browser = { commands: new Set<never>(), changesMode: true };

function stateOf(more: Partial<PageState> = {}): PageState {
  return {
    link: { kind: 'live' },
    hasKey: true,
    snapshot: snapshotOf(),
    can: editor,
    zone: { timeZone: 'UTC' },
    ...more,
  };
}
const failed = (n: number) => requestOf(n, { outcome: 'upstream-error', status: 500 });

describe('the first line', () => {
  it.each<[string, Partial<PageState>, string, string]>([
    ['all is well', {}, 'ok', 'All is well'],
    ['nothing was ever asked', { snapshot: emptySnapshot() }, 'ok', 'Ready'],
    ['no answer yet', { link: { kind: 'connecting' }, snapshot: null }, 'waiting', 'Connecting'],
    ['live but nothing heard', { snapshot: null }, 'waiting', 'Connecting'],
    ['it starts', { link: { kind: 'starting' }, snapshot: null }, 'waiting', 'Starting'],
    ['it starts again', { link: { kind: 'starting' } }, 'waiting', 'Starting · figures of 15:20'],
    ['it stopped', { link: { kind: 'failed', message: 'x' } }, 'error', 'Stopped · figures of 15:20'],
    ['it stopped at once', { link: { kind: 'failed', message: 'x' }, snapshot: null }, 'error', 'Stopped'],
    [
      'the browser lost it',
      { link: { kind: 'lost', url: 'u', stranger: false } },
      'error',
      'Not connected · figures of 15:20',
    ],
    [
      'the port is taken',
      { link: { kind: 'port-taken', port: 4711, who: 'x', nextPort: 4712 }, snapshot: null },
      'error',
      'Port 4711 is taken',
    ],
    ['no token', { link: { kind: 'locked', wrong: false }, snapshot: null }, 'info', 'Locked'],
    ['a trouble', { snapshot: snapshotOf({ proxy: factsOf({ troubles: ['x'] }) }) }, 'warning', '1 problem'],
    ['troubles', { snapshot: snapshotOf({ proxy: factsOf({ troubles: ['x', 'y'] }) }) }, 'warning', '2 problems'],
    [
      'failing requests',
      { snapshot: snapshotOf({ recent: [1, 2, 3].map(failed) }) },
      'warning',
      'The last 3 requests failed',
    ],
    [
      'a budget crossed',
      {
        snapshot: snapshotOf({
          budget: { kind: 'set', day: { limitUsd: 1, spentUsd: 2, level: 'crossed' }, month: null },
        }),
      },
      'warning',
      'Over budget',
    ],
    [
      'a budget nearly used up',
      {
        snapshot: snapshotOf({
          budget: { kind: 'set', day: null, month: { limitUsd: 9, spentUsd: 8, level: 'near' } },
        }),
      },
      'warning',
      'Close to the budget',
    ],
    [
      'a pause',
      { snapshot: snapshotOf({ proxy: factsOf({ mode: 'off', pausedUntilMs: afternoonMs + 2_400_000 }) }) },
      'paused',
      'Paused until 16:00',
    ],
    ['off', { snapshot: snapshotOf({ proxy: factsOf({ mode: 'off' }) }) }, 'paused', 'Switched off'],
    ['a demo', { snapshot: snapshotOf({ proxy: factsOf({ demo: true }) }) }, 'info', 'Demo'],
  ])('when %s', (_when, more, mark, text) => {
    expect(healthView(stateOf(more))).toMatchObject({ mark, text });
  });

  it('says the mode only while it is known, and that old figures are old', () => {
    expect(healthView(stateOf())).toMatchObject({ mode: { now: 'on', label: 'On' }, stale: false });
    expect(healthView(stateOf({ link: { kind: 'lost', url: 'u', stranger: false } }))).toMatchObject({
      mode: null,
      stale: true,
    });
    const paused = snapshotOf({ proxy: factsOf({ mode: 'off', pausedUntilMs: afternoonMs + 1 }) });
    expect(healthView(stateOf({ snapshot: paused })).mode).toEqual({ now: 'paused', label: 'Paused' });
  });

  it('does not call callers that left a failure', () => {
    const left = requestOf(9, { outcome: 'aborted' });
    expect(failedInARow([failed(1), left, failed(2), requestOf(3), failed(4)])).toHaveLength(2);
  });
});

describe('what is said beside it', () => {
  const texts = (state: PageState) => [...problems(state), ...hints(state)].map(({ text }) => text);
  const labels = (state: PageState) =>
    [...problems(state), ...hints(state)].flatMap(({ actions }) => actions.map(({ label }) => label));

  it('is nothing when all is well', () => expect(texts(stateOf())).toEqual([]));

  it.each<[PageLink, RegExp, readonly string[]]>([
    [{ kind: 'failed', message: 'Disk full.' }, /^Tuppence is not running/, ['Restart', 'Show log']],
    [
      { kind: 'port-taken', port: 4711, who: 'nginx (process 9)', nextPort: 4712 },
      /^Port 4711 is taken by nginx/,
      ['Try again', 'Show log'],
    ],
    [{ kind: 'lost', url: 'http://127.0.0.1:4711', stranger: false }, /^Nothing answers at http/, []],
    [{ kind: 'lost', url: 'http://127.0.0.1:4711', stranger: true }, /^Another program answers at http/, []],
  ])('for %j', (link, text, actions) => {
    const state = stateOf({ link, can: link.kind === 'lost' ? browser : editor });
    expect(texts(state)).toEqual([expect.stringMatching(text)]);
    expect(labels(state)).toEqual(actions);
  });

  it('offers only what its host can do', () => {
    const demo = snapshotOf({ proxy: factsOf({ demo: true }) });
    expect(labels(stateOf({ snapshot: demo, hasKey: false }))).toEqual(['Set a provider key']);
    expect(labels(stateOf({ snapshot: demo, hasKey: false, can: browser }))).toEqual([]);
    expect(hints(stateOf({ snapshot: demo, hasKey: false, can: browser }))[0]?.detail).toContain('OPENAI_API_KEY');
  });

  it('knows a key that the running proxy does not', () => {
    const state = stateOf({ snapshot: snapshotOf({ proxy: factsOf({ demo: true }) }), hasKey: true });
    expect(texts(state)[0]).toContain('started without your key');
    expect(labels(state)).toEqual(['Restart']);
  });

  it('offers routing with what it would have saved, today or in the week', () => {
    const observe = factsOf({ mode: 'observe' });
    const today = stateOf({ snapshot: snapshotOf({ proxy: observe, today: statsOf({ wouldSaveUsd: 1.12 }) }) });
    const week = stateOf({ snapshot: snapshotOf({ proxy: observe, week: sumOf(0, { wouldSaveUsd: 9.4 }) }) });
    expect(texts(today)).toEqual(['Routing would have saved $1.12 today.']);
    expect(texts(week)).toEqual(['Routing would have saved $9.40 in the last 7 days.']);
    expect(hints(today)[0]?.actions).toEqual([{ kind: 'command', label: 'Switch on', command: 'tuppence.setMode' }]);
    expect(hints({ ...today, can: browser })[0]?.actions).toEqual([{ kind: 'mode', label: 'Switch on', change: 'on' }]);
    expect(texts(stateOf({ snapshot: snapshotOf({ proxy: observe }) }))).toEqual([]);
  });

  it('says when routing has nothing to choose from', () => {
    const state = stateOf({ snapshot: snapshotOf({ proxy: factsOf({ mode: 'observe', tiers: {} }) }) });
    expect(texts(state)).toEqual(['Routing has nothing to choose from yet.']);
    expect(labels(state)).toEqual(['Map models']);
    expect(texts(stateOf({ snapshot: emptySnapshot({ proxy: factsOf({ mode: 'observe', tiers: {} }) }) }))).toEqual([]);
  });

  it('counts what is in no sum, and what is only estimated', () => {
    expect(texts(stateOf({ snapshot: snapshotOf({ today: statsOf({ unpriced: 1, estimated: 2 }) }) }))).toEqual([
      '1 request today is unpriced, and not in the sums.',
      '2 costs today are estimates.',
    ]);
  });

  it('tells a pause and how to end it', () => {
    const paused = snapshotOf({ proxy: factsOf({ mode: 'off', pausedUntilMs: afternoonMs + 2_400_000 }) });
    expect(texts(stateOf({ snapshot: paused }))[0]).toMatch(/^Paused until 16:00: every prompt passes untouched/);
    expect(hints(stateOf({ snapshot: paused }))[0]?.actions).toEqual([
      { kind: 'command', label: 'Resume', command: 'tuppence.resume' },
    ]);
    expect(labels(stateOf({ snapshot: snapshotOf({ proxy: factsOf({ mode: 'off' }) }), can: browser }))).toEqual([
      'Switch on',
    ]);
  });

  it('claims nothing about a proxy that it does not hear', () => {
    const troubled = snapshotOf({ proxy: factsOf({ demo: true, troubles: ['x'] }) });
    expect(texts(stateOf({ link: { kind: 'lost', url: 'u', stranger: false }, snapshot: troubled }))).toHaveLength(1);
  });
});

describe('the beginning', () => {
  it('shows what to give to an assistant until something was asked', () => {
    expect(firstRunView(stateOf())).toBeNull();
    expect(firstRunView(stateOf({ snapshot: null }))).toBeNull();
    const view = firstRunView(stateOf({ snapshot: emptySnapshot() }));
    expect(view?.lines.map(({ value }) => value)).toEqual(['http://127.0.0.1:4711/v1', 'http://127.0.0.1:4711']);
    expect(view?.actions.map(({ label }) => label)).toEqual(['Connect an assistant']);
    const inBrowser = firstRunView(stateOf({ snapshot: emptySnapshot(), can: browser }));
    expect(inBrowser?.actions).toEqual([]);
    expect(inBrowser?.after).toContain('tuppence token');
  });
});

describe('changing the mode in place', () => {
  it.each([
    ['on', 'on'],
    ['observe', 'observe'],
    ['off', 'off'],
    ['pause', 'off'],
  ] as const)('%s makes the mode %s', (change, mode) => {
    const settings = parseSettings(settingsPatch(change, afternoonMs));
    expect(modeOf(settings, afternoonMs)).toBe(mode);
    // A pause ends by itself, switching off does not.
    expect(modeOf(settings, afternoonMs + 3_600_001)).toBe(change === 'pause' ? 'observe' : mode);
  });

  it('resumes what was before', () => {
    expect(settingsPatch('resume', afternoonMs)).toEqual({ pausedUntilMs: 0 });
  });

  it('marks what holds now', () => {
    expect(modeChoices('paused').find(({ chosen }) => chosen)?.key).toBe('pause');
    expect(modeChoices('observe').find(({ chosen }) => chosen)?.key).toBe('observe');
  });
});

describe('the set-up', () => {
  it('says each thing in words, with ways to change it where there are any', () => {
    const rows = aboutRows(snapshotOf({ budget: { kind: 'none' } }), editor);
    expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toMatchObject({
      kept: '1,204 answers, 3.1 MB',
      semantic: 'from similarity 0.80',
      budget: 'none set',
      providers: 'openai, anthropic',
    });
    expect(rows.flatMap(({ change }) => change ?? [])).toContain('tuppence.tuneSimilarity');
    expect(aboutRows(snapshotOf(), browser).every(({ change }) => change === null)).toBe(true);
  });
});
