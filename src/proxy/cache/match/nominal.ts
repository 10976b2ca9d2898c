import { bareVerb } from './inflection.js';
import { orderVerbs } from './order-verbs.js';

/**
 * A noun of action that opens a telegram, as the verb: 'parsing of dates in Rust' is 'parse dates in Rust' and 'email
 * validation in PHP' is 'validate emails in PHP'. Only where the noun heads all that is asked; what a question asks about
 * it ('what is error handling') is another matter. The text is tokens joined by blanks, unwrapped.
 */
export function asVerb(text: string): string {
  const order = ofThing(text) ?? thingFirst(text) ?? nameFirst(text);
  return order === undefined ? (example(text) ?? text) : `how to ${order}`;
}

/** 'Deployment of a Flask app', 'safe rotation of API keys'. */
function ofThing(text: string): string | undefined {
  const found = /^(?:the )?(?:([a-z]+) )?([a-z]+) of (\S.*)$/.exec(text);
  const [, how = '', noun = '', rest = ''] = found ?? [];
  const verb = found === null || doneByItself.has(noun) ? undefined : verbOf(noun);
  if (verb === undefined || /^(?:what|which|how|why) /.test(rest)) return undefined;
  if (how === '') return `${verb} ${rest}`;
  // A manner; other adjectives ('lazy evaluation', 'manual rotation') may name a kind of its own.
  const manner = manners.get(how);
  return manner === undefined || rest.includes(' in ') ? undefined : `${verb} ${rest} ${manner}`;
}

/** 'String to date conversion', 'collision detection between two circles'. */
function thingFirst(text: string): string | undefined {
  const turned = /^([a-z]+) to ([a-z]+) conversion( (?:in|with|using) .+)?$/.exec(text);
  if (turned !== null) return `convert ${turned[1] ?? ''} to ${turned[2] ?? ''}${turned[3] ?? ''}`;
  const found = /^([a-z]+|`[A-Z]+) ([a-z]+) ((?:in|with|using|between|on|for) .+)$/.exec(text);
  const [, thing = '', noun = '', rest = ''] = found ?? [];
  const verb = found === null || orderVerbs.has(thing) ? undefined : actions.get(noun);
  if (verb === undefined || notThings.has(thing)) return undefined;
  return `${verb} ${several.has(thing) ? `${thing}s` : thing} ${rest}`;
}

/** 'React form validation', 'pip proxy setup'. */
function nameFirst(text: string): string | undefined {
  const found = /^(@\S+) ([a-z]+) ([a-z]+)$/.exec(text);
  const [, name = '', thing = '', noun = ''] = found ?? [];
  const verb = noun === 'setup' ? 'set up' : named.has(noun) ? actions.get(noun) : undefined;
  if (found === null || verb === undefined || notThings.has(thing) || orderVerbs.has(thing)) return undefined;
  return `${verb} ${several.has(thing) ? `${thing}s` : thing} in ${name}`;
}

/** 'Hibernate cascade deletion' is about a kind of deletion; these are said of what stands before them. */
const named: ReadonlySet<string> = new Set(
  'validation handling parsing configuration installation pagination detection'.split(' '),
);

/** 'TypeScript generics example'. */
function example(text: string): string | undefined {
  const found =
    /^(@\S+ )?((?!(?:a|an|the|give|show|write|what|which|how|good|simple|best|counter|for|in|of|with|need) )[a-z]+(?: [a-z]+){0,2}) (examples?)$/.exec(
      text,
    );
  if (found === null || orderVerbs.has((found[2] ?? '').split(' ')[0] ?? '')) return undefined;
  return `give ${found[3] === 'example' ? 'an example' : 'examples'} of ${found[2] ?? ''}${found[1] === undefined ? '' : ` in ${found[1].trim()}`}`;
}

function verbOf(noun: string): string | undefined {
  const known = actions.get(noun);
  if (known !== undefined) return known;
  const verb = noun.endsWith('ing') ? (bareVerb(noun) === noun ? undoubled(noun.slice(0, -3)) : bareVerb(noun)) : noun;
  return verb !== noun && orderVerbs.has(verb) ? verb : undefined;
}

function undoubled(stem: string): string {
  return [`${stem}e`, stem, stem.replace(/(.)\1$/, '$1')].find(verb => orderVerbs.has(verb)) ?? stem;
}

const manners: ReadonlyMap<string, string> = new Map([
  ['safe', 'safely'],
  ['secure', 'securely'],
  ['automatic', 'automatically'],
  ['efficient', 'efficiently'],
]);

/** What a language or a system does by itself: 'passing of arguments in Python' asks how it does. */
const doneByItself: ReadonlySet<string> = new Set(
  (
    'binding ordering scheduling indexing caching loading rendering batching hashing locking blocking handling overriding resolving ' +
    'typing propagating dispatching compiling allocating executing evaluating inheriting passing returning casting throwing ' +
    'catching running starting sharing copying closing updating refreshing listening subclassing initialization'
  ).split(' '),
);

/** Words before the noun that are no things it is done to. */
const notThings: ReadonlySet<string> = new Set(
  'the a an this that static dynamic lazy automatic manual custom simple fast safe async linear binary logistic best good how what is no implicit explicit soft hard cross continuous formal numerical numeric recursive symmetric hybrid live rolling canary silent server client cloud'.split(
    ' ',
  ),
);

/** Things that are counted, of which the verb is said in the plural. */
const several: ReadonlySet<string> = new Set(
  'email e-mail collision error exception duplicate image file password date string edge face object url phone'.split(
    ' ',
  ),
);

/** Nouns that name the doing; the ones that as often name a thing (`selection`, `collection`, `function`) are left out. */
const actions: ReadonlyMap<string, string> = new Map(
  (
    'deployment:deploy installation:install validation:validate pagination:paginate comparison:compare optimization:optimize ' +
    'optimisation:optimize configuration:configure rotation:rotate conversion:convert detection:detect creation:create ' +
    'deletion:delete removal:remove generation:generate extraction:extract calculation:calculate computation:compute ' +
    'initialization:initialize encryption:encrypt decryption:decrypt compression:compress ' +
    'concatenation:concatenate insertion:insert migration:migrate modification:modify normalization:normalize ' +
    'serialization:serialize deserialization:deserialize simulation:simulate verification:verify visualization:visualize ' +
    'integration:integrate minification:minify handling:handle parsing:parse'
  )
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
);
