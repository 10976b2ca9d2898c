// How people show that an answer was not what they wanted. Shape first: a short turn that opens with one small word and a
// pause, nothing but question marks, a thumb turned down, the same question once more. Words are only needed to tell a no
// from the other small words that turns open with (yes, ok, thanks); those are few in any language.

/** A short 'no', as people begin when they did not get what they asked for. */
export function saysNo(words: string): boolean {
  const turn = words.trim().normalize('NFKC').replaceAll('’', "'");
  if (turn.length > shortChars || thanks.test(turn.slice(0, openingChars))) return false;
  return /^[?!？！]{2,}$/u.test(turn) || /^(?:👎|❌|🙅)/u.test(turn) || small.test(turn) || opening.test(turn);
}

const shortChars = 300;
const openingChars = 40;

/** One small word, then a pause or the end. */
const small = new RegExp(
  `^(?:${[
    'no|nope|nah|wrong|incorrect|nein|nö|falsch|non|nan|faux|incorrecto|não|nao|errado|sbagliato|nee|fout|nej|fel|nei|feil|ei',
    'väärin|nie|ne|źle|błąd|špatně|nem|rossz|nu|greșit|greşit|hayır|yanlış|όχι|λάθος|нет|неа|неверно|неправильно|ні|не|грешно',
    'لا|خطأ|לא|שגוי|नहीं|गलत|না|ভুল|tidak|bukan|salah|không|sai|ไม่|ผิด|hindi|mali|hapana',
    '不|不对|不對|不是|错|错了|錯了|違う|違います|いいえ|ちがう|아니|아니요|아뇨|틀렸어|틀렸습니다',
  ].join('|')})\\s*(?:$|[,.!;:…、，。！—–-])`,
  'iu',
);

/** What is a no without a pause as well. */
const opening = new RegExp(
  `^(?:${[
    "(?:no|nope|wrong|incorrect)(?![\\p{L}'])(?! (?:problem|worries|need|matter|idea|more|other))",
    "(?:that|this|it)(?:'s| is| was)? (?:not|wrong|incorrect)|that isn't|not what i|i (?:meant|asked|said)|you misunderstood",
    'nein(?!\\p{L})|falsch|das (?:ist|war) (?:nicht|falsch)|ich meinte|nicht das|so war das nicht',
    "non(?!\\p{L})|faux|ce n'est pas|c'est faux|je voulais dire|pas ça",
    'incorrecto|eso no|no es (?:eso|lo que)|quise decir|me refería|não(?!\\p{L})|errado|não é isso|quis dizer',
    'sbagliato|intendevo|non è (?:quello|questo)|dat (?:is|klopt) niet|ik bedoelde|det är fel|jag menade|det er feil|jeg mente',
    'nie o to|chodziło mi|to źle|hayır|yanlış|demek istediğim|нет(?!\\p{L})|неверно|неправильно|не то|я имел в виду|я имела в виду',
    '不对|不對|不是|错了|錯了|我问的|我是问|違う|違います|いいえ|間違|そうじゃな|아니|틀렸|그게 아니',
  ].join('|')})`,
  'iu',
);

/** 'No, thank you' declines an offer. */
const thanks =
  /(?:thank|thx|cheers|danke|merci|gracias|grazie|obrigad|bedankt|dank je|tack|takk|tak(?!\p{L})|kiitos|dzięki|dziękuję|děkuj|köszön|mulțumesc|teşekkür|ευχαριστώ|спасибо|дякую|شكرا|תודה|धन्यवाद|terima kasih|cảm ơn|ขอบคุณ|谢谢|謝謝|ありがと|고마|감사)/iu;

/** Nearly the same words, with nothing exchanged that makes it another question: more of them, or some left out. */
export function isReask(asked: string, next: string): boolean {
  const [a, b] = [wordsOf(asked), wordsOf(next)];
  const shared = [...a].filter(word => b.has(word)).length;
  const smaller = Math.min(a.size, b.size);
  // One word in the place of another is a new question of the same make: 'in Go', 'in Rust'.
  return smaller >= 2 && shared === smaller && shared / Math.max(a.size, b.size) >= 0.6;
}

/** Where a script has no spaces between words, pairs of characters stand for them. */
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}_.+#-]+/gu) ?? [];
  return new Set(
    words.flatMap(word =>
      spaceless.test(word) && word.length > 2
        ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
        : word.replace(/[.-]+$/, ''),
    ),
  );
}
