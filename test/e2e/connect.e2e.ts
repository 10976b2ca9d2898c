import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { vsix } from './support/places.js';
import { openBrowser, openWindow } from './support/window.js';
import type { Window } from './support/window.js';

const before = '{\n  // mine\n  "includeCoAuthoredBy": false,\n}\n';

let browser: Browser;
let editor: Editor;
let window: Window;
const claude = (): string => join(editor.home, '.claude', 'settings.json');

beforeAll(async () => {
  browser = await openBrowser();
  editor = await startEditor({
    name: 'connect',
    extensions: [vsix],
    homeFiles: { '.claude/settings.json': before, '.codex/config.toml': 'model = "gpt-5.1"\nbroken = = 1\n' },
  });
  window = await openWindow(browser, editor, 'connect');
  await window.statusItem('demo').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await window.close();
  await editor.stop();
  await browser.close();
});
afterEach(({ task }) => window.pictureOfFailure(task));

describe('connecting assistants', () => {
  it('shows what would change beside the question, and writes nothing when it is cancelled', async () => {
    await window.run('Tuppence: Connect Assistant');
    await window.rows.filter({ hasText: 'found on this machine' }).first().waitFor();
    await window.picture('list');
    await window.choose(/^Claude Code/);
    await window.choose('The key that Tuppence has');
    await window.page.locator('.monaco-diff-editor').first().waitFor();
    await window.rows.filter({ hasText: 'Apply' }).first().waitFor();
    await window.page.getByText('ANTHROPIC_BASE_URL').first().waitFor();
    await window.picture('difference');
    await window.choose('Cancel');
    await window.page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
    expect(readFileSync(claude(), 'utf8')).toBe(before);
  });

  it('writes it when it is agreed to, and says what to do next', async () => {
    await window.run('Tuppence: Connect Assistant');
    await window.choose(/^Claude Code/);
    await window.choose('The key that Tuppence has');
    await window.choose('Apply');
    await window.toast('Claude Code is connected').waitFor();
    await window.picture('connected');
    const after = readFileSync(claude(), 'utf8');
    expect(after).toContain(`"ANTHROPIC_BASE_URL": "http://127.0.0.1:${editor.port}/c/claude-code"`);
    expect(after).toContain('// mine');
  });

  it('gives the file back to the byte', async () => {
    await window.run('Tuppence: Disconnect Assistant');
    await window.choose(/^Claude Code/);
    await window.choose('Apply');
    await window.toast('not connected any more').waitFor();
    expect(readFileSync(claude(), 'utf8')).toBe(before);
  });

  it('names the place where a file is broken, and leaves it alone', async () => {
    const file = join(editor.home, '.codex', 'config.toml');
    await window.run('Tuppence: Connect Assistant');
    await window.choose(/^Codex/);
    await window.choose('The key that Tuppence has');
    await window.toast('config.toml is not valid TOML: line 2').waitFor();
    await window.picture('broken');
    expect(readFileSync(file, 'utf8')).toContain('broken = = 1');
    writeFileSync(file, 'model = "gpt-5.1"\n');
  });

  it('writes Copilot’s list of models where the editor looks for it', async () => {
    await window.run('Tuppence: Connect Assistant');
    await window.choose(/^GitHub Copilot Chat/);
    await window.choose('Apply');
    await window.toast('GitHub Copilot Chat is connected').waitFor();
    await window.picture('copilot');
    const file = join(editor.home, '..', 'user-data', 'User', 'chatLanguageModels.json');
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`http://127.0.0.1:${editor.port}/c/copilot/v1/chat/completions`);
  });
});
