import type { ExtensionContext } from 'vscode';
import { Uri } from './vscode.js';
import type { Editor } from './vscode.js';

/** What the editor hands to `activate`; `memory` is its global state. */
export function fakeContext(editor: Editor, memory: Map<string, unknown>): ExtensionContext {
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
