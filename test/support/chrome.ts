import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where this machine's browser is; Playwright's own download is not used. Throws a sentence where there is none. */
export function chromeFile(): string {
  const found = places.find(place => place !== undefined && existsSync(place));
  if (found !== undefined) return found;
  throw new Error("No Chromium is installed: install Debian's package 'chromium', or name one in CHROMIUM.");
}

/** Starts it without a window; nothing of it reaches the network by itself. */
export function startChrome(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromeFile(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
