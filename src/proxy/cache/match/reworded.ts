import { asked } from './asked-plainly.js';
import { asVerb } from './nominal.js';
import { withoutChatter } from './chatter.js';
import { guarded } from './guarded.js';
import { inOneSentence } from './one-sentence.js';
import { plainlySpelt } from './spelt.js';
import { unwrap } from './wrapping.js';

/**
 * Puts a question in the most usual of the ways in which it can be put, for the gate alone: 'parsing of dates' as 'parse
 * dates', two sentences as the one they come to, 'tell me the parts' as 'what are the parts'. The judge and the verifier
 * see texts as they were written, since they weigh differences and were trained so. Undefined: better not matched by a key.
 */
export function reworded(tokens: readonly string[]): readonly string[] | undefined {
  const safe = guarded(plainlySpelt(tokens).join(' '));
  if (safe === undefined) return undefined;
  let text = safe;
  for (let round = 0; round < 3; round++) {
    const before = text;
    text = rewordings.reduce((put, rule) => rule(put), text);
    if (text === before) break;
  }
  return text.split(' ').filter(token => token !== '');
}

const rewordings: readonly ((text: string) => string)[] = [withoutChatter, unwrap, inOneSentence, asked, asVerb];
