/** Words of grammar. Tables only: what each is left out of or kept for is said where it is used. */

/** The only words that never mean anything. */
export const articles: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** Whose it is does not change how it is done, but 'my name' is not 'your name'. */
export const owners: ReadonlySet<string> = new Set(['my', 'your', 'our']);

/** Words that tie the next word to what stands before it: a name behind one of them is no scene. */
export const linking: ReadonlySet<string> = new Set(
  (
    'to from into onto in on at by with without for of as and or not no than vs versus before after between over under is are ' +
    'be if when while unless until except instead via through against about like called named only every each all any ' +
    'install uninstall update upgrade learn use call run start stop open via inside outside has have had was were'
  ).split(' '),
);

/** Words that open a clause of their own: around them, nothing changes places. */
export const clauses: ReadonlySet<string> = new Set(
  'that which who if when while because and or but unless until before after so than'.split(' '),
);

/** The best one and the best ones are different wishes. */
export const superlatives: ReadonlySet<string> = new Set(
  'best worst most least top largest smallest biggest fastest slowest'.split(' '),
);
