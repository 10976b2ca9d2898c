import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from './support/caller.js';
import type { Caller } from './support/caller.js';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { vsix } from './support/places.js';
import { providerKey, startProvider } from './support/provider.js';
import type { Provider } from './support/provider.js';
import { openWindow } from './support/window.js';
import type { Window } from './support/window.js';

let provider: Provider;
let editor: Editor;
let window: Window;
let caller: Caller;

beforeAll(async () => {
  provider = await startProvider();
  editor = await startEditor({
    name: 'first-hour',
    extensions: [vsix],
    settings: { 'tuppence.providers': { openai: { url: provider.url } } },
  });
  window = await openWindow(editor, 'first-hour');
  caller = callerOf(editor);
});
afterAll(async () => {
  await window.close();
  await editor.stop();
  await provider.close();
});

afterEach(({ task }) => window.pictureOfFailure(task));

describe('the first hour with the extension', () => {
  it('begins with a meter that says nothing was spent', async () => {
    await window.statusItem('$0.00').waitFor({ timeout: 60_000 });
    await window.picture('01-meter');
  });

  it('takes a key, keeps it out of every file, and the provider accepts it', async () => {
    await window.run('Tuppence: Set Provider Key');
    await window.choose(/^OpenAI/);
    await window.enter('Key of OpenAI', providerKey);
    await window.toast('secret storage').waitFor();
    await expect.poll(async () => caller.ask('What does a proxy do?').catch(String)).toBe('miss');
    expect(provider.asked.at(-1)).toMatchObject({ model: 'gpt-4.1', key: providerKey });
    expect(filesThatHold(editor.dataFolder, providerKey)).toEqual([]);
  });

  it('shows what the first requests cost, within a moment', async () => {
    await caller.ask('What is a mutex, and when is it needed?');
    await window.statusItem(/\$0\.01/).waitFor();
    expect(await caller.ask('What is a mutex, and when is it needed?')).toBe('hit-exact');
  });

  it('shows the same figures in the sidebar, and a new one within a moment', async () => {
    const sidebar = await window.sidebar();
    await sidebar.getByText('$0.018').first().waitFor();
    await window.picture('02-sidebar');
    await caller.ask('How do I list the files of a folder by size?');
    await sidebar.getByText('$0.026').first().waitFor();
    await window.page.keyboard.press('Control+B');
  });

  it('explains the last request when it is asked', async () => {
    await window.run('Tuppence: Show Why for Last Request');
    await window.choose('gpt-4.1');
    await window.page.locator('.tab').filter({ hasText: 'Request' }).waitFor();
    const receipt = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await receipt.getByText('It cost $0.0088').waitFor();
    await window.picture('03-why');
    await window.run('View: Close All Editors');
  });

  it('answers rephrased prompts once the threshold is tuned and the tier is switched on', async () => {
    expect(await caller.ask('what is the tcp protocol')).toBe('miss');
    expect(await caller.ask('what is tcp')).toBe('miss');
    await window.run('Tuppence: Tune Similarity Threshold');
    await window.rows.filter({ hasText: 'would have answered' }).first().waitFor();
    await window.picture('04-threshold');
    await window.type('How alike', '0.7');
    await window.choose('as typed');
    await window.toast('switched off').getByText('Switch On').click();
    await window.toast('from now on').waitFor();
    expect(await caller.ask('what is the http protocol')).toBe('miss');
    // The model loads in the background; a prompt never waits for it.
    await expect.poll(() => caller.ask('what is http'), { timeout: 30_000, interval: 500 }).toMatch(/^hit/);
  });

  it('is strict again as soon as the threshold is', async () => {
    await window.run('Tuppence: Tune Similarity Threshold');
    await window.rows.filter({ hasText: 'would have answered' }).first().waitFor();
    await window.type('How alike', '0.999');
    await window.choose('as typed');
    await window.toast('0.999').waitFor();
    expect(await caller.ask('what is the udp protocol')).toBe('miss');
    expect(await caller.ask('what is udp')).toBe('miss');
  });

  it('stands aside for an hour when it is told to, and comes back', async () => {
    await window.run('Tuppence: Pause for an Hour');
    await expect.poll(() => caller.ask('What is a mutex, and when is it needed?')).toBe('bypass');
    await window.run('Tuppence: Resume');
    await expect.poll(() => caller.ask('What is a mutex, and when is it needed?')).toBe('hit-exact');
  });

  it('warns when the budget of the day is crossed', async () => {
    await window.run('Tuppence: Set Budget');
    await window.choose(/day/i);
    await window.enter('US dollars per day', '0.02');
    await window.page.locator('.statusbar-item.warning-kind').filter({ hasText: '$' }).waitFor();
    await window.picture('05-budget');
  });

  it.each([
    ['Default Dark Modern', 'vs-dark'],
    ['Default High Contrast', 'hc-black'],
    ['Default High Contrast Light', 'hc-light'],
  ])('wears the colours of %s', async (theme, kind) => {
    await window.sidebar();
    mkdirSync(join(editor.workspace, '.vscode'), { recursive: true });
    writeFileSync(
      join(editor.workspace, '.vscode', 'settings.json'),
      JSON.stringify({ 'workbench.colorTheme': theme }),
    );
    await window.page.locator(`.monaco-workbench.${kind}`).waitFor();
    await (await window.sidebar()).locator('body').getByText('Spent today').waitFor();
    await window.picture(`06-${theme}`);
  });
});

/** Files below a folder in which the text stands. */
function filesThatHold(folder: string, text: string): readonly string[] {
  expect(existsSync(folder)).toBe(true);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => readFileSync(file).includes(text));
}
