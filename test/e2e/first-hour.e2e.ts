import OpenAI from 'openai';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayer } from '../support/player.js';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { vsix } from './support/places.js';
import { openBrowser, openWindow } from './support/window.js';
import type { Window } from './support/window.js';

let browser: Browser;
let editor: Editor;
let window: Window;

beforeAll(async () => {
  browser = await openBrowser();
  editor = await startEditor({ name: 'first-hour', extensions: [vsix] });
  window = await openWindow(browser, editor, 'first-hour');
});
afterAll(async () => {
  await window.close();
  await editor.stop();
  await browser.close();
});

describe('the first hour', () => {
  it('begins with a meter', async () => {
    await window.statusItem('$0.00').waitFor({ timeout: 60_000 });
    await window.picture('meter');
  });
});
