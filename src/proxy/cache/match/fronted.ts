import { orderVerbs } from './order-verbs.js';

/**
 * What is said before a question and could as well stand behind it: 'if the request times out, how should my app retry',
 * 'without jQuery, how do I toggle a class'. The whole part goes to the end. Only where one comma parts the two, so that
 * it is clear where the part ends. The text is tokens joined by blanks.
 */
export function frontedLast(text: string): string {
  const found = parts.exec(text);
  const [, part = '', asked = ''] = found ?? [];
  if (found === null || onlyName.test(part) || !asks(asked)) return text;
  return `${asked} ${part}`;
}

const opener =
  '(?:in|on|inside|within|with|without|for|from|using|given|during|at|as|to|if|when|while|since|because|after|before|unless|' +
  'until|once|whenever|instead|assuming|considering|via|through|under|under|across)';
const parts = new RegExp(`^(${opener} [^,.:-]+?) , ((?:then )?[^,.:-]+)$`);

/** 'In Python, how do I': a scene, which has its own place. */
const onlyName = /^(?:in|on|under|using|with|for) @\S+$/;

const question =
  /^(?:how|what|why|when|where|which|who|is|are|can|could|should|do|does|did|would|will|must|may|has|have) /;

function asks(text: string): boolean {
  const first = /^[a-z]+(?= )/.exec(text)?.[0] ?? '';
  return question.test(text) || orderVerbs.has(first) || orders.has(first);
}

const orders: ReadonlySet<string> = new Set(
  'explain describe give suggest recommend outline tell list name provide draft propose compare write show make'.split(
    ' ',
  ),
);
