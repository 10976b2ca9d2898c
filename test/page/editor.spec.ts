import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explanationOf, recent, requestOf, snapshotOf, statsOf } from '../media/support/snapshots.js';
import { standIn } from './support/extension.js';
import type { StandIn } from './support/extension.js';
import { openStage } from './support/stage.js';
import type { Stage, StagedPage } from './support/stage.js';
import { messagesOf, states } from './states.js';

// What the page does in the editor: with the keyboard, while figures come in, and when asked to act.

let stage: Stage;
let staged: StagedPage;
let extension: StandIn;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => open('on'));
afterEach(async () => {
  expect(staged.complaints).toEqual([]);
  await staged.close();
});

async function open(name: string, kept?: unknown): Promise<void> {
  staged = await stage.open({ theme: 'dark', width: 320, height: 800, ...(kept === undefined ? {} : { kept }) });
  extension = standIn(staged);
  const state = states[name];
  if (state === undefined) throw new RangeError(name);
  for (const message of messagesOf(state)) await staged.post(message);
  await extension.settle();
}
async function reopen(name: string, kept?: unknown): Promise<void> {
  await staged.close();
  await open(name, kept);
}
const row = (n: number): Locator => staged.page.locator('.request').nth(n);
const focused = () => staged.page.evaluate(() => document.activeElement?.textContent ?? '');
const later = snapshotOf({
  today: statsOf({ spentUsd: 2.5, requests: 186 }),
  recent: [requestOf(0), requestOf(-1, { id: 'newest' }), ...recent].slice(0, 10),
});

describe('the page in the editor', () => {
  it('says that it is there, and asks for the week', async () => {
    expect((await staged.said())[0]).toEqual({ kind: 'ready' });
    expect(extension.calls).toEqual([{ method: 'GET', path: '/series?since=7d' }]);
  });

  it('shows what was asked meanwhile without moving what is being read', async () => {
    await row(2).locator('.request-head').click();
    await extension.settle();
    await staged.page.evaluate(() => {
      const words = document.querySelectorAll('.because li')[1]?.firstChild;
      const selection = getSelection();
      if (words instanceof Text) selection?.setBaseAndExtent(words, 0, words, 10);
      document.querySelector('#receipt-r3')?.scrollIntoView({ block: 'center' });
    });
    const before = await row(2).boundingBox();
    await staged.post({ kind: 'snapshot', snapshot: later });
    await extension.settle();
    const same = staged.page.locator('.request', { has: staged.page.locator('#receipt-r3') });
    expect(await staged.page.locator('.today-spent').innerText()).toBe('$2.50');
    expect(await staged.page.locator('.request').count()).toBe(10);
    expect(await same.locator('.receipt').isVisible()).toBe(true);
    expect(await same.locator('.request-head').evaluate(node => node === document.activeElement)).toBe(true);
    expect(await staged.page.evaluate(() => getSelection()?.toString())).toBe('gpt-5-nano');
    expect((await same.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
    expect(extension.calls.filter(({ path }) => path.endsWith('/why'))).toHaveLength(1);
  });

  it('keeps a receipt that is open when its request leaves the list', async () => {
    await row(1).locator('.request-head').click();
    await extension.settle();
    await staged.post({ kind: 'snapshot', snapshot: snapshotOf({ recent: [requestOf(50)] }) });
    await extension.settle();
    expect(await staged.page.locator('.request').count()).toBe(2);
    expect(await staged.page.locator('#receipt-r2').isVisible()).toBe(true);
    await row(1).locator('.request-head').click();
    await expect.poll(() => staged.page.locator('.request').count()).toBe(1);
  });

  it('can be used from the keyboard alone', async () => {
    const seen: string[] = [];
    await staged.page.evaluate(() => window.focus());
    for (let n = 0; n < 40; n++) {
      await staged.page.keyboard.press('Tab');
      seen.push(await focused());
    }
    const places = [
      'Mode: On',
      'Over time',
      '24 h',
      '30 days',
      'Table',
      'Who answered',
      'Model',
      'Last requests',
      'Set-up',
    ];
    expect(places.map(place => seen.findIndex(text => text.startsWith(place)))).toEqual(
      places.map(place => seen.findIndex(text => text.startsWith(place))).toSorted((a, b) => a - b),
    );
    expect(places.filter(place => !seen.some(text => text.startsWith(place)))).toEqual([]);
    expect(
      await staged.page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    ).toBe('solid');
    await row(0).locator('.request-head').focus();
    await staged.page.keyboard.press('Enter');
    await extension.settle();
    expect(await row(0).locator('.because').isVisible()).toBe(true);
    await staged.page.keyboard.press('Tab');
    expect(await focused()).toBe('How its model was chosen');
    await staged.page.keyboard.press('Tab');
    expect(await focused()).toBe('Wrong answer');
  });

  it('asks once before it throws an answer away, and a key pressed twice throws nothing away', async () => {
    await row(0).locator('.request-head').click();
    await extension.settle();
    await row(0).getByRole('button', { name: 'Wrong answer' }).focus();
    await staged.page.keyboard.press('Enter');
    expect(await focused()).toBe('Keep it');
    await staged.page.keyboard.press('Enter');
    expect(await focused()).toBe('Wrong answer');
    await staged.page.keyboard.press('Enter');
    await staged.page.keyboard.press('Escape');
    expect(await focused()).toBe('Wrong answer');
    expect(extension.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
    await staged.page.keyboard.press('Enter');
    await staged.page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Throw it away');
    await staged.page.keyboard.press('Enter');
    await extension.settle();
    expect(extension.calls.at(-1)).toEqual({ method: 'POST', path: '/requests/r1/wrong-answer' });
    expect(await focused()).toBe('Done: it will not be served again.');
    expect(await row(0).getByRole('button', { name: 'Wrong answer' }).isVisible()).toBe(false);
  });

  it('keeps the answer to an action that is offered no longer', async () => {
    await row(0).locator('.request-head').click();
    await extension.settle();
    await row(0).getByRole('button', { name: 'Never cache this' }).click();
    await row(0).getByRole('button', { name: 'Never cache it' }).click();
    await extension.settle();
    await staged.post({
      kind: 'snapshot',
      snapshot: snapshotOf({
        recent: recent.map(request => ({ ...request, entryId: null, cache: 'bypass' as const })),
      }),
    });
    await extension.settle();
    expect(await row(0).locator('.answer:visible').innerText()).toBe('Done: it will not be served again.');
  });

  it('says why nothing was done, and offers it again', async () => {
    await staged.close();
    staged = await stage.open({ theme: 'light', width: 320 });
    extension = standIn(staged, ({ method }) =>
      method === 'POST'
        ? { status: 409, value: { error: { message: 'It was recorded by an older version.' } } }
        : undefined,
    );
    for (const message of messagesOf(states['on'] ?? { link: { kind: 'starting' }, hasKey: true, snapshot: null })) {
      await staged.post(message);
    }
    await row(2).locator('.request-head').click();
    await extension.settle();
    await row(2).getByRole('button', { name: 'Redo with strong' }).click();
    await extension.settle();
    expect(await row(2).locator('.answer:visible').innerText()).toBe('It was recorded by an older version.');
    expect(await row(2).getByRole('button', { name: 'Redo with strong' }).isVisible()).toBe(true);
  });

  it('asks again for a receipt that could not be had', async () => {
    await staged.close();
    let down = true;
    staged = await stage.open({ theme: 'dark', width: 320 });
    extension = standIn(staged, ({ path }) =>
      down && path.endsWith('/why')
        ? { status: 503, value: { error: { message: 'Tuppence is not running.' } } }
        : undefined,
    );
    for (const message of messagesOf(states['on'] ?? { link: { kind: 'starting' }, hasKey: true, snapshot: null })) {
      await staged.post(message);
    }
    await row(1).locator('.request-head').click();
    await extension.settle();
    expect(await row(1).locator('.receipt-state').innerText()).toBe('Tuppence is not running.');
    down = false;
    await row(1).getByRole('button', { name: 'Try again' }).click();
    await extension.settle();
    expect(await row(1).locator('.because li').count()).toBe(explanationOf(requestOf(1)).because.length);
  });

  it.each([
    ['on', 'Mode: On. Change', 'tuppence.setMode'],
    ['observe', 'Switch on', 'tuppence.setMode'],
    ['paused', 'Resume', 'tuppence.resume'],
    ['failed', 'Restart', 'tuppence.restart'],
    ['failed', 'Show log', 'tuppence.showLog'],
    ['port-taken', 'Try again', 'tuppence.restart'],
    ['demo', 'Set a provider key', 'tuppence.setKey'],
    ['first-run', 'Connect an assistant', 'tuppence.connect'],
    ['budget', 'Change budget', 'tuppence.setBudget'],
    ['on', 'Change: Rephrased questions', 'tuppence.tuneSimilarity'],
    ['on', 'Change: Routing', 'tuppence.tuneRouting'],
  ])('asks the editor: %s, %s runs %s', async (name, label, command) => {
    await reopen(name, { folded: [] });
    await staged.page.getByRole('button', { name: label, exact: true }).click();
    await extension.settle();
    expect(extension.commands).toEqual([command]);
  });

  it('keeps what was chosen, and is drawn so again', async () => {
    await staged.page.getByRole('button', { name: '30 days' }).click();
    await staged.page.getByRole('button', { name: 'Client' }).click();
    await staged.page.getByRole('button', { name: /^Who answered/ }).click();
    await row(3).locator('.request-head').click();
    const kept = await staged.kept();
    await reopen('on', kept);
    expect(await staged.page.locator('.readout').innerText()).toContain('In 30 days');
    expect(await staged.page.locator('.section-spend .bar-label').first().innerText()).toBe('copilot');
    expect(await staged.page.locator('.section-answered .section-body').isVisible()).toBe(false);
    expect(await row(3).locator('.receipt').isVisible()).toBe(true);
    expect(extension.calls.map(({ path }) => path)).toContain('/requests/r4/why');
  });

  it('is drawn the usual way from what another version kept', async () => {
    await reopen('on', { range: '90d', folded: 'all', open: [7], spend: null });
    expect(await staged.page.locator('.readout').innerText()).toContain('In 7 days');
  });

  it('shows text from prompts and models as text', async () => {
    await reopen('hostile', { open: ['r1'] });
    expect(await staged.page.locator('main script, main img, main i, main b').count()).toBe(0);
    expect(await staged.page.locator('main').innerText()).toContain('<script>document.title="owned"</script>');
    expect(await row(0).innerText()).toContain('<b onclick=alert(1)>gpt</b>');
    expect(await staged.page.title()).toBe('$1.84 today · Tuppence');
  });

  it('says the same to a screen reader: the chart in words and as a table, a new state at once, new figures seldom', async () => {
    const { page } = staged;
    expect(await page.getByRole('img', { name: /^In the last 7 days \$\d+\.\d\d was spent/ }).count()).toBe(1);
    await page.getByRole('button', { name: 'Table' }).click();
    expect(await page.getByRole('table', { name: 'Spent and saved over time' }).count()).toBe(1);
    expect(await page.locator('.steps tbody tr').count()).toBeGreaterThan(10);
    const told = page.locator('main > .unseen[role=status]');
    await staged.post({ kind: 'snapshot', snapshot: later });
    expect(await told.innerText()).toBe('');
    await staged.post({ kind: 'link', link: { kind: 'failed', message: 'It left.' }, hasKey: true });
    await expect.poll(() => told.innerText()).toMatch(/^Tuppence: Stopped/);
  });

  it('wears a new theme at once, the chart too', async () => {
    const picture = () => staged.page.locator('.plot canvas').evaluate(node => (node as HTMLCanvasElement).toDataURL());
    const dark = await picture();
    await staged.setTheme('light');
    await expect.poll(picture).not.toBe(dark);
  });

  it('moves nothing for those who want no motion', async () => {
    const rotate = (reducedMotion: boolean) =>
      stage.open({ theme: 'dark', width: 320, reducedMotion }).then(async other => {
        await other.post({ kind: 'snapshot', snapshot: later });
        const found = await other.page
          .locator('.section-head .icon')
          .first()
          .evaluate(node => getComputedStyle(node).transitionProperty);
        await other.close();
        return found;
      });
    expect(await rotate(true)).toBe('all');
    expect(await rotate(false)).toBe('rotate');
  });
});
