import { Lexer, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { BadTextError, placeOf, UnchangeableError } from '../format.js';
import type { Format } from '../format.js';
import { applied, sameWhole } from '../value.js';
import type { Change } from '../value.js';
import { changeBlock } from './yaml-block.js';

/**
 * YAML. A change in block style touches its own lines only; anything else goes through the library's document, which
 * keeps comments and may space the file anew.
 */
export const yaml: Format = {
  name: 'YAML',
  implied: false,
  parse: text => toValue(text, documentOf(text)),
  change: (text, change) => {
    const document = documentOf(text);
    const wanted = applied(toValue(text, document), [change]);
    const result = changeBlock(text, document, change);
    return result !== undefined && says(result, wanted) ? result : changeDocument(text, document, change);
  },
};

function documentOf(text: string): Document.Parsed {
  const document = parseDocument(text, { logLevel: 'error' });
  const [error] = document.errors;
  if (error === undefined) return document;
  const { line, column } = placeOf(text, error.pos[0]);
  const [reason = 'this is not YAML'] = error.message.split(/ at line \d+|:?\n/);
  throw new BadTextError(line, column, reason);
}

function toValue(text: string, document: Document.Parsed): unknown {
  try {
    return (document.toJS() as unknown) ?? undefined;
  } catch (error) {
    // A reference to nothing, or so many of them that they would blow up.
    const { line, column } = placeOf(text, 0);
    throw new BadTextError(line, column, error instanceof Error ? error.message : String(error));
  }
}

function says(text: string, wanted: unknown): boolean {
  try {
    return sameWhole(yaml.parse(text), wanted);
  } catch (error) {
    if (error instanceof BadTextError) return false;
    throw error;
  }
}

function changeDocument(text: string, document: Document.Parsed, change: Change): string {
  if (change.kind === 'set') document.setIn(change.path, document.createNode(change.value));
  else document.deleteIn(change.path);
  const result = document.toString({ lineWidth: 0 });
  // The library takes comments along with what they stand beside.
  if (commentsOf(text).some(comment => !result.includes(comment))) {
    throw new UnchangeableError('a comment would be lost');
  }
  return result;
}

function commentsOf(text: string): readonly string[] {
  return [...new Lexer().lex(text)].filter(token => token.startsWith('#')).map(comment => comment.trimEnd());
}
