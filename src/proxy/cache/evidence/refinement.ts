// How people show that an answer was not what they wanted.

/** A short 'no', as people begin when they did not get what they asked for. */
export function saysNo(words: string): boolean {
  return words.length <= shortChars && no.test(words.trim());
}

const shortChars = 300;
/** The first words decide, in the commonest languages. */
const no = new RegExp(
  `^(?:${[
    "(?:no|nope|wrong|incorrect)(?![\\p{L}'’])(?! (?:problem|worries|need|thanks|thank))",
    "(?:that|this|it)(?:['’]s| is| was)? (?:not|wrong|incorrect)|that isn['’]?t|not what i|i (?:meant|asked|said)|you misunderstood",
    'nein(?!\\p{L})|falsch|das (?:ist|war) (?:nicht|falsch)|ich meinte|nicht das',
    "non(?!\\p{L})|faux|incorrect|ce n’est pas|ce n'est pas|je voulais dire",
    'incorrecto|eso no|quise decir|não(?!\\p{L})|errado|sbagliato|intendevo|nee(?!\\p{L})|fout',
    'нет(?!\\p{L})|неверно|неправильно|не то|不对|不是|错了|错|違う|違います|いいえ|間違|아니|틀렸',
  ].join('|')})`,
  'iu',
);

/** Nearly the same words, with nothing exchanged that makes it another question: more of them, or some left out. */
export function isReask(asked: string, next: string): boolean {
  const [a, b] = [wordsOf(asked), wordsOf(next)];
  const shared = [...a].filter(word => b.has(word)).length;
  const smaller = Math.min(a.size, b.size);
  // One word in the place of another is a new question of the same make: 'in Go', 'in Rust'.
  return smaller >= 2 && shared === smaller && shared / Math.max(a.size, b.size) >= 0.6;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}_.+#-]+/gu) ?? []);
}
