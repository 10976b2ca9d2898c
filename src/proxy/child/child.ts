import { isDeepStrictEqual } from 'node:util';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import type { LinkState } from '../../protocol/control.js';
import type { Snapshot } from '../../protocol/snapshot.js';
import { answerAddress, answerApi } from './answer.js';
import { openConversation, toResponseError } from './conversation.js';
import { endOnFault } from './last-words.js';
import { leave } from './leave.js';
import { openLink } from './link.js';
import type { Link } from './link.js';
import { readChildStart, readKeepRunning } from './start.js';
import { dataFolderOf } from './wanted.js';
import { openWindow } from './window.js';
import type { EditorWindow } from './window.js';

/** The language client waits 2 s for the answer to `shutdown`, and kills the process 2 s after `exit`. */
const politely = { graceMs: 1_200, limitMs: 1_700 };
/** Nobody waits when the editor itself is gone. */
const alone = { graceMs: 1_000, limitMs: 4_000 };

/** One window's end of the proxy, for as long as its editor lives. */
export function runChild(): void {
  const conversation = openConversation();
  const { connection } = conversation;
  let at: { readonly link: Link; readonly window: EditorWindow } | undefined;
  let leaving: Promise<void> | undefined;
  /** Nothing is told before the editor has said that it listens. */
  let heard = false;
  let last: Snapshot | undefined;
  let told: Snapshot | undefined;
  endOnFault(() => at?.link.seat()?.abandon());

  const tellLink = (state: LinkState) => {
    if (heard) conversation.tell('tuppence/link', state);
  };
  const show = (snapshot: Snapshot) => {
    last = snapshot;
    if (!heard || at === undefined) return;
    const complete = at.window.complete(snapshot);
    if (isDeepStrictEqual(complete, told)) return;
    told = complete;
    conversation.tell('tuppence/snapshot', complete);
  };
  const here = () => {
    if (at !== undefined) return at;
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The proxy has not been started: initialize comes first.');
  };

  connection.onRequest('initialize', (params: unknown) => {
    try {
      const options = (params as { readonly initializationOptions?: unknown } | undefined)?.initializationOptions;
      const start = readChildStart(options);
      const window = openWindow(start, dataFolderOf(start.dataFolder, process.env));
      at ??= { window, link: openLink({ window, tell: tellLink, show, random: Math.random }) };
      return { capabilities: {}, serverInfo: { name: 'tuppence', version: start.version } };
    } catch (error) {
      throw toResponseError(error);
    }
  });
  connection.onNotification('initialized', () => {
    heard = true;
    if (at !== undefined) tellLink(at.link.state());
    if (last !== undefined) show(last);
  });
  conversation.answer('tuppence/api', async params => {
    const { link, window } = here();
    const answer = await answerApi(link, window, params);
    // A setting that was put right is no trouble any more.
    if (last !== undefined) show(last);
    return answer;
  });
  conversation.answer('tuppence/address', () => answerAddress(here().link));
  conversation.answer('tuppence/retry', () => here().link.retry());
  conversation.answer('tuppence/keep-running', params => {
    const { link, window } = here();
    window.keepRunning = readKeepRunning(params);
    link.reconsider();
    return null;
  });

  const goAway = (times: typeof alone) => {
    leaving ??= at === undefined ? Promise.resolve() : leave(at.link, at.window, times);
    return leaving;
  };
  connection.onRequest('shutdown', async () => {
    await Promise.race([goAway(politely), pause(1_900)]);
    return null;
  });
  connection.onNotification('exit', () => {
    at?.link.seat()?.abandon();
    process.exit(leaving === undefined ? 1 : 0);
  });
  const orphaned = () => {
    const seat = at?.link.seat();
    const mayStay = at?.window.keepRunning.kind === 'until-idle';
    if (leaving === undefined && !mayStay) {
      seat?.abandon();
      process.exit(0);
    }
    void Promise.race([goAway(alone), pause(alone.limitMs + 500)]).finally(() => process.exit(0));
  };
  process.once('disconnect', orphaned);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, orphaned);
  connection.listen();
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, ms));
}
