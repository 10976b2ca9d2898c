import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standIn } from './support/extension.js';
import { faintTexts, overflowing } from './support/readable.js';
import { openStage } from './support/stage.js';
import type { Stage } from './support/stage.js';
import type { ThemeName } from './support/themes.js';
import { messagesOf, states } from './states.js';

// Every state in pictures, in test-results/page. What can be measured is: no text too faint, nothing beyond the edge,
// nothing that the policy forbids.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const names = Object.keys(states);
const narrow: readonly (readonly [string, ThemeName, number])[] = names.flatMap(name => [
  [name, 'dark', 320],
  [name, 'light', 240],
]);
const everyWidth: readonly (readonly [string, ThemeName, number])[] = (
  ['dark', 'light', 'contrast', 'contrast-light'] as const
).flatMap(theme => [240, 320, 420, 800, 1_200].map(width => ['on', theme, width] as const));
const contrasts: readonly (readonly [string, ThemeName, number])[] = [
  'observe',
  'failed',
  'troubles',
  'budget',
  'first-run',
].flatMap(name => [
  [name, 'contrast', 320],
  [name, 'contrast-light', 320],
]);

describe('the page', () => {
  it.each([...narrow, ...everyWidth, ...contrasts])('can be read: %s, %s, %d wide', async (name, theme, width) => {
    const state = states[name];
    if (state === undefined) throw new RangeError(name);
    const open = width === 420 || name === 'large' ? ['r1', 'r3'] : [];
    const folded: readonly string[] = [];
    const staged = await stage.open({
      theme,
      width,
      kept: { open, ...(width === 420 || name === 'large' ? { folded } : {}) },
    });
    const extension = standIn(staged);
    for (const message of messagesOf(state)) await staged.post(message);
    await extension.settle();
    for (const summary of await staged.page.locator('.routed summary:visible').all()) await summary.click();
    await staged.page.screenshot({ path: `test-results/page/${name}-${theme}-${width}.png`, fullPage: true });
    expect(await overflowing(staged.page)).toEqual([]);
    expect(await faintTexts(staged.page)).toEqual([]);
    expect(staged.complaints).toEqual([]);
    await staged.close();
  });

  it('would be found out if it could not', async () => {
    const staged = await stage.open({ theme: 'dark', width: 240 });
    const extension = standIn(staged);
    for (const message of messagesOf(states['on'] ?? { link: { kind: 'starting' }, hasKey: true, snapshot: null })) {
      await staged.post(message);
    }
    await extension.settle();
    await staged.page.evaluate(() => {
      document.body.style.setProperty('--quiet', '#666666');
      document.querySelector<HTMLElement>('.today-spent')?.style.setProperty('width', '300px');
    });
    expect((await faintTexts(staged.page)).map(({ text }) => text)).toContain('Spent today');
    expect(await overflowing(staged.page)).toContain('P.today-spent');
    await staged.close();
  });

  it('can be read as a table', async () => {
    const staged = await stage.open({ theme: 'dark', width: 240, kept: { asTable: true, range: '30d' } });
    const extension = standIn(staged);
    for (const message of messagesOf(states['on'] ?? { link: { kind: 'starting' }, hasKey: true, snapshot: null })) {
      await staged.post(message);
    }
    await extension.settle();
    await staged.page.screenshot({ path: 'test-results/page/table-dark-240.png', fullPage: true });
    expect(await overflowing(staged.page)).toEqual([]);
    await staged.close();
  });
});
