import type { Prompt } from '../prompt.js';
import type { Trust } from '../rooms/plan.js';
import { Outlet } from '../stream/outlet.js';
import type { Reply, StreamWatch } from '../wire.js';

/** Whether a stream begins as an answer should. An open gate's reply gives what was held back and all that follows. */
export type Gate = { readonly kind: 'open'; readonly reply: Reply } | { readonly kind: 'shut'; readonly trust: Trust };

/**
 * Holds a stream back until it says something, and looks whether that is the beginning of an answer: not an error, not
 * an end without words, not a refusal, and JSON where JSON is demanded. `giveUp` aborts when that takes too long.
 */
export function gateStream(prompt: Prompt, reply: Reply, giveUp: AbortController): Promise<Gate> {
  const { body } = reply;
  if (body.kind !== 'stream') return Promise.resolve({ kind: 'open', reply });
  return new Promise(resolve => {
    const held = new Outlet();
    const watch = prompt.dialect.watchStream();
    let decided = false;
    const decide = (flaw: string | undefined): void => {
      decided = true;
      if (flaw === undefined) {
        resolve({ kind: 'open', reply: { ...reply, body: { ...body, pipe: sink => held.pipe(sink) } } });
        return;
      }
      giveUp.abort();
      resolve({ kind: 'shut', trust: { enough: false, confidence: 0, flaw } });
    };
    body.pipe({
      chunk(bytes) {
        held.chunk(bytes);
        if (decided) return;
        watch.feed(bytes, false);
        const verdict = verdictOn(prompt, watch, held);
        if (verdict !== 'wait') decide(verdict === 'good' ? undefined : verdict);
      },
      end() {
        if (!decided) decide(watch.finding().empty ? 'empty' : undefined);
        held.end();
      },
      fail(events) {
        if (!decided) decide(giveUp.signal.aborted ? 'late' : 'broken');
        held.fail(events);
      },
    });
  });
}

function verdictOn(prompt: Prompt, watch: StreamWatch, held: Outlet): string {
  const { end, empty, refused, calledTools } = watch.finding();
  if (refused) return 'refused';
  if (watch.ended) return end === 'failed' ? 'failed' : empty ? 'empty' : 'good';
  if (empty) return 'wait';
  return prompt.facts.structured && !calledTools && !beginsJson(held.waiting()) ? 'no-json' : 'good';
}

/** The first words of a stream stand in the first text of its events, whatever the dialect calls it. */
function beginsJson(events: string): boolean {
  const first = /"(?:content|text|delta)"\s*:\s*"((?:[^"\\]|\\.)+)"/.exec(events)?.[1];
  if (first === undefined) return true;
  const words = first.replaceAll(/\\[nrt]/g, ' ').trim();
  return words === '' || /^[{["\d\-tfn]/.test(words.replaceAll('\\"', '"'));
}
