import { commands, Uri, workspace } from 'vscode';
import { wishWords } from '../protocol/what-if-words.js';
import type { WhatIfWish } from '../protocol/what-if.js';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { whatIfMarkdown } from './what-if.js';

const scheme = 'tuppence-what-if';
const query = { since: '30d' } as const;

/** Serves the past under other settings as read-only documents; the wish stands in the address. */
export function serveWhatIf({ proxy }: Desk): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async uri => {
      const wish = JSON.parse(uri.query) as WhatIfWish;
      const found = await proxy.api('POST /preview/what-if', { query, body: wish });
      return whatIfMarkdown(found, wishWords(wish), new Date(found.sinceMs).toLocaleDateString());
    },
  });
}

/** Opens it, rendered. Rejects when the proxy does not answer or the wish makes no sense. */
export async function openWhatIf({ proxy }: Desk, wish: WhatIfWish): Promise<void> {
  // Asked once before, so that a wish that is refused is told as an error and not as an empty page.
  await proxy.api('POST /preview/what-if', { query, body: wish });
  const uri = Uri.from({ scheme, path: '/What if.md', query: JSON.stringify(wish) });
  await commands.executeCommand('markdown.showPreview', uri);
}
