import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type * as os from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveChanges } from '../../src/extension/connect/review.js';
import { connectCommand } from '../../src/extension/commands/connect.js';
import { disconnectCommand } from '../../src/extension/commands/disconnect.js';
import { reconnectCommand } from '../../src/extension/commands/reconnect.js';
import type { Desk } from '../../src/extension/desk.js';
import { address, moved, token } from '../contract/assistant.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { resetEditor, type Editor, type Uri } from '../support/vscode.js';

// Only the home folder of this test may ever be written; without it there is none.
const home = vi.hoisted(() => ({ path: '' }));
vi.mock('node:os', async original => ({ ...(await original<typeof os>()), homedir: () => home.path }));

describe('connecting from the editor', () => {
  let folder: string;
  let editor: Editor;
  let desk: Desk;
  let where = address;
  /** Rows that the user chooses, by the title of the list. */
  let answers: Readonly<Record<string, RegExp>>;
  const memory = new Map<string, unknown>();

  beforeEach(() => {
    folder = makeTempDir('connect-editor');
    home.path = folder;
    for (const name of ['ANTHROPIC_API_KEY', 'CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'XDG_CONFIG_HOME'])
      vi.stubEnv(name, '');
    editor = resetEditor();
    where = address;
    answers = {};
    memory.clear();
    editor.choose = (title, rows) => rows.find(({ label }) => answers[title]?.test(label));
    serveChanges();
    const link = { kind: 'serving', identity: { dataFolder: join(folder, 'data') }, url: address.url };
    const routes: Readonly<Record<string, unknown>> = {
      'GET /settings': { routing: { tiers: {} } },
      'GET /models': { models: [] },
    };
    desk = {
      proxy: {
        link: () => link,
        snapshot: () => ({ proxy: { providers: ['openai', 'anthropic'], demo: false } }),
        address: () => Promise.resolve(where),
        api: (route: string) => Promise.resolve(routes[route]),
      },
      log: { error: () => undefined },
      context: {
        globalStorageUri: { fsPath: join(folder, 'editor', 'User', 'globalStorage', 'tuppence.tuppence') },
        globalState: {
          get: (key: string) => memory.get(key),
          update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
        },
      },
    } as unknown as Desk;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    home.path = '';
    removeDir(folder);
  });

  const begin = (path: string, text: string): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const diffs = (): readonly unknown[][] => editor.ran.filter(([id]) => id === 'vscode.diff');

  it('lists what is in use first, shows the difference, and writes only when told to', async () => {
    const file = begin('.claude/settings.json', '{ "theme": "dark" }\n');
    const seen: string[] = [];
    editor.choose = (title, rows) => {
      if (title === 'Connect Assistant') seen.push(...rows.map(({ label }) => label));
      return rows.find(({ label }) => answers[title]?.test(label));
    };
    answers = { 'Connect Assistant': /Claude/, 'Connect Claude Code': /Tuppence has|Cancel/ };
    await connectCommand.run(desk);
    expect(seen[0]).toBe('Claude Code');
    expect(seen.at(-1)).toBe('Gemini CLI');
    expect(readFileSync(file, 'utf8')).toBe('{ "theme": "dark" }\n');

    answers = { 'Connect Assistant': /Claude/, 'Connect Claude Code': /Tuppence has|Apply/ };
    await connectCommand.run(desk);
    expect(readFileSync(file, 'utf8')).toContain(`"ANTHROPIC_AUTH_TOKEN": "${token}"`);
    expect(editor.messages.at(-1)).toMatch(/^Claude Code is connected\. Start Claude Code again.*kept running\.$/);
    expect(diffs()).toHaveLength(2);
  });

  it('does not show the token in the difference', async () => {
    let shown = '';
    editor.choose = (title, rows) => {
      const [, , after] = diffs().at(-1) ?? [];
      if (after !== undefined)
        void editor.contents
          .get('tuppence-change')
          ?.provideTextDocumentContent(after as Uri)
          .then(text => (shown = text));
      return rows.find(({ label }) => /Tuppence has|Apply/.test(label) && title === 'Connect Claude Code');
    };
    await connectCommand.run(desk, 'claude-code');
    expect(shown).toContain('"ANTHROPIC_AUTH_TOKEN": "tup-0123…"');
    expect(shown).not.toContain(token);
  });

  it('takes it back, also when the proxy is down', async () => {
    const file = begin('.codex/config.toml', 'model = "gpt-5.1" # mine\n');
    answers = { 'Connect Codex': /Tuppence has|Apply/, 'Disconnect Assistant': /Codex/, 'Disconnect Codex': /Apply/ };
    await connectCommand.run(desk, 'codex');
    expect(readFileSync(file, 'utf8')).toContain('/c/codex/v1');
    const down = { ...desk, proxy: { ...desk.proxy, address: () => Promise.reject(new Error('down')) } } as Desk;
    await disconnectCommand.run(down);
    expect(readFileSync(file, 'utf8')).toBe('model = "gpt-5.1" # mine\n');
    await disconnectCommand.run(down);
    expect(editor.messages.at(-1)).toBe('No assistant is connected, so there is nothing to take back.');
  });

  it('gives everything that is connected the present address in one go', async () => {
    answers = {
      'Connect Codex': /Tuppence has|Apply/,
      'Connect Qwen Code': /Apply/,
      'Update Connected Assistants': /Apply/,
    };
    await connectCommand.run(desk, 'codex');
    await connectCommand.run(desk, 'qwen-code');
    await reconnectCommand.run(desk);
    expect(editor.messages.at(-1)).toBe(`Every connected assistant already leads to ${address.url}.`);
    where = moved;
    await reconnectCommand.run(desk);
    const texts = ['.codex/config.toml', '.qwen/settings.json'].map(path => readFileSync(join(folder, path), 'utf8'));
    for (const text of texts) {
      expect(text).toContain(moved.url);
      expect(text).not.toContain(token);
    }
    expect(editor.ran.filter(([id]) => id === 'vscode.changes')).toHaveLength(1);
  });

  it('writes Copilot’s models and offers the small one, once', async () => {
    editor.defaults.set('chat.utilitySmallModel', '');
    editor.press = (message, buttons) => (message.includes('utilitySmallModel') ? buttons[0] : undefined);
    answers = { 'Connect GitHub Copilot Chat': /Apply/, 'Disconnect GitHub Copilot Chat': /Apply/ };
    await connectCommand.run(desk, 'copilot');
    const file = join(folder, 'editor', 'User', 'chatLanguageModels.json');
    const groups = JSON.parse(readFileSync(file, 'utf8')) as { vendor: string; models: { requestHeaders: object }[] }[];
    expect(groups.map(({ vendor }) => vendor)).toEqual(['customendpoint', 'customendpoint']);
    expect(groups[0]!.models[0]!.requestHeaders).toEqual({ 'x-tuppence-token': token });
    expect(editor.settings.get('chat.utilitySmallModel')).toBe('tuppence/tuppence-cheap');
    await disconnectCommand.run(desk, 'copilot');
    expect(existsSync(file)).toBe(false);
    expect(editor.settings.has('chat.utilitySmallModel')).toBe(false);
  });

  it('says where a file breaks, opens it there, and leaves it alone', async () => {
    const file = begin('.claude/settings.json', '{\n  "a": 1,\n  "b"\n}\n');
    editor.press = (_message, buttons) => buttons.find(button => button === 'Open File');
    answers = { 'Connect Claude Code': /Tuppence has|Apply/ };
    await connectCommand.run(desk, 'claude-code');
    expect(editor.messages.at(-1)).toMatch(/settings\.json is not valid JSON: line 4, column 1: a colon is missing/);
    expect(editor.ran.at(-1)).toEqual([
      'show-text-document',
      file,
      { selection: expect.objectContaining({ start: { line: 3, character: 0 } }) as unknown },
    ]);
    expect(readFileSync(file, 'utf8')).toBe('{\n  "a": 1,\n  "b"\n}\n');
  });

  it('shows the change again when somebody else wrote the file in between', async () => {
    const file = begin('.claude/settings.json', '{}\n');
    let asked = 0;
    editor.choose = (title, rows) => {
      if (title === 'Connect Claude Code' && rows.some(({ label }) => label.includes('Apply'))) {
        asked += 1;
        if (asked === 1) writeFileSync(file, '{ "theme": "light" }\n');
      }
      return rows.find(({ label }) => /Tuppence has|Apply/.test(label));
    };
    await connectCommand.run(desk, 'claude-code');
    expect(asked).toBe(2);
    expect(editor.messages.some(message => message.includes('was changed by somebody else'))).toBe(true);
    expect(readFileSync(file, 'utf8')).toMatch(/"theme": "light"[\s\S]*\/c\/claude-code/);
  });

  it('adds a profile to Roo Code through its API, and switches back', async () => {
    const profiles = new Map<string, object>([['default', {}]]);
    let active = 'default';
    editor.extensions.set('RooVeterinaryInc.roo-cline', {
      getProfiles: () => [...profiles.keys()],
      getActiveProfile: () => active,
      upsertProfile: (name: string, profile: object, activate: boolean) => {
        profiles.set(name, profile);
        if (activate) active = name;
        return Promise.resolve('id');
      },
      setActiveProfile: (name: string) => Promise.resolve((active = name)),
      deleteProfile: (name: string) => Promise.resolve(void profiles.delete(name)),
    });
    editor.press = (_message, buttons) => buttons[0];
    await connectCommand.run(desk, 'roo-code');
    expect(active).toBe('Tuppence');
    expect(profiles.get('Tuppence')).toMatchObject({
      openAiBaseUrl: `${address.url}/c/roo-code/v1`,
      openAiApiKey: token,
    });
    await disconnectCommand.run(desk, 'roo-code');
    expect(active).toBe('default');
    expect([...profiles.keys()]).toEqual(['default']);
  });

  it('leaves a file for a Roo Code without that API', async () => {
    editor.extensions.set('RooVeterinaryInc.roo-cline', {});
    editor.press = (_message, buttons) => buttons[0];
    await connectCommand.run(desk, 'roo-code');
    const file = editor.settings.get('roo-cline.autoImportSettingsPath') as string;
    expect(readFileSync(file, 'utf8')).toContain('/c/roo-code/v1');
    await disconnectCommand.run(desk, 'roo-code');
    expect(editor.settings.has('roo-cline.autoImportSettingsPath')).toBe(false);
  });

  it('copies lines, and says what cannot be connected', async () => {
    await connectCommand.run(desk, 'openai-compatible');
    expect(editor.clipboard).toContain(`OPENAI_API_KEY='${token}'`);
    await connectCommand.run(desk, 'gemini-cli');
    expect(editor.messages.at(-1)).toContain('generateContent');
  });
});
