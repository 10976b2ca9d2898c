import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { vsix } from './support/places.js';
import { openWindow } from './support/window.js';
import type { Window } from './support/window.js';

const claudeBefore = '{\n  // Mine.\n  "model": "opus",\n  "env": { "MY_OWN": "1" }\n}\n';
const continueBefore =
  'name: Mine\nversion: 1.0.0\nschema: v1\n# My models.\nmodels:\n  - name: Local\n    provider: ollama\n    model: qwen3\n';

let editor: Editor;
let window: Window;

beforeAll(async () => {
  editor = await startEditor({
    name: 'connect',
    extensions: [vsix],
    homeFiles: {
      '.claude/settings.json': claudeBefore,
      '.continue/config.yaml': continueBefore,
      'config/opencode/opencode.json': '{ "theme": "dark", \n',
    },
  });
  window = await openWindow(editor, 'connect');
  await window.statusItem('demo').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await window.close();
  await editor.stop();
});
afterEach(({ task }) => window.pictureOfFailure(task));

const file = (name: string) => join(editor.home, name);
const text = (name: string) => readFileSync(file(name), 'utf8');

describe('connecting an assistant', () => {
  it('shows the change, writes it beside what is there, and keeps the token to the user', async () => {
    await window.run('Tuppence: Connect Assistant');
    await window.choose('Claude Code');
    await window.choose('The key that Tuppence has');
    await window.rows.filter({ hasText: 'Apply' }).first().waitFor();
    await window.picture('01-change');
    expect(text('.claude/settings.json')).toBe(claudeBefore);
    await window.choose('Apply');
    await window.toast('Claude Code is connected').waitFor();
    await window.picture('02-connected');
    const after = text('.claude/settings.json');
    expect(after).toContain('// Mine.');
    expect(after).toContain('"MY_OWN": "1"');
    expect(after).toContain(`"ANTHROPIC_BASE_URL": "http://127.0.0.1:${String(editor.port)}/c/claude-code"`);
    expect(statSync(file('.claude/settings.json')).mode & 0o077).toBe(0);
  });

  it('takes back what it wrote and nothing else, whatever was changed meanwhile', async () => {
    writeFileSync(file('.claude/settings.json'), text('.claude/settings.json').replace('"opus"', '"sonnet"'));
    await window.run('Tuppence: Disconnect Assistant');
    await window.choose('Claude Code');
    await window.choose('Apply');
    await expect.poll(() => text('.claude/settings.json')).toBe(claudeBefore.replace('"opus"', '"sonnet"'));
  });

  it('keeps comments in YAML, there and back', async () => {
    await window.run('Tuppence: Connect Assistant');
    await window.choose('Continue');
    await window.choose('Apply');
    await expect.poll(() => text('.continue/config.yaml')).toContain('/c/continue/v1');
    expect(text('.continue/config.yaml')).toContain('# My models.');
    await window.run('Tuppence: Disconnect Assistant');
    await window.choose('Continue');
    await window.choose('Apply');
    await expect.poll(() => text('.continue/config.yaml')).toBe(continueBefore);
  });

  it('never touches a file that it cannot read, and says where it breaks', async () => {
    const before = text('config/opencode/opencode.json');
    await window.run('Tuppence: Connect Assistant');
    // The list is longer than the window shows.
    await window.type('Connect Assistant', 'opencode');
    await window.choose('opencode');
    await window.toast(/opencode\.json/).waitFor();
    await window.picture('03-broken-file');
    expect(text('config/opencode/opencode.json')).toBe(before);
  });
});
