import { randomBytes } from 'node:crypto';
import { commands, Uri } from 'vscode';
import type { Webview } from 'vscode';
import type { ApiAnswer, ApiCall, LinkState } from '../protocol/control.js';
import type { ToPage } from '../protocol/panel.js';
import { dashboardHtml } from './dashboard-html.js';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { linkSentence } from './link.js';
import { pageMayCall, readPageMessage } from './page-message.js';
import { providerNames } from './provider-names.js';
import { ProxyDownError } from './proxy-errors.js';

/** Puts the dashboard into a webview and answers it until the result is disposed. */
export function hostDashboard(webview: Webview, desk: Desk): Disposable {
  const { proxy, keys, log, context } = desk;
  const folder = Uri.joinPath(context.extensionUri, 'dist', 'media');
  let complained = false;
  const post = (message: ToPage) => void webview.postMessage(message);
  const postLink = async () => {
    const stored = await keys.read(providerNames());
    const answers = proxy.snapshot()?.proxy.demo === false;
    const link = proxy.link();
    // The page knows no stopped proxy: it says the sentence and offers to start it.
    const shown: LinkState = link.kind === 'stopped' ? { kind: 'failed', message: linkSentence(link) } : link;
    post({ kind: 'link', link: shown, hasKey: answers || Object.keys(stored).length > 0 });
  };
  const postSnapshot = () => {
    const snapshot = proxy.snapshot();
    if (snapshot !== undefined) post({ kind: 'snapshot', snapshot });
  };
  const listeners: readonly Disposable[] = [
    webview.onDidReceiveMessage(async (value: unknown) => {
      const message = readPageMessage(value);
      if (message === undefined) {
        if (!complained) log.warn('The dashboard sent a message of a shape that is not known; it is ignored.');
        complained = true;
      } else if (message.kind === 'ready') {
        await postLink();
        postSnapshot();
      } else if (message.kind === 'command') {
        await commands.executeCommand(message.command);
      } else {
        post({ kind: 'answer', id: message.id, ...(await answer(message.call, desk)) });
      }
    }),
    proxy.onLink(() => void postLink()),
    proxy.onSnapshot(postSnapshot),
    keys.onChange(() => void postLink()),
  ];
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = dashboardHtml({
    script: webview.asWebviewUri(Uri.joinPath(folder, 'dashboard.js')).toString(),
    style: webview.asWebviewUri(Uri.joinPath(folder, 'dashboard.css')).toString(),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
  });
  return {
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** Every call gets an answer, as over HTTP. */
async function answer(call: ApiCall, { proxy, log }: Desk): Promise<ApiAnswer> {
  if (!pageMayCall(call)) return failure(403, 'The dashboard may not do that.');
  try {
    return await proxy.call(call);
  } catch (error) {
    if (!(error instanceof ProxyDownError)) log.error(`${call.method} ${call.path}: ${String(error)}`);
    return failure(503, error instanceof Error ? error.message : String(error));
  }
}

function failure(status: number, message: string): ApiAnswer {
  return { status, value: { error: { message } } };
}
