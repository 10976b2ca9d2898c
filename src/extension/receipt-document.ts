import { commands, Uri, workspace } from 'vscode';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { receiptMarkdown } from './receipt.js';

const scheme = 'tuppence-receipt';

/** Serves receipts as read-only documents, so that nothing asks to be saved. A tab that is restored asks the proxy again. */
export function serveReceipts(desk: Desk): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: uri => readReceipt(desk, uri.query),
  });
}

/** Opens the receipt of a request, rendered. Rejects when the proxy does not know the request or does not answer. */
export async function openReceipt(desk: Desk, requestId: string): Promise<void> {
  const { request } = await desk.proxy.api('GET /requests/:id/why', { id: requestId });
  const time = new Date(request.atMs).toTimeString().slice(0, 8).replaceAll(':', '.');
  const uri = Uri.from({ scheme, path: `/Request of ${time}.md`, query: requestId });
  await commands.executeCommand('markdown.showPreview', uri);
}

async function readReceipt({ proxy }: Desk, id: string): Promise<string> {
  const explanation = await proxy.api('GET /requests/:id/why', { id });
  return receiptMarkdown(explanation, new Date(explanation.request.atMs).toLocaleString());
}
