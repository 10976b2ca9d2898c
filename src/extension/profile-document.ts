import { commands, Uri, workspace } from 'vscode';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { profileMarkdown } from './profile.js';

const scheme = 'tuppence-profile';

/** Serves the profile of past prompts as a read-only document, made anew whenever it is opened. */
export function serveProfile({ proxy }: Desk): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async () => {
      const profile = await proxy.api('GET /profile', { query: { since: '30d' } });
      return profileMarkdown(profile, new Date(profile.sinceMs).toLocaleDateString());
    },
  });
}

/** Opens it, rendered. Rejects when the proxy does not answer. */
export async function openProfile({ proxy }: Desk, nowMs: number): Promise<void> {
  // Asked once before, so that a proxy that is away is told as an error and not as an empty page.
  await proxy.api('GET /profile', { query: { since: '30d' } });
  const uri = Uri.from({ scheme, path: '/My prompts.md', query: String(nowMs) });
  await commands.executeCommand('markdown.showPreview', uri);
}
