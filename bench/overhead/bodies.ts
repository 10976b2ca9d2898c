import { languages, type Talk } from './languages.js';
import type { CasePlan } from './plan.js';

/** Makes request bodies of one shape; each call differs from all others in one word of the last message. */
export interface BodyMaker {
  /** A body never sent before. */
  fresh(): Buffer;
  /** The same body every time, equal to no fresh one. */
  readonly repeated: Buffer;
}

const marker = 'mark-00000000';

type Shape = Pick<CasePlan, 'dialect' | 'form' | 'bodyBytes'>;

/**
 * Bodies of exactly the size asked for: a system text and a question at 500 B; a long conversation about
 * code, without tools, at 200 kB. `series` keeps the bodies of two makers apart.
 */
export function makeBodies(shape: Shape, series: number): BodyMaker {
  const talk = shape.bodyBytes === 500 ? shortTalk : longTalk;
  const { body } = languages[shape.dialect];
  const template = sized(shape.bodyBytes, pad => body(talk(pad), shape.form === 'stream'));
  const at = template.lastIndexOf(marker) + 'mark-'.length;
  const stamp = (n: number): Buffer => {
    const stamped = Buffer.from(template);
    stamped.write((series * 0x100_0000 + n).toString(16).padStart(8, '0'), at, 'latin1');
    return stamped;
  };
  let count = 0;
  return { fresh: () => stamp(++count), repeated: stamp(0) };
}

/** A question on its own, as a chat window sends it. */
export function questionBody(question: string): Buffer {
  return Buffer.from(JSON.stringify(languages.chat.body({ system, turns: [question] }, false)));
}

const system = 'You are a careful assistant for developers. Answer briefly.';

function shortTalk(pad: string): Talk {
  const question = `How does a rebase treat merge commits on the branch ${marker} when it has been pushed before?`;
  return { system: system + pad, turns: [question] };
}

function longTalk(pad: string): Talk {
  const line = '  if (entry.expiresMs <= nowMs) { evict(entry); } // "gone" from here on\n';
  const parts = Array.from({ length: 60 }, (_, i) => `Part ${i}:\n${line.repeat(40)}`);
  const question = `Which of these parts holds ${marker}, and what would break without it?`;
  return { system: system + pad, turns: [...parts, question] };
}

/** The body that `make` gives, its padding chosen so that it has exactly `bytes` bytes. */
function sized(bytes: number, make: (pad: string) => object): Buffer {
  const missing = bytes - JSON.stringify(make('')).length;
  const filler = ' Prefer plain words. Name the command first and its risk after it.';
  return Buffer.from(JSON.stringify(make(filler.repeat(missing / filler.length + 1).slice(0, missing))));
}
