import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  CancellationToken,
  LanguageModelChatInformation,
  LanguageModelChatProvider,
  LanguageModelChatRequestMessage,
  LanguageModelResponsePart,
  ProvideLanguageModelChatResponseOptions,
} from 'vscode';
import type { Desk } from '../../../src/extension/desk.js';
import { provideModels } from '../../../src/extension/language-model/provider.js';
import type { Link } from '../../../src/extension/link.js';
import type { ModelOffer } from '../../../src/protocol/api.js';
import type { Address } from '../../../src/protocol/control.js';
import type { Snapshot } from '../../../src/protocol/snapshot.js';
import { startProvider, type SimulatedProvider } from '../../clients/upstreams/provider.js';
import { readsNote, secret } from '../../clients/upstreams/script.js';
import { startProxy, type ProxyProcess } from '../../support/proxy.js';
import { startUpstream } from '../../support/upstream.js';
import {
  EventEmitter,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  LanguageModelToolResultPart,
  resetEditor,
} from '../../support/vscode.js';

// The provider as the editor uses it, in front of a real proxy and a simulated upstream.

const tiers = { cheap: 'openai:gpt-5-nano', strong: 'openai:gpt-5.1' };
const offers: readonly ModelOffer[] = [
  { tier: 'openai:gpt-5-nano', provider: 'openai', model: 'gpt-5-nano', inputUsdPerMTok: 0.05, outputUsdPerMTok: 0.4 },
  { tier: 'openai:gpt-5.1', provider: 'openai', model: 'gpt-5.1', inputUsdPerMTok: 1.25, outputUsdPerMTok: 10 },
];
const auto = { toolMode: 1 } as unknown as ProvideLanguageModelChatResponseOptions;
const readTool = {
  name: 'read_note',
  description: 'Reads a note',
  inputSchema: { type: 'object', properties: { path: { type: 'string' } } },
};
const never = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
} as unknown as CancellationToken;

describe('Tuppence as a provider of models to the editor', () => {
  let upstream: SimulatedProvider;
  let proxy: ProxyProcess;
  let address: Address;
  let link: Link;
  let provider: LanguageModelChatProvider;
  let changes: number;
  const links = new EventEmitter<Link>();
  const snapshots = new EventEmitter<Snapshot>();
  let facts = { tiers, providers: ['openai'], demo: false };

  beforeAll(async () => {
    upstream = await startProvider(readsNote({ name: 'read_note', input: { path: 'note.txt' } }));
    proxy = await startProxy({ upstream: upstream.url, settings: { routing: { tiers } } });
  });
  afterAll(() => Promise.all([proxy.stop(), upstream.close()]));

  beforeEach(() => {
    const editor = resetEditor();
    address = { url: proxy.url, token: proxy.token };
    link = { kind: 'stopped' };
    facts = { tiers, providers: ['openai'], demo: false };
    changes = 0;
    const desk = {
      proxy: {
        link: () => link,
        snapshot: () => ({ proxy: facts }),
        onLink: links.event,
        onSnapshot: snapshots.event,
        address: () => Promise.resolve(address),
        api: () => Promise.resolve({ models: offers }),
      },
    } as unknown as Desk;
    provideModels(desk);
    provider = editor.models.get('tuppence') as LanguageModelChatProvider;
    provider.onDidChangeLanguageModelChatInformation!(() => (changes += 1));
  });

  const up = (): void => {
    link = { kind: 'serving', url: proxy.url } as Link;
    links.fire(link);
  };
  const list = async (): Promise<readonly LanguageModelChatInformation[]> =>
    (await provider.provideLanguageModelChatInformation({ silent: true }, never)) ?? [];
  const chat = async (
    id: string,
    messages: readonly object[],
    options: Partial<ProvideLanguageModelChatResponseOptions> = {},
    token = never,
  ): Promise<readonly LanguageModelResponsePart[]> => {
    const parts: LanguageModelResponsePart[] = [];
    const model = (await list()).find(candidate => candidate.id === id)!;
    await provider.provideLanguageModelChatResponse(
      model,
      messages as readonly LanguageModelChatRequestMessage[],
      { ...auto, ...options },
      { report: part => void parts.push(part) },
      token,
    );
    return parts;
  };
  const user = (...content: readonly unknown[]): object => ({ role: 1, name: undefined, content });
  const lastBody = (): { model: string } => JSON.parse(upstream.seen().at(-1)!.body) as { model: string };

  it('offers nothing until a proxy listens, and tells the editor when one does and when the tiers change', async () => {
    expect(await list()).toEqual([]);
    up();
    expect(changes).toBe(1);
    expect((await list()).map(({ id }) => id)).toEqual(['tuppence-auto', 'tuppence-cheap', 'tuppence-strong']);
    snapshots.fire({} as Snapshot);
    expect(changes).toBe(1);
    facts = { ...facts, tiers: { ...tiers, cheap: 'openai:gpt-4.1-nano' } };
    snapshots.fire({} as Snapshot);
    expect(changes).toBe(2);
  });

  it('asks the tier that was chosen, and brings a whole tool loop home', async () => {
    up();
    const first = await chat('tuppence-cheap', [user(new LanguageModelTextPart('What does the note say?'))], {
      tools: [readTool],
    });
    expect(lastBody().model).toBe('gpt-5-nano');
    const [call] = first.filter(part => part instanceof LanguageModelToolCallPart);
    expect(call).toMatchObject({ name: 'read_note', input: { path: 'note.txt' } });

    const second = await chat(
      'tuppence-cheap',
      [
        user(new LanguageModelTextPart('What does the note say?')),
        { role: 2, name: undefined, content: [call] },
        user(
          new LanguageModelToolResultPart(call!.callId, [new LanguageModelTextPart(`The secret word is ${secret}.`)]),
        ),
      ],
      { tools: [readTool] },
    );
    const text = second.map(part => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
    expect(text).toBe(`The note says ${secret} — naïve, 東京, 🙂.`);
    expect(second.length).toBeGreaterThan(1);
    expect(lastBody().model).toBe('gpt-5-nano');
  });

  it('lets Tuppence choose for Auto', async () => {
    up();
    await chat('tuppence-auto', [user(new LanguageModelTextPart('Hello'))]);
    expect(['gpt-5-nano', 'gpt-5.1']).toContain(lastBody().model);
  });

  it('tells what the proxy says as an error of the editor’s own kinds', async () => {
    up();
    const refusing = await startUpstream({ always: { kind: 'status', status: 401 } });
    const strict = await startProxy({ upstream: refusing.url, settings: { routing: { tiers } } });
    address = strict;
    await expect(chat('tuppence-strong', [user(new LanguageModelTextPart('x'))])).rejects.toMatchObject({
      code: 'NoPermissions',
    });
    await Promise.all([strict.stop(), refusing.close()]);
  });

  it('gives the token to no other program that has taken the port, not even at the second try', async () => {
    up();
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      heard.push(JSON.stringify(request.headers));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: [DONE]\n\n');
    });
    await new Promise<void>(ready => stranger.listen(0, '127.0.0.1', ready));
    address = { url: `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`, token: proxy.token };
    const before = upstream.seen().length;
    await expect(chat('tuppence-strong', [user(new LanguageModelTextPart('x'))])).rejects.toThrow(
      'in place of this Tuppence',
    );
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.join()).not.toContain(proxy.token);
    expect(upstream.seen()).toHaveLength(before);
    stranger.closeAllConnections();
    await new Promise(closed => stranger.close(closed));
  });

  it('asks again where another window has taken over', async () => {
    up();
    const good = address;
    address = { ...good, url: 'http://127.0.0.1:1' };
    const asked = chat('tuppence-strong', [user(new LanguageModelTextPart('Hello again'))]);
    // Behind the first attempt, which asks at once; the second comes two seconds later.
    setTimeout(() => (address = good), 200);
    expect(await asked).not.toEqual([]);
  });

  it('asks nobody when the user has left already', async () => {
    up();
    const before = upstream.seen().length;
    const left = { ...never, isCancellationRequested: true };
    await expect(chat('tuppence-strong', [user(new LanguageModelTextPart('Never mind'))], {}, left)).rejects.toThrow();
    expect(upstream.seen()).toHaveLength(before);
  });

  it('estimates tokens of texts and messages', async () => {
    up();
    const [model] = await list();
    expect(await provider.provideTokenCount(model!, 'four', never)).toBe(1);
    const message = user(new LanguageModelTextPart('12345678')) as LanguageModelChatRequestMessage;
    expect(await provider.provideTokenCount(model!, message, never)).toBe(6);
  });
});
