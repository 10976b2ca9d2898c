import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from './support/caller.js';
import type { Caller } from './support/caller.js';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { vsix } from './support/places.js';
import { openWindow } from './support/window.js';
import type { Window } from './support/window.js';

let editor: Editor;
let first: Window;
let second: Window;
let caller: Caller;

beforeAll(async () => {
  editor = await startEditor({ name: 'windows', extensions: [vsix] });
  first = await openWindow(editor, 'windows-first');
  await first.statusItem('$0.00').waitFor({ timeout: 60_000 });
  second = await openWindow(editor, 'windows-second');
  await second.statusItem('$0.00').waitFor({ timeout: 60_000 });
  caller = callerOf(editor);
});
afterAll(async () => {
  await second.close();
  await editor.stop();
});
afterEach(async ({ task }) => {
  await second.pictureOfFailure(task);
});

interface Identity {
  readonly pid: number;
  readonly windows: number;
}
const identity = async () => (await caller.api('/identity')) as Identity;

/** Until somebody serves again, in milliseconds. */
async function outage(): Promise<number> {
  const start = performance.now();
  for (;;) {
    const answered = await identity().then(
      () => true,
      () => false,
    );
    if (answered) return performance.now() - start;
    await new Promise(done => setTimeout(done, 20));
  }
}

describe('two windows', () => {
  it('share one proxy and show the same figures', async () => {
    expect((await identity()).windows).toBeGreaterThanOrEqual(1);
    for (const question of ['What is a window?', 'What is a door?']) await caller.ask(question);
    await expect
      .poll(async () => [await first.statusItem('demo').innerText(), await second.statusItem('demo').innerText()])
      .toSatisfy(([a, b]: string[]) => a === b && a !== '$0.00 demo');
    await first.picture('same-figures');
  });

  it('go on when the process that serves is killed: another takes over within two seconds', async () => {
    const { pid } = await identity();
    process.kill(pid, 'SIGKILL');
    expect(await outage()).toBeLessThan(2_000);
    await caller.ask('Is anybody there?');
    const now = await identity();
    expect(now.pid).not.toBe(pid);
    // The window whose process was killed has a new one, which follows.
    await expect.poll(async () => (await identity()).windows, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
    for (const window of [first, second]) await window.statusItem('demo').waitFor();
  });

  it('go on when one of them closes', async () => {
    await first.close();
    await expect.poll(async () => (await identity().catch(() => undefined))?.windows, { timeout: 30_000 }).toBe(0);
    expect(await outage()).toBeLessThan(2_000);
    await second.statusItem('demo').waitFor();
    await caller.ask('What is left when a door closes?');
    await second.picture('alone');
  });

  it('keep every request that was ever answered', async () => {
    const { requests } = (await caller.api('/requests?limit=100')) as { requests: { outcome: string }[] };
    expect(requests.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThanOrEqual(4);
  });
});
