/**
 * The words behind a contraction: `don't` is 'do not', `what's` is 'what is'; the possessive s is left out. `next` is the
 * word behind it, or empty.
 */
export function expand(stem: string, suffix: string | undefined, next: string): readonly string[] {
  const low = stem.toLowerCase();
  const glued = suffix === undefined ? bareContractions.get(low) : undefined;
  if (glued !== undefined) return glued;
  switch (suffix?.toLowerCase()) {
    case undefined:
      return low === 'cannot' ? ['can', 'not'] : [stem];
    case 't':
      return negated(low, stem);
    case 's':
      return beforeIs.has(low) ? [stem, 'is'] : low === 'let' ? ['let', 'us'] : [stem];
    case 're':
      return [stem, 'are'];
    case 'm':
      return [stem, 'am'];
    case 've':
      return [stem, 'have'];
    case 'll':
      return [stem, 'will'];
    case 'd':
      return [stem, low === 'where' || low === 'why' || (low === 'how' && !followsWould.test(next)) ? 'did' : 'would'];
    default:
      return [`${stem}'${suffix ?? ''}`];
  }
}

/** 'How'd you profile this' asks for a way; 'how'd it go' for a story. */
const followsWould = /^(?:you|one|u)$/i;

function negated(low: string, stem: string): readonly string[] {
  if (low === 'can') return ['can', 'not'];
  if (low === 'won') return ['will', 'not'];
  return low.endsWith('n') ? [stem.slice(0, -1), 'not'] : [`${stem}'t`];
}

const beforeIs: ReadonlySet<string> = new Set('what how why where who when which it that there here he she'.split(' '));

const bareContractions: ReadonlyMap<string, readonly string[]> = new Map([
  ['whats', ['what', 'is']],
  ['hows', ['how', 'is']],
  ['wheres', ['where', 'is']],
  ['whys', ['why', 'is']],
  ['dont', ['do', 'not']],
  ['doesnt', ['does', 'not']],
  ['didnt', ['did', 'not']],
  ['cant', ['can', 'not']],
  ['isnt', ['is', 'not']],
  ['arent', ['are', 'not']],
  ['im', ['i', 'am']],
]);
