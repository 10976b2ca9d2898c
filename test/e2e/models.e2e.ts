import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from './support/caller.js';
import { startEditor } from './support/editor.js';
import type { Editor } from './support/editor.js';
import { askerVsix, vsix } from './support/places.js';
import { openWindow } from './support/window.js';
import type { Window } from './support/window.js';

const token = 'tup-e2e-0123456789abcdef0123456789abcdef';

let editor: Editor;
let window: Window;

beforeAll(async () => {
  editor = await startEditor({
    name: 'models',
    extensions: [vsix, askerVsix],
    homeFiles: { 'data/tuppence/token': `${token}\n` },
    settings: {
      'chat.allowAnonymousAccess': true,
      'github.copilot.chat.byok.enabled': true,
      'chat.utilityModel': 'tuppence/gpt-4.1',
      'chat.utilitySmallModel': 'tuppence/gpt-4.1',
    },
    userFiles: {
      'chatLanguageModels.json': JSON.stringify([
        {
          name: 'By endpoint',
          vendor: 'customendpoint',
          apiKey: 'unused',
          apiType: 'chat-completions',
          models: [
            {
              id: 'gpt-4.1',
              name: 'GPT by endpoint',
              url: 'http://127.0.0.1:<port>/c/copilot/v1/chat/completions',
              toolCalling: true,
              vision: false,
              maxInputTokens: 128_000,
              maxOutputTokens: 16_000,
              requestHeaders: { 'x-tuppence-token': token },
            },
          ],
        },
      ]),
    },
  });
  window = await openWindow(editor, 'models');
  await window.statusItem('demo').waitFor({ timeout: 60_000 });
});
afterAll(async () => {
  await window.close();
  await editor.stop();
});
afterEach(({ task }) => window.pictureOfFailure(task));

interface Row {
  readonly client: string;
  readonly outcome: string;
  readonly modelRequested: string;
}
const rows = async () => ((await callerOf(editor).api('/requests?limit=50')) as { requests: Row[] }).requests;

describe('Tuppence as a model of the editor', () => {
  it('answers another extension that asks for a language model', async () => {
    await window.run('Asker: Ask a Model');
    await window.toast(/Asked .+ characters, \d+ tokens/).waitFor();
    await window.picture('asker');
    expect((await rows()).filter(({ client }) => client === 'vscode')).not.toEqual([]);
  });

  it.each([
    ['the provider', 'Tuppence', 'vscode'],
    ['the custom endpoint', 'GPT by endpoint', 'copilot'],
  ])('answers Copilot’s chat through %s', async (_way, model, client) => {
    const before = (await rows()).filter(row => row.client === client).length;
    await window.askInChat(model, 'Say in one sentence what a proxy is.');
    await expect
      .poll(async () => (await rows()).filter(row => row.client === client && row.outcome === 'ok').length, {
        timeout: 60_000,
      })
      .toBeGreaterThan(before);
    await window.picture(`chat ${client}`);
  });
});
