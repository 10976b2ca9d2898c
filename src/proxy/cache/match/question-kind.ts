/**
 * What kind of answer a question wants. Two questions of different kinds never share a key, even with the same words:
 * 'what is a mutex' and 'why a mutex' differ in nothing else.
 */
export type QuestionKind =
  /** How something is done, asked in any form: 'how do I', 'I want to', or a bare order. */
  | 'how'
  /** Words without a frame that are neither an order nor a noun phrase. */
  | 'bare'
  /** What something is or means; also a bare noun phrase such as `time complexity of quicksort`. */
  | 'what'
  | 'does'
  | 'purpose'
  | 'difference'
  | 'works'
  | 'why'
  | 'cause'
  | 'when-to'
  | 'where-to'
  | 'which'
  /** Is it possible. */
  | 'can'
  /** The command, or the steps: asked for one form of the way. */
  | 'way'
  | 'should'
  /** Everything else keeps its first words as they are. */
  | 'verbatim';

/** Kinds of question that one answer can serve: the command for it and the steps to it are how it is done. */
export function servedAs(kind: QuestionKind): QuestionKind {
  if (kind === 'way') return 'how';
  return kind === 'cause' ? 'why' : kind;
}
