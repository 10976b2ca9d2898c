/** A reason code in the words of the demo's table; a code that is not known here speaks for itself. */
export function plainReason(code: string): string {
  return plain[code] ?? code;
}

const plain: Readonly<Record<string, string>> = {
  'hit-exact': 'asked before, word for word',
  'hit-gate': 'asked before, same words in another wrapping',
  'hit-semantic': 'asked before in other words',
  'same-call-under-way': 'the same was already being asked',
  'gain-low': 'a short question: the cheap model will do',
  'gain-mid': 'an ordinary question: the standard model will do',
  'gain-high': 'a hard question: stays on the strong model',
  'role-title': 'only a title for a conversation',
  'role-branch': 'only a name for a branch',
  'role-commit': 'only a commit message',
  'role-classifier': 'only a label from a list',
  'role-compaction': 'a whole conversation to be summed up',
  'tool-loop': 'in the middle of an agent at work: the model stays',
  tools: 'an agent at work: the model stays',
  continuation: 'no new words of the user: the model stays',
  'warm-prefix': 'moving would read a long conversation anew',
  ceiling: 'the model asked for is the cheapest that fits',
  'small-model': 'a small model was asked for already',
  structured: 'the answer must fit a schema: the model stays',
  media: 'holds an image: the model stays',
  seed: 'asks for a repeatable answer: the model stays',
  'redo-strong': 'you asked for the strong model',
  header: 'the caller chose the tier',
  rule: 'a rule of yours',
  'no-tiers': 'no tiers are mapped',
  'mode-off': 'routing is off',
};
