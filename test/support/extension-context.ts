import type { ExtensionContext } from 'vscode';
import { expect, vi } from 'vitest';
import { LanguageClient } from './language-client.js';
import { resetEditor, Uri } from './vscode.js';
import type { Editor } from './vscode.js';

/** An extension that is about to be activated in the stand-in editor. */
export interface FreshExtension {
  readonly editor: Editor;
  readonly context: ExtensionContext;
  /** The editor's global state. */
  readonly memory: Map<string, unknown>;
}

/** A new editor, in which time stands still until the test moves it. */
export function freshExtension(): FreshExtension {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const editor = resetEditor();
  LanguageClient.reset();
  const memory = new Map<string, unknown>();
  return { editor, context: fakeContext(editor, memory), memory };
}

/** Ends what {@link freshExtension} began; `deactivate` is the extension's own. */
export async function endExtension({ context }: FreshExtension, deactivate: () => Promise<void>): Promise<void> {
  await deactivate();
  for (const part of context.subscriptions.toReversed()) part.dispose();
  vi.useRealTimers();
}

/** The process that is started as the `count`th. */
export async function started(count: number): Promise<LanguageClient> {
  await vi.waitFor(() => expect(LanguageClient.all).toHaveLength(count));
  await vi.advanceTimersByTimeAsync(0);
  return LanguageClient.last;
}

/** What the editor hands to `activate`; `memory` is its global state. */
function fakeContext(editor: Editor, memory: Map<string, unknown>): ExtensionContext {
  const changed = (key: string) => {
    editor.secretChanged.fire({ key });
    return Promise.resolve();
  };
  return {
    subscriptions: [],
    extensionPath: '/extension',
    extensionUri: Uri.file('/extension'),
    globalStorageUri: Uri.file('/storage'),
    extension: { packageJSON: { version: '0.1.0' } },
    globalState: {
      get: (key: string, standard: unknown) => memory.get(key) ?? standard,
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
    },
    secrets: {
      get: (key: string) => Promise.resolve(editor.secrets.get(key)),
      store: (key: string, value: string) => {
        editor.secrets.set(key, value);
        return changed(key);
      },
      delete: (key: string) => {
        editor.secrets.delete(key);
        return changed(key);
      },
      onDidChange: editor.secretChanged.event,
    },
  } as unknown as ExtensionContext;
}
