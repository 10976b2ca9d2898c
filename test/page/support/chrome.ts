import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const places = [
  process.env['TUPPENCE_CHROME'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Starts the browser of this machine; nothing is downloaded. */
export async function startChrome(): Promise<Browser> {
  const executablePath = places.find(place => place !== undefined && existsSync(place));
  if (executablePath === undefined) {
    throw new Error("No Chromium is installed: 'apt-get install chromium', or name one in TUPPENCE_CHROME.");
  }
  return chromium.launch({
    executablePath,
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
