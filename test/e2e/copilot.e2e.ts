import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from './support/caller.js';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { vsix } from './support/places.js';
import { openWindow } from './support/window.js';
import type { Window } from './support/window.js';

let editor: Editor;
let window: Window;

beforeAll(async () => {
  editor = await startEditor({
    name: 'copilot',
    extensions: [vsix],
    settings: { 'chat.allowAnonymousAccess': true, 'github.copilot.chat.byok.enabled': true },
  });
  window = await openWindow(editor, 'copilot');
  await window.statusItem('demo').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await window.close();
  await editor.stop();
});
afterEach(({ task }) => window.pictureOfFailure(task));

const list = () => join(editor.home, '..', 'user-data', 'User', 'chatLanguageModels.json');
const answered = async (client: string): Promise<number> => {
  const { requests } = (await callerOf(editor).api('/requests?limit=50')) as {
    requests: readonly { readonly client: string; readonly outcome: string }[];
  };
  return requests.filter(row => row.client === client && row.outcome === 'ok').length;
};

describe('Copilot, connected in one click', () => {
  it('gets its models where the editor looks for them, and a small one for titles', async () => {
    await window.run('Tuppence: Connect Assistant');
    await window.choose(/^GitHub Copilot Chat/);
    await window.choose('Apply');
    await window.toast('GitHub Copilot Chat is connected').waitFor();
    await window.toast('chat.utilitySmallModel').getByText('Set', { exact: true }).click();
    await window.picture('connected');
    expect(readFileSync(list(), 'utf8')).toContain(`http://127.0.0.1:${editor.port}/c/copilot/v1/chat/completions`);
    const settings = join(editor.home, '..', 'user-data', 'User', 'settings.json');
    await expect.poll(() => readFileSync(settings, 'utf8')).toContain('"tuppence/tuppence-cheap"');
  });

  it('asks through them', async () => {
    await window.page.reload();
    await window.statusItem('demo').waitFor({ timeout: 60_000 });
    // Copilot reads its list of models when it is asked for the first time.
    await window.askInChat('Tuppence gpt-5', 'Say in one sentence what a proxy is.');
    await window.askInChat('gpt-5-mini (Tuppence)', 'Say in one sentence what a cache is.');
    await expect.poll(() => answered('copilot'), { timeout: 60_000 }).toBeGreaterThan(0);
    await window.picture('answer');
  });

  it('loses them again', async () => {
    await window.run('Tuppence: Disconnect Assistant');
    await window.choose('GitHub Copilot Chat');
    await window.choose('Apply');
    await window.toast('not connected any more').waitFor();
    // The editor makes an empty list by itself.
    expect(readFileSync(list(), 'utf8')).toBe('[]');
  });
});
