import { createServer } from 'node:http';
import OpenAI from 'openai';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChrome } from '../support/chrome.js';
import { startProxy } from '../support/proxy.js';
import type { ProxyProcess } from '../support/proxy.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { faintTexts, overflowing } from './support/readable.js';

// The page that the built proxy serves, with the demo provider behind it and the openai SDK as the assistant.

const tiers = { cheap: 'gpt-5-nano', standard: 'gpt-5-mini', strong: 'gpt-5' };
let browser: Browser;
let proxy: ProxyProcess;
let dataDir: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await startChrome();
});
afterAll(() => browser.close());
beforeEach(async () => {
  dataDir = makeTempDir('page');
  proxy = await start();
  const context = await browser.newContext({ viewport: { width: 1_200, height: 900 } });
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    // A request that fails while the proxy is away is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('ERR_')) complaints.push(message.text());
  });
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await proxy.stop();
  removeDir(dataDir);
});

function start(args: readonly string[] = []): Promise<ProxyProcess> {
  return startProxy({
    dataDir,
    args,
    settings: { routing: { mode: 'observe', tiers } },
    env: { TUPPENCE_DEMO_PACE: 'instant' },
  });
}
const open = (token = proxy.token) => page.goto(`${proxy.url}/dashboard#token=${token}`);
const text = (selector: string) => page.locator(selector).innerText();

async function ask(content: string, model = 'gpt-5'): Promise<void> {
  const client = new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: proxy.token, maxRetries: 0 });
  await client.chat.completions.create({ model, messages: [{ role: 'user', content }] });
}

describe('the page in a browser', () => {
  it('takes the token out of the address, and shows how to begin', async () => {
    await open();
    await page.locator('.first-title').waitFor();
    expect(page.url()).toBe(`${proxy.url}/dashboard`);
    expect(await text('.first')).toContain(`${proxy.url}/v1`);
    expect(await text('.health-text')).toBe('Demo');
    expect(await text('.notices >> nth=1')).toContain('no key is set');
    await page.screenshot({ path: 'test-results/page/browser-first-run.png', fullPage: true });
    await page.reload();
    await page.locator('.first-title').waitFor();
  });

  it('asks for the token where it has none, and says when it is the wrong one', async () => {
    await page.goto(`${proxy.url}/dashboard`);
    const field = page.getByLabel("The token that 'tuppence token' prints");
    await field.waitFor();
    expect(await field.evaluate(node => node === document.activeElement)).toBe(true);
    await page.screenshot({ path: 'test-results/page/browser-locked.png' });
    await field.fill('tup-not-this-one');
    await page.keyboard.press('Enter');
    await page.getByText('Who listens here does not know this token').waitFor();
    await field.fill(proxy.token);
    await page.keyboard.press('Enter');
    await page.locator('.first-title').waitFor();
    expect(await page.locator('.unlock').isVisible()).toBe(false);
  });

  it('shows a prompt by itself, without being loaded anew', async () => {
    await open();
    await page.locator('.first-title').waitFor();
    await ask('How do I undo the last commit in git?');
    await page.locator('.request').first().waitFor();
    expect(await text('.today-spent')).toMatch(/^\$0\.\d+$/);
    await ask('How do I undo the last commit in git?');
    await page.locator('.request[data-mark="cache"]').waitFor();
    await expect.poll(() => text('.today-saved')).toMatch(/^Saved \$0\.\d+/);
    await page.screenshot({ path: 'test-results/page/browser-live.png', fullPage: true });
  });

  it('shows why, takes an answer out of the cache, and takes that back', async () => {
    await ask('How do I reverse a list in Go?');
    await ask('Please tell me how to reverse a list in Go');
    await open();
    const hit = page.locator('.request[data-mark="cache"]').first();
    await hit.locator('.request-head').click();
    await hit.locator('.because li').first().waitFor();
    await page.screenshot({ path: 'test-results/page/browser-receipt.png', fullPage: true });
    await hit.getByRole('button', { name: 'Wrong answer' }).click();
    await hit.getByRole('button', { name: 'Throw it away' }).click();
    await expect.poll(() => hit.locator('.answer').first().innerText()).not.toBe('');
    await page.screenshot({ path: 'test-results/page/browser-wrong-answer.png', fullPage: true });
    await ask('Please tell me how to reverse a list in Go');
    await expect.poll(() => page.locator('.request').count()).toBe(3);
    expect(await page.locator('.request').first().getAttribute('data-mark')).not.toBe('cache');
    expect(await hit.locator('.receipt').isVisible()).toBe(true);
    await hit.getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => hit.getByRole('button', { name: 'Wrong answer' }).isVisible()).toBe(true);
  });

  it('keeps a request out of the cache for good, and sends a conversation to the strong model', async () => {
    await ask('What does SIGPIPE mean?', 'gpt-5-mini');
    await open();
    const first = page.locator('.request').first();
    await first.locator('.request-head').click();
    await first.getByRole('button', { name: 'Redo with strong' }).click();
    await expect.poll(() => first.locator('.answer:visible').innerText()).toMatch(/strong|gpt-5/);
    await first.getByRole('button', { name: 'Never cache this' }).click();
    await first.getByRole('button', { name: 'Never cache it' }).click();
    await expect.poll(() => first.locator('.answer:visible').count()).toBe(2);
    await ask('What does SIGPIPE mean?', 'gpt-5-mini');
    await ask('What does SIGPIPE mean?', 'gpt-5-mini');
    await expect.poll(() => page.locator('.request').count()).toBe(3);
    expect(await page.locator('.request[data-mark="cache"]').count()).toBe(0);
  });

  it('changes mode and pause in place', async () => {
    await ask('What is a trie?');
    await open();
    const mode = page.locator('.mode');
    await expect.poll(() => mode.innerText()).toBe('Mode: Observe');
    await mode.click();
    await page.screenshot({ path: 'test-results/page/browser-mode.png' });
    await page.locator('.mode-option', { hasText: 'On' }).first().click();
    await expect.poll(() => mode.innerText()).toBe('Mode: On');
    await mode.press('Enter');
    await page.locator('.mode-option', { hasText: 'Pause for an hour' }).press('Enter');
    await expect.poll(() => text('.health-text')).toMatch(/^Paused until (?:\d+ \w+ )?\d\d:\d\d$/);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => mode.innerText()).toBe('Mode: On');
    await mode.click();
    await page.keyboard.press('Escape');
    expect(await page.locator('.mode-choice').isVisible()).toBe(false);
  });

  it('says when the proxy is gone, keeps the figures, and comes back by itself', async () => {
    await ask('What is a heap?');
    await open();
    await page.locator('.request').first().waitFor();
    const { port } = proxy;
    await proxy.stop();
    await expect.poll(() => text('.health-text')).toMatch(/^Not connected · figures of/);
    expect(await page.locator('.request').first().isVisible()).toBe(true);
    await page.screenshot({ path: 'test-results/page/browser-lost.png' });
    proxy = await start(['--port', String(port)]);
    await expect.poll(() => text('.health-text')).toBe('Demo');
  });

  it('never sends the token to a stranger who has taken the port', async () => {
    await ask('What is a heap?');
    await open();
    await page.locator('.request').first().waitFor();
    const { port } = proxy;
    await proxy.stop();
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      heard.push(`${request.url ?? ''} ${JSON.stringify(request.headers)}`);
      response.end('{"proof":"none"}');
    });
    await new Promise<void>(resolve => stranger.listen(port, '127.0.0.1', resolve));
    await page.getByText('Another program answers at').waitFor();
    await page.getByRole('button', { name: '30 days' }).click();
    await page.locator('.request-head').click();
    await expect.poll(() => page.locator('.receipt-state').innerText()).toMatch(/did not answer/);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.filter(request => request.includes(proxy.token) || /authorization/i.test(request))).toEqual([]);
    stranger.closeAllConnections();
    await new Promise(resolve => stranger.close(resolve));
    proxy = await start(['--port', String(port)]);
    await expect.poll(() => text('.health-text')).toBe('Demo');
  });

  it('shows a week and a month, as columns and as a table', async () => {
    await ask('What is a rope?');
    await open();
    await page.locator('.readout', { hasText: 'In 7 days' }).waitFor();
    await page.getByRole('button', { name: '30 days' }).click();
    await page.locator('.readout', { hasText: 'In 30 days' }).waitFor();
    await page.getByRole('button', { name: 'Table' }).click();
    await expect.poll(() => page.locator('.steps tbody tr').count()).toBe(1);
    await page.reload();
    await expect.poll(() => page.locator('.steps tbody tr').count()).toBe(1);
  });

  it.each(['light', 'dark'] as const)('can be read in the browser’s own %s colours', async colorScheme => {
    await page.emulateMedia({ colorScheme });
    for (const question of ['What is a rope?', 'What is a rope?', 'What is a B-tree?']) await ask(question);
    await open();
    await expect.poll(() => page.locator('.request').count()).toBe(3);
    await page.locator('.request-head').first().click();
    await page.locator('.because li').first().waitFor();
    await page.screenshot({ path: `test-results/page/browser-${colorScheme}.png`, fullPage: true });
    expect(await faintTexts(page)).toEqual([]);
    await page.setViewportSize({ width: 240, height: 900 });
    await expect.poll(() => overflowing(page)).toEqual([]);
  });

  it('can be read in the system’s forced colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await ask('What is a rope?');
    await open();
    await page.locator('.request').first().waitFor();
    await page.screenshot({ path: 'test-results/page/browser-forced-colours.png', fullPage: true });
    expect(await faintTexts(page)).toEqual([]);
  });
});
