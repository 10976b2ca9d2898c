import { isAbsolute } from 'node:path';
import type { Facts, Prompt } from '../../prompt.js';

/** What of a workspace a request carries: its answer holds for as long as this does not change. */
export interface Mentions {
  /** The folder it is about; undefined where nobody says. */
  readonly folder: string | undefined;
  /** Files that are named, as they are written, in order. */
  readonly files: readonly string[];
}

/** Enough for what a person or an assistant puts into one message. */
const maxFiles = 32;
/** Envelopes stand at the beginning of a prompt, or at the beginning or the end of a message. */
const edgeChars = 20_000;

/** Undefined for a request that has to do with no workspace. */
export function mentionsOf({ facts, controls }: Pick<Prompt, 'facts' | 'controls'>): Mentions | undefined {
  const named = folderOf(controls.workspace);
  const folder = named ?? envelopeFolder(facts);
  const files = namedFiles(facts);
  return folder === undefined && files.length === 0 ? undefined : { folder, files };
}

/** A header may hold any name; only a path is a folder. */
function folderOf(workspace: string): string | undefined {
  const path = workspace.startsWith('file://') ? decoded(workspace.slice('file://'.length)) : workspace;
  return isAbsolute(path) ? path : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return path;
  }
}

/** Where assistants write the folder they work in. A pattern never begins with what may span lines. */
const envelopes: readonly RegExp[] = [
  // Codex
  /<cwd>\s*([^<\n]{1,400}?)\s*<\/cwd>/,
  // Claude Code, opencode, Qwen Code, pi
  /^[ \t]*(?:- )?(?:Primary |Current )?[Ww]orking directory: *(\S[^\n]{0,400}?)\s*$/m,
  // Cline, Roo Code, Kilo Code
  /^#+ Current (?:Working|Workspace) Directory \(([^)\n]{1,400})\)/m,
  // Copilot
  /workspace with the following folders?:[ \t]*\n[ \t]*- *(\S[^\n]{0,400}?)\s*$/m,
  // Gemini CLI and what comes from it
  /currently working in the directory: *(\S[^\n]{0,400}?)\s*$/m,
];

const anyEnvelope = /<cwd>|[Dd]irectory|folders?:/;

function envelopeFolder(facts: Facts): string | undefined {
  const texts = facts.turns
    .filter((turn, at) => turn.role === 'system' || at === facts.turns.length - 1 || at === 0)
    .flatMap(({ text }) =>
      text.length <= 2 * edgeChars ? [text] : [text.slice(0, edgeChars), text.slice(-edgeChars)],
    );
  for (const text of texts.filter(each => anyEnvelope.test(each))) {
    for (const envelope of envelopes) {
      const path = envelope.exec(text)?.[1];
      if (path !== undefined && isAbsolute(path)) return path;
    }
  }
  return undefined;
}

/** A path with an ending, or a file that is fenced, quoted, or mentioned with an `@`. */
const paths =
  /(?:^|[\s(`'"<>=:@#])((?:[A-Za-z]:[\\/]|~?[\\/]|\.{1,2}[\\/])?(?:@?[\w.+-]+[\\/]){0,30}[\w+-][\w.+-]*\.[A-Za-z]\w{0,9})(?![\w/\\@])/g;
/** What looks like a file and is none: hosts, versions, calls on objects, abbreviations. */
const noFile = /^(?:www\.|e\.g|i\.e|\d+(?:\.\d+)+$)|\.(?:com|org|net|io|dev|ai|eu|uk|de|fr|0)$/i;

function namedFiles({ turns }: Facts): readonly string[] {
  const text = turns.findLast(turn => turn.role === 'user')?.text ?? '';
  const edges = text.length <= 2 * edgeChars ? text : `${text.slice(0, edgeChars)}\n${text.slice(-edgeChars)}`;
  const found = new Set<string>();
  for (const [, path = ''] of edges.matchAll(paths)) {
    if (noFile.test(path)) continue;
    found.add(path.replace(/^@/, ''));
    if (found.size === maxFiles) break;
  }
  return [...found];
}
