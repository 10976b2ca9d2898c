/** A canonical content signature; see the table files beside it. Undefined: never matched loosely. */
export function gateKey(text: string): string | undefined {
  const words = text.normalize('NFC').trim().replace(/\s+/g, ' ').replace(/\s?\?+$/, '');
  return words === '' || words.length > 600 ? undefined : words;
}
