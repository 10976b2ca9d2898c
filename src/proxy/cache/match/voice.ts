import { orderVerbs } from './order-verbs.js';
import { verbOfParticiple } from './participles.js';

/**
 * Questions in the passive with a doer are put in the active: 'how are passwords stored by Linux' is 'how does Linux store
 * passwords'. Who does it to whom is said by the grammar, so nothing can change sides. The text is tokens joined by blanks.
 */
export function active(text: string): string {
  return formsOf.reduce((put, form) => form(put), text);
}

type Form = (text: string) => string;

const formsOf: readonly Form[] = [
  // 'by whom was the linked list invented'
  text => {
    const found = /^by whom (?:is|are|was|were) (.+) ([a-z]+)$/.exec(text);
    return found === null ? text : `who ${found[2] ?? ''} ${found[1] ?? ''}`;
  },
  // 'does' and 'do' are one; 'did' is not.
  text => text.replace(/^((?:(?:how|why|when|where|what|which|who)(?: [^ ]+){0,3}? )?)does (?=\S+ \S)/, '$1do '),
  // 'how is HTML parsed by the browser', 'which signals are sent by docker stop'
  text => {
    const found =
      /^((?:how|why|when|where)|(?:what|which) .+?) (is|are|was|were|gets?)((?: [^ ]+){0,6}?) ([a-z]+) by (.+)$/.exec(
        text,
      );
    return found === null
      ? text
      : turned(found[1] ?? '', found[2] ?? '', found[3] ?? '', found[4] ?? '', found[5] ?? '', text);
  },
  // 'is the Fetch API supported by Node', 'can an account be impersonated by a developer'
  text => {
    const found = /^(is|are|was|were) ((?:[^ ]+ ){1,6}?)([a-z]+) by (.+)$/.exec(text);
    return found === null
      ? text
      : turned('', found[1] ?? '', ` ${(found[2] ?? '').trim()}`, found[3] ?? '', found[4] ?? '', text);
  },
  text => {
    const found =
      /^((?:(?:how|why|when|where) )?(?:can|could|should|will|must|might|may)) ((?:[^ ]+ ){1,6}?)be ([a-z]+) by (.+)$/.exec(
        text,
      );
    const verb = found === null ? undefined : done(found[3] ?? '', found[4] ?? '');
    return found === null || verb === undefined
      ? text
      : `${found[1] ?? ''} ${found[4] ?? ''} ${verb} ${(found[2] ?? '').trim()}`;
  },
  // '(explain) how javascript is compiled by v8' and '(explain) how v8 compiles javascript'
  text => {
    const found = /^how (?!is |are )((?:[^ ]+ ){1,6}?)(?:is|are) ([a-z]+) by (.+)$/.exec(text);
    const verb = found === null ? undefined : done(found[2] ?? '', found[3] ?? '');
    if (found !== null && verb !== undefined) return `how ${found[3] ?? ''} ${verb} ${(found[1] ?? '').trim()}`;
    const said =
      /^(how (?!(?:to|do|does|did|is|are|can|could|should|would|will|i|you|we|many|much|long|often) )(?:[^ ]+ ){1,4}?)([a-z]+s) (\S.*)$/.exec(
        text,
      );
    const bare = said === null ? undefined : singularVerb(said[2] ?? '');
    return said === null || bare === undefined ? text : `${said[1] ?? ''}${bare} ${said[3] ?? ''}`;
  },
];

/** Puts the doer first; the text as it was when the participle is no known verb's. */
function turned(asks: string, be: string, thing: string, participle: string, doer: string, text: string): string {
  const verb = done(participle, doer);
  if (verb === undefined) return text;
  const helper = be === 'was' || be === 'were' ? 'did' : 'do';
  return `${asks} ${helper} ${doer} ${verb}${thing}`.trim();
}

/** The verb that somebody does; undefined where 'by' tells no doer ('sorted by name'). */
function done(participle: string, doer: string): string | undefined {
  const verb = verbOfParticiple(participle) ?? others.get(participle);
  return verb === undefined || byMeasure.has(verb) || /^(?:default|hand|[a-z]+ing)\b/.test(doer) ? undefined : verb;
}

function singularVerb(word: string): string | undefined {
  return [word.slice(0, -1), word.slice(0, -2), `${word.slice(0, -3)}y`].find(verb => orderVerbs.has(verb));
}

const byMeasure: ReadonlySet<string> = new Set(
  'sort order group divide multiply split increase decrease increment reduce separate mean'.split(' '),
);

/** Participles of what programs and people do, beside those of orders. */
const others: ReadonlyMap<string, string> = new Map(
  (
    'supported:support invented:invent recycled:recycle impersonated:impersonate fired:fire represented:represent treated:treat ' +
    'enforced:enforce produced:produce consumed:consume processed:process interpreted:interpret required:require affected:affect ' +
    'controlled:control owned:own maintained:maintain provided:provide offered:offer recommended:recommend thrown:throw ' +
    'used:use invoked:invoke allocated:allocate compiled:compile computed:compute resolved:resolve shared:share held:hold ' +
    'given:give taken:take seen:see known:know chosen:choose understood:understand written:write driven:drive triggered:trigger'
  )
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
);
