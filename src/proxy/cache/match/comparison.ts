import { plainIdentifier } from './identifiers.js';
import type { Token } from './tokens.js';

/**
 * The two sides of a comparison in one order: the difference between a and b is the one between b and a. A name that
 * only stands before the sides is their scene: 'git merge vs rebase' is 'merge vs rebase in git'.
 */
export function compared(
  words: readonly Token[],
  scopes: readonly string[],
): { readonly content: readonly Token[]; readonly scopes: readonly string[] } {
  const content = words.map(plainIdentifier);
  const joints = content.flatMap((word, at) => (sideJoints.has(word) ? [at] : []));
  const joint = joints[0];
  if (joints.length !== 1 || joint === undefined) return { content, scopes };
  const next = content[joint + 1] ?? '';
  const skip =
    (content[joint] === 'differ' || content[joint] === 'different') && /^(?:from|than|to)$/.test(next) ? 2 : 1;
  let sides = [content.slice(0, joint), content.slice(joint + skip)] as const;
  let inside = scopes;
  const [a, b] = sides;
  if (a.length === 0 || b.length === 0) return { content, scopes };
  const name = a.length > 1 ? a[0] : undefined;
  const others = [...a.slice(1), ...b.slice(b[0] === name ? 1 : 0)];
  if (name?.startsWith('@') === true && scopes.length === 0 && !others.some(word => word.startsWith('@'))) {
    sides = [a.slice(1), b[0] === name && b.length > 1 ? b.slice(1) : b];
    inside = [name.slice(1)];
  }
  const ordered = sides.map(side => side.join(' ')).sort();
  return { content: [ordered[0] ?? '', '/', ordered[1] ?? ''], scopes: inside };
}

const sideJoints: ReadonlySet<string> = new Set(['and', 'vs', 'versus', 'differ', 'different', 'with', 'to']);
