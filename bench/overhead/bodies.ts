import type { CasePlan } from './plan.js';

/** Makes request bodies of one shape; each call differs from all others in one word of the last message. */
export interface BodyMaker {
  /** A body never sent before. */
  fresh(): Buffer;
  /** The same body every time, equal to no fresh one. */
  readonly repeated: Buffer;
}

const marker = 'mark-00000000';

/**
 * Bodies of exactly the size asked for: a system text and a question at 500 B; a long conversation about
 * code, without tools, at 200 kB. `series` keeps the bodies of two makers apart.
 */
export function makeBodies(plan: Pick<CasePlan, 'form' | 'bodyBytes'>, series: number): BodyMaker {
  const make = plan.bodyBytes === 500 ? shortBody : longBody;
  const template = sized(plan.bodyBytes, pad => make(plan.form, pad));
  const at = template.lastIndexOf(marker) + 'mark-'.length;
  const stamp = (n: number): Buffer => {
    const body = Buffer.from(template);
    body.write((series * 0x100_0000 + n).toString(16).padStart(8, '0'), at, 'latin1');
    return body;
  };
  let count = 0;
  return { fresh: () => stamp(++count), repeated: stamp(0) };
}

/** A question on its own, as a chat window sends it. */
export function questionBody(question: string): Buffer {
  return Buffer.from(
    JSON.stringify({
      ...head('json'),
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: question },
      ],
    }),
  );
}

const system = 'You are a careful assistant for developers. Answer briefly.';

// The mode stands first, where the mock provider looks for it.
function head(form: CasePlan['form']): object {
  const mode = form === 'stream' ? { stream: true, stream_options: { include_usage: true } } : { stream: false };
  return { model: 'gpt-4.1', ...mode };
}

function shortBody(form: CasePlan['form'], pad: string): object {
  const question = `How does a rebase treat merge commits on the branch ${marker} when it has been pushed before?`;
  const messages = [
    { role: 'system', content: system + pad },
    { role: 'user', content: question },
  ];
  return { ...head(form), messages };
}

function longBody(form: CasePlan['form'], pad: string): object {
  const line = '  if (entry.expiresMs <= nowMs) { evict(entry); } // "gone" from here on\n';
  const parts = Array.from({ length: 60 }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `Part ${i}:\n${line.repeat(40)}`,
  }));
  const question = `Which of these parts holds ${marker}, and what would break without it?`;
  const messages = [{ role: 'system', content: system + pad }, ...parts, { role: 'user', content: question }];
  return { ...head(form), messages };
}

/** The body that `make` gives, its padding chosen so that it has exactly `bytes` bytes. */
function sized(bytes: number, make: (pad: string) => object): Buffer {
  const missing = bytes - JSON.stringify(make('')).length;
  const filler = ' Prefer plain words. Name the command first and its risk after it.';
  return Buffer.from(JSON.stringify(make(filler.repeat(missing / filler.length + 1).slice(0, missing))));
}
