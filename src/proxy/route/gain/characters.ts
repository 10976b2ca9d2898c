export type CharacterKind = 'letter' | 'sign' | 'stop' | 'question' | 'other';

/** What a UTF-16 unit is to a reader of any language. Signs are characters of scripts written without spaces. */
export function kindOf(code: number): CharacterKind {
  if (code < 128) return asciiKinds[code] ?? 'other';
  // Kana and ideographs; Thai and Lao.
  if ((code >= 0x3040 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0eff)) return 'sign';
  if (code === 0x3002 || code === 0xff01 || code === 0x0964) return 'stop';
  if (code === 0xff1f || code === 0x061f || code === 0x037e) return 'question';
  // Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India, and Hangul; general punctuation is none.
  return (code >= 0xc0 && code < 0x2000) || code >= 0xac00 ? 'letter' : 'other';
}

const asciiKinds: readonly CharacterKind[] = Array.from({ length: 128 }, (_, code) =>
  asciiKind(String.fromCharCode(code)),
);

function asciiKind(char: string): CharacterKind {
  if (/[a-z]/i.test(char)) return 'letter';
  if (char === '?') return 'question';
  return '.!'.includes(char) ? 'stop' : 'other';
}
