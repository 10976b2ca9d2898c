import { orderVerbs } from './order-verbs.js';

/** The verb behind a participle ('renamed', 'written'); undefined when it is none that opens an order. */
export function verbOfParticiple(participle: string): string | undefined {
  const irregular = irregulars.get(participle);
  if (irregular !== undefined) return irregular;
  if (!participle.endsWith('ed') || participle.length < 5) return undefined;
  const stem = participle.slice(0, -2);
  const verbs = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
  return verbs.find(verb => orderVerbs.has(verb));
}

const irregulars: ReadonlyMap<string, string> = new Map([
  ['made', 'make'],
  ['built', 'build'],
  ['written', 'write'],
  ['sent', 'send'],
  ['found', 'find'],
  ['kept', 'keep'],
  ['drawn', 'draw'],
  ['hidden', 'hide'],
  ['undone', 'undo'],
  ['overridden', 'override'],
  ['thrown', 'throw'],
  ['caught', 'catch'],
  ['set', 'set'],
  ['run', 'run'],
  ['split', 'split'],
  ['read', 'read'],
]);
