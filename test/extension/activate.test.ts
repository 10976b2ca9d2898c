import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allCommands } from '../../src/extension/commands/all.js';
import { activate, deactivate } from '../../src/extension/extension.js';
import { endExtension, freshExtension, started } from '../support/extension-context.js';
import type { FreshExtension } from '../support/extension-context.js';
import { LanguageClient as FakeClient } from '../support/language-client.js';
import { sampleIdentity, sampleRequest, sampleSnapshot } from '../support/snapshot.js';
import { EventEmitter } from '../support/vscode.js';
import type { Uri } from '../support/vscode.js';

vi.mock('vscode-languageclient/node', () => import('../support/language-client.js'));

const url = 'http://127.0.0.1:4711';
const serving = { kind: 'serving', identity: sampleIdentity, url } as const;

describe('the extension', () => {
  let extension: FreshExtension;
  let { editor, context, memory } = {} as FreshExtension;
  beforeEach(() => {
    extension = freshExtension();
    ({ editor, context, memory } = extension);
  });
  afterEach(() => endExtension(extension, deactivate));

  /** Activates, and the process comes up. */
  async function begin(snapshot = sampleSnapshot()): Promise<FakeClient> {
    activate(context);
    const client = await started(1);
    client.tell('tuppence/link', serving);
    client.tell('tuppence/snapshot', snapshot);
    return client;
  }
  const run = (id: string, argument?: unknown) => Promise.resolve(editor.commands.get(id)?.(argument));
  const meter = () => editor.items[0]!;

  it('starts the proxy with the keys and with the settings that the user has set, and nothing else', async () => {
    editor.secrets.set('tuppence.key.openai', 'sk-one');
    editor.settings.set('tuppence.cache.similarity', 0.9);
    editor.settings.set('tuppence.keepRunning.enabled', true);
    const client = await begin();
    expect(client.options.initializationOptions).toEqual({
      version: '0.1.0',
      dataFolder: null,
      keys: { openai: 'sk-one' },
      settings: { cache: { similarity: 0.9 } },
      keepRunning: { kind: 'until-idle', idleMinutes: 60 },
    });
    expect(client.server).toMatchObject({ module: '/extension/dist/child.js' });
    expect(editor.log.join('\n')).not.toContain('sk-one');
  });

  it('shows a spinner first, then what today cost, and an error when the proxy cannot run', async () => {
    activate(context);
    expect(meter()).toMatchObject({ text: '$(loading~spin) Tuppence', shown: true, command: 'tuppence.openSidebar' });
    const client = await started(1);
    client.tell('tuppence/link', serving);
    client.tell('tuppence/snapshot', sampleSnapshot({ today: { spentUsd: 0.42 } }));
    expect(meter().text).toBe('$(graph-line) $0.42');
    expect(meter().accessibilityInformation?.label).toContain('42 cents');
    expect(meter().backgroundColor).toBeUndefined();
    client.tell('tuppence/link', { kind: 'failed', message: 'The data folder cannot be written.' });
    expect(meter().backgroundColor?.id).toBe('statusBarItem.errorBackground');
    expect(meter().tooltip?.value).toContain('The data folder cannot be written');
  });

  it('hides the meter when the user does not want it', async () => {
    await begin();
    editor.set('tuppence.statusBar.show', false);
    expect(meter().shown).toBe(false);
    editor.set('tuppence.statusBar.show', undefined);
    expect(meter().shown).toBe(true);
  });

  it('starts nothing by itself when the user does not want that', async () => {
    editor.settings.set('tuppence.autoStart', false);
    activate(context);
    await vi.advanceTimersByTimeAsync(100);
    expect(FakeClient.all).toHaveLength(0);
    expect(meter().text).toBe('$(circle-slash) Tuppence');
  });

  it('ignores settings of the wrong type one by one, with one message each, and starts', async () => {
    editor.settings.set('tuppence.port', 'four');
    editor.settings.set('tuppence.cache.similarity', { high: true });
    editor.settings.set('tuppence.cache.exact', false);
    const client = await begin();
    expect(client.options.initializationOptions).toMatchObject({ settings: { cache: { exact: false } } });
    expect(editor.messages).toEqual([
      expect.stringMatching(/'tuppence.cache.similarity' is ignored/),
      expect.stringMatching(/'tuppence.port' is ignored/),
    ]);
    FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: {} }));
    editor.set('tuppence.cache.gate', false);
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.messages).toHaveLength(2);
  });

  it('hands changed settings on, and takes back what was cleared, even while it was not running', async () => {
    memory.set('tuppence.settingsTold', { budget: { dayUsd: 5 }, cache: { similarity: 0.9 } });
    editor.settings.set('tuppence.cache.similarity', 0.9);
    const client = await begin();
    expect(client.options.initializationOptions).toMatchObject({
      settings: { budget: { dayUsd: null }, cache: { similarity: 0.9 } },
    });
    FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: {} }));
    editor.set('tuppence.cache.similarity', undefined);
    editor.set('tuppence.budget.monthUsd', 50);
    await vi.waitFor(() => expect(memory.get('tuppence.settingsTold')).toEqual({ budget: { monthUsd: 50 } }));
    expect(client.asked.map(({ params }) => params)).toEqual([
      { method: 'PATCH', path: '/settings', body: { cache: { similarity: null } } },
      { method: 'PATCH', path: '/settings', body: { budget: { monthUsd: 50 } } },
    ]);
  });

  it('tries the new port when the setting changes, and starts anew for another data folder', async () => {
    const client = await begin();
    FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: {} }));
    FakeClient.answers.set('tuppence/retry', () => ({ ...serving, url: 'http://127.0.0.1:4712' }));
    editor.set('tuppence.port', 4712);
    await vi.waitFor(() => expect(meter().tooltip?.value).toContain('4712'));
    expect(client.asked.map(({ method }) => method)).toEqual(['tuppence/api', 'tuppence/retry']);
    editor.set('tuppence.dataFolder', '/elsewhere');
    const next = await started(2);
    expect(client.stopped).toBe(true);
    expect(next.options.initializationOptions).toMatchObject({ dataFolder: '/elsewhere', settings: { port: 4712 } });
  });

  it('says what the proxy said when it does not take a setting', async () => {
    await begin();
    const message = "Setting 'routing.cheapBelow' cannot be used: must not be above routing.strongFrom.";
    FakeClient.answers.set('tuppence/api', () => ({ status: 400, value: { error: { message } } }));
    editor.set('tuppence.routing.cheapBelow', 0.9);
    await vi.waitFor(() => expect(editor.messages).toEqual([message]));
  });

  it('hands a new key to the running proxy, whichever window stored it', async () => {
    const client = await begin();
    FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: { providers: [] } }));
    await context.secrets.store('tuppence.key.groq', 'gsk_x');
    await vi.waitFor(() => expect(client.asked).toHaveLength(1));
    await context.secrets.delete('tuppence.key.groq');
    await vi.waitFor(() => expect(client.asked).toHaveLength(2));
    expect(client.asked.map(({ params }) => (params as { body: unknown }).body)).toEqual([
      { provider: 'groq', key: 'gsk_x' },
      { provider: 'groq', key: null },
    ]);
    expect(editor.log.join('\n')).not.toContain('gsk_x');
  });

  it('starts the proxy again after a crash, says so once, and gives up with a button in the end', async () => {
    const first = await begin(sampleSnapshot({ today: { spentUsd: 1 } }));
    first.crash();
    expect(meter().text).toBe('$(loading~spin) $1.00');
    expect(editor.messages).toEqual([expect.stringContaining('ended unexpectedly and is being started again')]);
    for (const count of [2, 3, 4, 5]) {
      await vi.advanceTimersByTimeAsync(10_000);
      (await started(count)).crash();
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeClient.all).toHaveLength(5);
    expect(editor.messages).toHaveLength(2);
    expect(editor.messages[1]).toContain('5 times');
    expect(meter().backgroundColor?.id).toBe('statusBarItem.errorBackground');
    void run('tuppence.restart');
    (await started(6)).tell('tuppence/link', serving);
    expect(meter().text).toBe('$(graph-line) $1.00');
  });

  it('forgets a process that was stopped: what it still says changes nothing', async () => {
    const client = await begin();
    await run('tuppence.stop');
    expect(client.stopped).toBe(true);
    client.tell('tuppence/link', serving);
    client.crash();
    expect(meter().text).toBe('$(circle-slash) Tuppence');
  });

  it('answers every command while the proxy is stopped', async () => {
    editor.settings.set('tuppence.autoStart', false);
    activate(context);
    const silent = new Set(['tuppence.openSidebar', 'tuppence.openDashboard', 'tuppence.showLog', 'tuppence.setKey']);
    const starting = new Set(['tuppence.start', 'tuppence.restart']);
    for (const { id } of allCommands.filter(command => !silent.has(command.id) && !starting.has(command.id))) {
      const before = editor.messages.length;
      await run(id);
      expect([id, editor.messages.length]).toEqual([id, before + 1]);
    }
    expect(editor.messages.some(message => message.includes('The Tuppence proxy is stopped'))).toBe(true);
  });

  it('offers to start a proxy that a command needs', async () => {
    editor.settings.set('tuppence.autoStart', false);
    activate(context);
    editor.press = (message, buttons) => (message.includes('is stopped') ? buttons[0] : undefined);
    void run('tuppence.copyBaseUrl');
    const client = await started(1);
    FakeClient.answers.set('tuppence/address', () => ({ url, token: 'tup-secret' }));
    client.tell('tuppence/link', serving);
    await vi.waitFor(() => expect(editor.messages.at(-1)).toBe(`The Tuppence proxy listens on ${url}.`));
  });

  it('names who has the port, moves to another one, and offers to take the assistants along', async () => {
    const client = await begin();
    FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: {} }));
    FakeClient.answers.set('tuppence/retry', () => serving);
    editor.press = (_message, buttons) => buttons[0];
    client.tell('tuppence/link', { kind: 'port-taken', port: 4711, who: 'nginx [x](command:y)', nextPort: 4712 });
    await vi.waitFor(() => expect(editor.settings.get('tuppence.port')).toBe(4712));
    expect(editor.messages[0]).toContain('Port 4711 is taken by nginx [x] (command:y)');
    await vi.waitFor(() => expect(editor.messages.some(message => message.includes('4712 now'))).toBe(true));
    expect(editor.messages.filter(message => message.includes('is taken by'))).toHaveLength(1);
  });

  it('warns of a crossed budget once a day, whatever comes', async () => {
    const budget = { kind: 'set', day: { limitUsd: 5, spentUsd: 5.2, level: 'crossed' }, month: null } as const;
    const client = await begin(sampleSnapshot({ budget }));
    client.tell('tuppence/snapshot', sampleSnapshot({ budget }));
    await vi.advanceTimersByTimeAsync(0);
    client.tell('tuppence/snapshot', sampleSnapshot({ budget }));
    expect(editor.messages).toEqual(["You are over today's budget: $5.20 of $5.00 are spent."]);
    expect(meter().backgroundColor?.id).toBe('statusBarItem.warningBackground');
  });

  it('copies the address and the token, and says that the token is a secret', async () => {
    await begin();
    FakeClient.answers.set('tuppence/address', () => ({ url, token: 'tup-secret' }));
    await run('tuppence.copyBaseUrl');
    expect(editor.clipboard).toBe(`${url}/v1`);
    await run('tuppence.copyToken');
    expect(editor.clipboard).toBe('tup-secret');
    expect(editor.messages.at(-1)).toContain('secret');
    await run('tuppence.openDashboardInBrowser');
    expect(editor.opened).toEqual([`${url.replace('http:', 'http:')}/dashboard#token=tup-secret`]);
    expect(editor.log.join('\n')).not.toContain('tup-secret');
  });

  describe('tuning the similarity', () => {
    const patches: unknown[] = [];
    let semantic = false;
    beforeEach(() => {
      patches.length = 0;
      semantic = false;
      FakeClient.answers.set('tuppence/api', params => {
        const { method, path, body } = params as { method: string; path: string; body: unknown };
        if (method === 'PATCH') patches.push(body);
        const points = [
          { similarity: 0.9, hits: 3, savedUsd: 0.1 },
          { similarity: 0.8, hits: 5, savedUsd: 0.2 },
        ];
        const value = path.startsWith('/preview')
          ? { sinceMs: 0, eligible: 10, current: 0.8, points }
          : { cache: { semantic }, routing: {} };
        return { status: 200, value };
      });
      editor.choose = (_title, rows) => rows.find(({ label }) => label === '0.9');
    });

    it('writes the setting, and leaves the tier off unless the user says yes', async () => {
      await begin();
      await run('tuppence.tuneSimilarity');
      expect(editor.settings.get('tuppence.cache.similarity')).toBe(0.9);
      expect(editor.settings.has('tuppence.cache.semantic')).toBe(false);
      expect(editor.messages).toEqual([expect.stringContaining('are switched off')]);
      expect(patches).toContainEqual({ cache: { similarity: 0.9 } });
    });

    it('switches the tier on with the user’s yes', async () => {
      await begin();
      editor.press = () => 'Switch On';
      await run('tuppence.tuneSimilarity');
      expect(editor.settings.get('tuppence.cache.semantic')).toBe(true);
    });

    it('asks nothing where the tier is on', async () => {
      semantic = true;
      await begin();
      await run('tuppence.tuneSimilarity');
      expect(editor.messages).toEqual(['The similarity threshold is 0.9 now.']);
    });
  });

  it('explains the last request as a document that nobody has to save', async () => {
    await begin();
    const request = sampleRequest({ id: 'r7' });
    FakeClient.answers.set('tuppence/api', params => ({
      status: 200,
      value:
        (params as { path: string }).path === '/snapshot'
          ? sampleSnapshot({ recent: [request] })
          : { request, because: ['It was hard.'], receipt: [] },
    }));
    editor.choose = (_title, rows) => rows[0];
    await run('tuppence.why');
    const [command, uri] = editor.ran.at(-1) ?? [];
    expect(command).toBe('markdown.showPreview');
    const content = await editor.contents.get('tuppence-receipt')?.provideTextDocumentContent(uri as Uri);
    expect(content).toContain('It was hard');
  });

  describe('the sidebar', () => {
    async function open() {
      const client = await begin(sampleSnapshot({ proxy: { demo: true } }));
      const view = fakeView();
      editor.webviews.get('tuppence.dashboard')?.resolveWebviewView(view);
      return { client, view };
    }

    it('allows its own two files and nothing else', async () => {
      const { view } = await open();
      const { html, options } = view.webview;
      const nonce = /script-src 'nonce-([\w-]{20,})'/.exec(html)?.[1];
      expect(html).toContain("default-src 'none'");
      expect(html).not.toMatch(/unsafe|https?:\/\/(?!view)/);
      expect(html).toContain(`nonce="${nonce ?? 'none'}"`);
      expect(options).toMatchObject({ enableScripts: true, localResourceRoots: [{ path: '/extension/dist/media' }] });
    });

    it('gets everything when it says that it is there', async () => {
      const { view } = await open();
      view.received.fire({ kind: 'ready' });
      await vi.waitFor(() => expect(view.posted.map(({ kind }) => kind)).toEqual(['link', 'snapshot']));
      expect(view.posted[0]).toMatchObject({ link: serving, hasKey: false });
    });

    it('hears of a key and of a stop', async () => {
      const { view } = await open();
      FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: {} }));
      await context.secrets.store('tuppence.key.openai', 'sk-x');
      await vi.waitFor(() => expect(view.posted.at(-1)).toMatchObject({ kind: 'link', hasKey: true }));
      await run('tuppence.stop');
      await vi.waitFor(() => expect(view.posted.at(-1)).toMatchObject({ link: { kind: 'failed' } }));
    });

    it('may ask for what the page needs, and for nothing more', async () => {
      const { client, view } = await open();
      FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: { done: 'Forgotten.' } }));
      view.received.fire(ask(1, 'POST', '/requests/r1/never-cache'));
      view.received.fire(ask(2, 'PATCH', '/settings'));
      view.received.fire({ kind: 'command', command: 'tuppence.copyToken' });
      view.received.fire('nonsense');
      view.received.fire('more nonsense');
      await vi.waitFor(() => expect(view.posted).toHaveLength(2));
      expect(view.posted).toContainEqual({ kind: 'answer', id: 1, status: 200, value: { done: 'Forgotten.' } });
      expect(view.posted).toContainEqual(expect.objectContaining({ kind: 'answer', id: 2, status: 403 }));
      expect(client.asked).toHaveLength(1);
      expect(editor.log.filter(line => line.includes('shape that is not known'))).toHaveLength(1);
    });

    it('is told no more once it is gone', async () => {
      const { client, view } = await open();
      view.disposed.fire(undefined);
      client.tell('tuppence/snapshot', sampleSnapshot());
      expect(view.posted).toEqual([]);
    });
  });
});

function ask(id: number, method: string, path: string) {
  return { kind: 'api', id, call: { method, path } };
}

function fakeView() {
  const received = new EventEmitter<unknown>();
  const disposed = new EventEmitter<unknown>();
  const posted: { readonly kind: string }[] = [];
  return {
    received,
    disposed,
    posted,
    onDidDispose: disposed.event,
    webview: {
      html: '',
      options: {},
      cspSource: 'https://view',
      asWebviewUri: (uri: Uri) => `https://view${uri.path}`,
      onDidReceiveMessage: received.event,
      postMessage: (message: { readonly kind: string }) => {
        posted.push(message);
        return Promise.resolve(true);
      },
    },
  };
}
