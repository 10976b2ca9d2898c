import type { QuestionKind } from './question-kind.js';

/**
 * What a thing has. 'The size of a cookie' is 'the cookie size', and 'the version of Python' is 'the Python version'.
 * Nouns that also name a thing of its own inside its owner are left out: the role of Kubernetes is no Kubernetes role,
 * and the function of a hash is no hash function.
 */
const measures: ReadonlySet<string> = new Set('length size width height depth version limit capacity'.split(' '));

/** Asked for by 'what is': here the type of a class could be a class type. */
const defined: ReadonlySet<string> = new Set(
  'complexity port ports syntax performance license popularity overhead features benefits advantages disadvantages drawbacks limitations pros-and-cons'.split(
    ' ',
  ),
);

/** Read or changed by a request: here it is always the one that the thing has. */
const handled: ReadonlySet<string> = new Set(
  'name type value index color background port owner message title style status signature extension permissions timeout priority description icon label checksum theme'.split(
    ' ',
  ),
);

/** Whether this noun, asked for in this kind of question, is only said of its owner. */
export function isAttribute(noun: string, kind: QuestionKind): boolean {
  return measures.has(noun) || (kind === 'how' ? handled : defined).has(noun);
}

/** The same, where the kind of question is not known yet. */
export function isAttributeAnywhere(noun: string): boolean {
  return measures.has(noun) || defined.has(noun);
}
