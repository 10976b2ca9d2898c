import { runChild } from './child/child.js';
import { stayBehind } from './child/detached.js';
import { detachedFlag } from './child/hand-over.js';
import { endOnFault } from './child/last-words.js';
import type { RunningProxy } from './running-proxy.js';

// Door 1: the proxy as the child of an editor's window, and as the process that stays when the last window has closed.

if (process.argv.includes(detachedFlag)) {
  let running: RunningProxy | undefined;
  endOnFault(() => running?.abandon());
  process.exit(await stayBehind(proxy => (running = proxy)));
} else {
  runChild();
}
