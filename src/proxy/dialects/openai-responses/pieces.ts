/** A text a few words at a time, as a live answer comes. No character is cut in two; joined they are the text. */
export function pieces(text: string): readonly string[] {
  return text.match(/.{1,24}/gsu) ?? [];
}
