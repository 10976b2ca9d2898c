import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { FromPage, ToPage } from '../../../src/protocol/panel.js';
import { startChrome } from '../../support/chrome.js';
import { themes } from './themes.js';
import type { Theme, ThemeName } from './themes.js';

/** The page as the editor shows it: its own policy, its variables, and an extension that says what a test wants. */
export interface Stage {
  open(options: StageOptions): Promise<StagedPage>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly theme: ThemeName;
  readonly width: number;
  readonly height?: number;
  /** What the page remembers from before. */
  readonly kept?: unknown;
  readonly reducedMotion?: boolean;
}

export interface StagedPage {
  readonly page: Page;
  /** Says something to the page, as the extension does. */
  post(message: ToPage): Promise<void>;
  /** Everything that the page has said. */
  said(): Promise<readonly FromPage[]>;
  /** What it asked the editor to keep. */
  kept(): Promise<unknown>;
  setTheme(theme: ThemeName): Promise<void>;
  /** What the console had to say: violations of the policy, errors. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const built = (name: string) => readFileSync(fileURLToPath(new URL(`../../../dist/media/${name}`, import.meta.url)));

// The editor's policy, with the origin of the stage in place of the webview's.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'";
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stage</title>
<link rel="stylesheet" href="/dashboard.css"><script src="/editor.js"></script>
<script src="/dashboard.js" defer></script></head><body></body></html>`;
const editor = `window.said = [];
window.acquireVsCodeApi = () => ({
  postMessage: message => void window.said.push(message),
  getState: () => window.kept,
  setState: state => (window.kept = state),
});`;

export async function openStage(): Promise<Stage> {
  const browser = await startChrome();
  const files: Readonly<Record<string, readonly [string, string | Buffer]>> = {
    '/': ['text/html', html],
    '/favicon.ico': ['image/svg+xml', built('dashboard-icon.svg')],
    '/editor.js': ['text/javascript', editor],
    '/dashboard.js': ['text/javascript', built('dashboard.js')],
    '/dashboard.css': ['text/css', built('dashboard.css')],
  };
  const server = createServer((request, response) => {
    const [type, content] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(type === 'text/plain' ? 404 : 200, { 'content-type': type, 'content-security-policy': policy });
    response.end(content);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    open: options => open(browser, url, options),
    async close() {
      await new Promise<void>(resolve => void server.close(() => resolve()));
      await browser.close();
    },
  };
}

async function open(browser: Browser, url: string, options: StageOptions): Promise<StagedPage> {
  const { theme, width, height = 1_100, kept, reducedMotion = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: 'UTC',
    locale: 'en-GB',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  if (kept !== undefined) {
    await page.addInitScript(state => void Object.assign(window, { kept: state }), kept);
  }
  await page.goto(url);
  const wear = (worn: Theme) =>
    page.evaluate(({ classes, behind, variables }) => {
      document.body.className = classes;
      document.documentElement.removeAttribute('style');
      document.documentElement.style.backgroundColor = behind;
      for (const [name, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(`--vscode-${name}`, value);
      }
    }, worn);
  await wear(themes[theme]);
  return {
    page,
    complaints,
    post: message => page.evaluate(sent => window.postMessage(sent, '*'), message),
    said: () => page.evaluate(() => (window as unknown as { said: FromPage[] }).said),
    kept: () => page.evaluate(() => (window as unknown as { kept: unknown }).kept),
    setTheme: name => wear(themes[name]),
    close: () => context.close(),
  };
}
