const endings = ['ingly', 'edly', 'ings', 'ing', 'ies', 'ied', 'ers', 'er', 'ed', 'es', 'ly', 's', 'e', 'y'];

/** Names that only look like forms of another word. */
const wholeWords: ReadonlySet<string> = new Set(
  'https sftp ftps redis rails windows pandas kubernetes postgres helm devops nginx sass less numpy keras express requests'.split(
    ' ',
  ),
);

/**
 * A crude English stem: the word without one common ending, and without a doubled last letter. Wrong now and then, which
 * only costs a worse start for that word's vector. Words with digits and short words are their own stem.
 */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word) || wholeWords.has(word)) return word;
  const ending = endings.find(candidate => word.endsWith(candidate) && word.length - candidate.length >= 3);
  const bare = ending === undefined || word.endsWith('ss') ? word : word.slice(0, -ending.length);
  return bare.replace(/([bdgmnprt])\1$/, '$1');
}
