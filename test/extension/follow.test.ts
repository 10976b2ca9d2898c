import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activate, deactivate } from '../../src/extension/extension.js';
import { endExtension, freshExtension, started } from '../support/extension-context.js';
import type { FreshExtension } from '../support/extension-context.js';
import { LanguageClient as FakeClient } from '../support/language-client.js';
import { sampleIdentity } from '../support/snapshot.js';

vi.mock('vscode-languageclient/node', () => import('../support/language-client.js'));

const serving = { kind: 'serving', identity: sampleIdentity, url: 'http://127.0.0.1:4711' } as const;

describe('keys and settings that change', () => {
  let extension: FreshExtension;
  let { editor, context, memory } = {} as FreshExtension;
  beforeEach(() => {
    extension = freshExtension();
    ({ editor, context, memory } = extension);
    FakeClient.answers.set('tuppence/api', () => ({ status: 200, value: {} }));
  });
  afterEach(() => endExtension(extension, deactivate));

  async function begin(): Promise<FakeClient> {
    activate(context);
    const client = await started(1);
    client.tell('tuppence/link', serving);
    return client;
  }

  it.each([
    { kind: 'port-taken', port: 4711, who: 'nginx', nextPort: 4712 },
    { kind: 'failed', message: 'The data folder cannot be written.' },
  ])('reach a process that cannot serve: $kind', async link => {
    const client = await begin();
    client.tell('tuppence/link', link);
    await context.secrets.store('tuppence.key.groq', 'gsk_x');
    await vi.waitFor(() => expect(client.asked).toHaveLength(1));
    editor.set('tuppence.budget.dayUsd', 5);
    await vi.waitFor(() =>
      expect(client.asked.map(({ params }) => params)).toEqual([
        { method: 'PUT', path: '/keys', body: { provider: 'groq', key: 'gsk_x' } },
        { method: 'PATCH', path: '/settings', body: { budget: { dayUsd: 5 } } },
      ]),
    );
    await vi.waitFor(() => expect(memory.get('tuppence.settingsTold')).toEqual({ budget: { dayUsd: 5 } }));
  });

  it('cause no complaint while no process is there: the next gets all with its first message', async () => {
    const first = await begin();
    first.crash();
    for (const count of [2, 3, 4, 5]) {
      await vi.advanceTimersByTimeAsync(10_000);
      (await started(count)).crash();
    }
    const said = editor.messages.length;
    await context.secrets.store('tuppence.key.groq', 'gsk_x');
    editor.set('tuppence.budget.dayUsd', 5);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(editor.messages).toHaveLength(said);
    expect(editor.log.filter(line => line.includes('did not get'))).toEqual([]);
    void editor.commands.get('tuppence.restart')?.();
    expect((await started(6)).options.initializationOptions).toMatchObject({
      keys: { groq: 'gsk_x' },
      settings: { budget: { dayUsd: 5 } },
    });
  });

  it('are not lost while the first message is being put together', async () => {
    const read = context.secrets.get.bind(context.secrets);
    let free: (() => void) | undefined;
    const held = new Promise<void>(resolve => (free = resolve));
    context.secrets.get = async key => {
      const value = await read(key);
      if (key === 'tuppence.key.groq') await held;
      return value;
    };
    activate(context);
    await vi.advanceTimersByTimeAsync(0);
    context.secrets.get = read;
    await context.secrets.store('tuppence.key.groq', 'gsk_late');
    free?.();
    const client = await started(1);
    expect(client.options.initializationOptions).toMatchObject({ keys: {} });
    client.tell('tuppence/link', serving);
    await vi.waitFor(() =>
      expect(client.asked).toEqual([
        {
          method: 'tuppence/api',
          params: { method: 'PUT', path: '/keys', body: { provider: 'groq', key: 'gsk_late' } },
        },
      ]),
    );
  });
});
