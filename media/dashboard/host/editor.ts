import type { ApiAnswer } from '../../../src/protocol/control.js';
import { pageCommands } from '../../../src/protocol/panel.js';
import type { FromPage, ToPage } from '../../../src/protocol/panel.js';
import type { Host } from './host.js';

/** What the editor gives to the pages it shows. */
export interface EditorApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): unknown;
}

/** The extension may be busy, or the view hidden when the answer came; nobody waits for ever. */
const patienceMs = 20_000;

/** The page inside the editor: the extension speaks for the proxy, and the editor's own pickers change things. */
export function editorHost(api: EditorApi): Host {
  const waiting = new Map<number, (answer: ApiAnswer) => void>();
  let lastId = 0;
  return {
    can: { commands: new Set(pageCommands), changesMode: false },
    start(tell) {
      window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
        if (data.kind !== 'answer') {
          tell(data);
          return;
        }
        waiting.get(data.id)?.({ status: data.status, value: data.value });
        waiting.delete(data.id);
      });
      api.postMessage({ kind: 'ready' });
    },
    call(call) {
      lastId += 1;
      const id = lastId;
      return new Promise(resolve => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          resolve({ status: 0, value: null });
        }, patienceMs);
        waiting.set(id, answer => {
          clearTimeout(timer);
          resolve(answer);
        });
        api.postMessage({ kind: 'api', id, call });
      });
    },
    run: command => api.postMessage({ kind: 'command', command }),
    unlock: () => undefined,
    readKept: () => api.getState(),
    writeKept: value => api.setState(value),
  };
}
