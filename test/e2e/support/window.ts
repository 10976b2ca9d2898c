import { appendFileSync } from 'node:fs';
import type { RunnerTestCase } from 'vitest';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Editor } from './editor.js';
import { resultsDir } from './places.js';

/** One editor window, as a user with mouse and keyboard has it. */
export interface Window {
  readonly page: Page;
  /** Waits until the status bar shows an item with this text. */
  statusItem(text: string | RegExp): Locator;
  /** Runs a command by its title in the palette. */
  run(title: string): Promise<void>;
  /** The rows of the open quick pick. */
  readonly rows: Locator;
  /** Types into the quick input of this title, as soon as it is there. */
  type(title: string, text: string): Promise<void>;
  /** The same, and accepts. */
  enter(title: string, text: string): Promise<void>;
  /** Chooses a row of the open quick pick. */
  choose(text: string | RegExp): Promise<void>;
  toast(text: string | RegExp): Locator;
  dialog(text: string | RegExp): Locator;
  /** The content of Tuppence's sidebar, opened if it is not. */
  sidebar(): Promise<FrameLocator>;
  /** Chooses a model in the chat view and asks it; resolves when an answer is there. */
  askInChat(model: string, question: string): Promise<void>;
  picture(name: string): Promise<void>;
  /** What the window looks like when a test has failed; nothing otherwise. */
  pictureOfFailure(task: Readonly<RunnerTestCase>): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(editor: Editor, name: string): Promise<Window> {
  const { page, close } = await editor.openPage();
  const note = (line: string) => appendFileSync(join(resultsDir, `${name}-console.log`), `${line}\n`);
  page.on('console', message => note(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => note(`error: ${error.message}`));
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  const input = page.locator('.quick-input-widget input.input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');

  const openPalette = async () => {
    for (let tries = 0; tries < 10; tries++) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+P');
      const shown = await input.waitFor({ state: 'visible', timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (shown) return;
      // The first keys of a fresh window go nowhere until something in it has the focus.
      await page.locator('.monaco-workbench').click({ position: { x: 640, y: 780 } });
    }
    throw new Error('The command palette does not open.');
  };
  const choose = async (text: string | RegExp) => {
    const row = rows.filter({ hasText: text }).first();
    await row.waitFor({ timeout: 15_000 });
    await row.click();
  };

  const type = async (title: string, text: string) => {
    // One input box becomes the next; until it has its title, what is typed would still go to the one before.
    await page.locator('.quick-input-title').filter({ hasText: title }).waitFor({ timeout: 15_000 });
    await input.fill(text);
  };
  const picture = async (of: string) => {
    await page.screenshot({ path: join(resultsDir, `${name}-${of.replaceAll(/[^A-Za-z0-9]+/g, '-')}.png`) });
  };

  return {
    page,
    rows,
    choose,
    statusItem: text => page.locator('.statusbar-item').filter({ hasText: text }).first(),
    async run(title) {
      await openPalette();
      await input.fill(`>${title}`);
      await choose(title);
    },
    type,
    async enter(title, text) {
      await type(title, text);
      await page.keyboard.press('Enter');
    },
    toast: text => page.locator('.notification-toast').filter({ hasText: text }).first(),
    dialog: text => page.locator('.monaco-dialog-box').filter({ hasText: text }).first(),
    async sidebar() {
      const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
      const there = await frame
        .locator('body')
        .waitFor({ timeout: 1_000 })
        .then(
          () => true,
          () => false,
        );
      if (!there) await page.locator('.activitybar .action-item a[aria-label^="Tuppence"]').first().click();
      await frame.locator('body').waitFor({ timeout: 30_000 });
      return frame;
    },
    async askInChat(model, question) {
      await openPalette();
      await input.fill('>Chat: New Chat');
      await choose(/New Chat/);
      await chooseModel(page, model);
      await page.locator('.interactive-session .interactive-input-part .monaco-editor').last().click();
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
      const answer = page.locator('.interactive-response').last();
      for (let tries = 0; tries < 120; tries++) {
        // Before it answers it says that it is working.
        const text = await answer.innerText({ timeout: 60_000 });
        if (text.replace(/working/i, '').trim().length > 20) return;
        await page.waitForTimeout(500);
      }
      throw new Error(`The chat gives no answer: ${await answer.innerText()}`);
    },
    picture,
    async pictureOfFailure({ name: title, result }) {
      if (result?.state === 'fail') await picture(`failed ${title.slice(0, 60)}`);
    },
    close,
  };
}

/** Models of other vendors hide under a row of their own, and Copilot takes its time to read its list. */
async function chooseModel(page: Page, model: string): Promise<void> {
  for (let tries = 0; tries < 15; tries++) {
    await page.locator('.interactive-session .model-picker-item .model-picker-name').last().click();
    await page.waitForTimeout(800);
    const rows = page.locator('.action-widget .monaco-list-row');
    const others = rows.filter({ hasText: 'Other Models' }).first();
    if (await others.isVisible()) {
      await others.click();
      await page.waitForTimeout(800);
    }
    // The list scrolls; what is searched for is in view.
    await page.keyboard.type(model);
    await page.waitForTimeout(800);
    const row = rows.filter({ hasText: model }).first();
    if (await row.isVisible()) {
      await row.click();
      return;
    }
    await page.keyboard.press('Escape');
    await page.waitForTimeout(1_000);
  }
  throw new Error(`The chat offers no model '${model}'.`);
}
