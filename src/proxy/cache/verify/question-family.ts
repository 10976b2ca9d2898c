/**
 * What kind of answer a text asks for, told by its words alone; undefined where it only names its matter. Coarser than the
 * matcher's kinds and surer: `how` and `what` are only told where they are spoken.
 */
export type QuestionFamily =
  'why' | 'difference' | 'how' | 'what' | 'when' | 'where' | 'who' | 'should' | 'measure' | 'whether' | 'may';

/**
 * Whether two families are two wishes. What one may do and how it is done, and whether it can be, are asked for in each
 * other's words.
 */
export function differ(a: QuestionFamily, b: QuestionFamily): boolean {
  if (a === b) return false;
  const other = a === 'may' ? b : b === 'may' ? a : undefined;
  return other !== 'how' && other !== 'whether';
}

/** `words` is the text's words in small letters. */
export function questionFamily(words: readonly string[]): QuestionFamily | undefined {
  const text = words.join(' ');
  const way = text.search(asksWay);
  if (way !== -1 && !/^(?:\S+ )*?(?:why|when|where)\b/.test(text.slice(0, way)) && !compares.test(text)) {
    const measure = text.search(asksMeasure);
    if (measure === -1 || way < measure) return 'how';
  }
  return families.find(([pattern]) => pattern.test(text))?.[1];
}

const asksWay = /\bhow (?:do|can|could|should|would|might) (?:i|you|we|one|someone|somebody|people|u)\b|\bhow to\b/;
const asksMeasure = /\bhow (?:many|much|long|often|far|old|big|large|high|deep|frequently)\b/;
const compares = /\bdifferences?\b|\bdiffers?\b|\bvs\b|\bversus\b/;

const families: readonly (readonly [RegExp, QuestionFamily])[] = [
  [
    /\bwhy\b|\bhow come\b|\bwhat (?:causes?|is causing|makes)\b|\b(?:reasons?|causes?) (?:for|of|that|why|behind)\b|\bthe reasons?\b/,
    'why',
  ],
  [
    /\bdifferences?\b|\bdiffers?\b|\bdifferent from\b|\bvs\b|\bversus\b|\bdistinguish(?:es)?\b|^compare\b/,
    'difference',
  ],
  [asksMeasure, 'measure'],
  [/\bwhen (?:should|do|does|to|would|is|are|must)\b|^when\b/, 'when'],
  [/^(?:\S+ )?should (?:i|we|you|one)\b(?<!(?:how|what|which|where) should \S+)|\bis it (?:better|worth)\b/, 'should'],
  [/\bhow (?:do|does|did) (?:\S+ ){1,6}works?\b|\bhow (?:\S+ ){1,5}works?$/, 'what'],
  [/\bhow\b|\b(?:way|ways|command|steps|shortcut|formula) (?:to|of|for|do i use|deletes?|shows?|opens?)\b/, 'how'],
  [/^where\b|\bwhere (?:do|does|should|can|is|are)\b/, 'where'],
  [/^who(?:se|m)?\b/, 'who'],
  [
    /^(?:what|which) (?!command|way|method|function|option|flag|shortcut|key|query|regex)\S+ (?:is|are|does|do|did|was|were|has)\b(?! (?:i|you|we|one)\b)/,
    'what',
  ],
  [/^(?:can|could|may) (?:i|we|you|one|someone|people)\b|^is it (?:possible|allowed|ok|okay|safe)\b/, 'may'],
  [
    /^(?:is|are|was|were|does|do|did|has|have|can|could|will|would) (?!(?:there (?:a|any|some) (?:way|command|method|function)|you|not)\b)\S+ \S/,
    'whether',
  ],
  [/^(?:explain|define|describe)\b|\bwhat (?:is|are|does|do|did)\b|\bmeaning\b|\bexplained$|\bmeans?$/, 'what'],
];
