/** The first offset from `at` on that is neither white space nor in a comment. */
export function skipTrivia(text: string, at: number): number {
  let here = at;
  for (;;) {
    const [space] = /^\s*/.exec(text.slice(here)) ?? [''];
    here += space.length;
    if (text.startsWith('//', here)) {
      const end = text.indexOf('\n', here);
      here = end === -1 ? text.length : end;
    } else if (text.startsWith('/*', here)) {
      const end = text.indexOf('*/', here + 2);
      here = end === -1 ? text.length : end + 2;
    } else {
      return here;
    }
  }
}

/** The end of comments that stand behind `at` on the same line with nothing behind them; `at` when there are none. */
export function pastComments(text: string, at: number): number {
  const [found] = /^(?:[ \t]|\/\*(?:(?!\*\/)[^\n])*\*\/)*(?:\/\/[^\n]*)?(?=\r?\n|$)/.exec(text.slice(at)) ?? [''];
  return at + found.trimEnd().length;
}
