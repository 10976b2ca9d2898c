/** Numbers as they are written in a text, thousands separators left out, in their order. */
export function numbersIn(text: string): readonly string[] {
  return (text.slice(0, maxChars).match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map(plain);
}

const maxChars = 16_384;

/** `1,200.50` and `1200.5` are one number. */
function plain(written: string): string {
  const bare = written.replaceAll(',', '');
  return bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
}
