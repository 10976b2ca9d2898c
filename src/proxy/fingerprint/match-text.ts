/** The user's own words, and what an assistant had put around them. */
type MatchText =
  | { readonly ok: true; readonly text: string; readonly envelopes: readonly string[] }
  /** A block is open, nested in itself or in the middle of a sentence: nobody can say which words are the user's. */
  | { readonly ok: false; readonly why: 'envelope' };

/**
 * Takes the blocks that assistants inject out of a user message. Only whole blocks count: one that starts on a line of
 * its own and ends at the end of a line. `envelopes` holds the blocks in order, for the partition; blocks that hold
 * nothing but the time of day are left out of it, and so are such blocks inside others.
 */
export function matchText(message: string): MatchText {
  const words: string[] = [];
  const envelopes: string[] = [];
  let from = 0;
  for (;;) {
    const block = nextBlock(message, from);
    if (block === 'none') break;
    if (block === 'broken') return { ok: false, why: 'envelope' };
    words.push(message.slice(from, block.start));
    const content = message.slice(block.start, block.end);
    if (!clockTags.has(block.tag)) envelopes.push(withoutClock(content));
    from = block.end;
  }
  words.push(message.slice(from));
  const text = words.join('').trim();
  return bareGitStatus.test(text) ? { ok: false, why: 'envelope' } : { ok: true, text, envelopes };
}

/** Assistants' own markup around the user's words. */
const tags = [
  'system-reminder',
  'environment_context',
  'environment_details',
  'current_datetime',
  'current_date',
  'session_context',
  'gitStatus',
  'git_status',
  'env',
  'ide_context',
  'ide_opened_file',
  'ide_selection',
  'ide_diagnostics',
  'user_instructions',
  'reminder',
] as const;
const clockTags: ReadonlySet<string> = new Set(['current_datetime', 'current_date']);

const anyTag = new RegExp(`</?(${tags.join('|')})(?=[\\s>/])[^<>]{0,300}>`, 'g');
const clockBlock = /<(current_datetime|current_date)>[^<]*<\/\1>/g;
/** Written without a tag by some clients, so it has no end that can be found. */
const bareGitStatus = /^gitStatus:/m;

interface Block {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

function nextBlock(message: string, from: number): Block | 'none' | 'broken' {
  anyTag.lastIndex = from;
  const open = anyTag.exec(message);
  if (open === null) return 'none';
  const tag = open[1] ?? '';
  if (open[0].startsWith('</') || open[0].endsWith('/>') || !startsLine(message, open.index)) return 'broken';
  const closing = `</${tag}>`;
  const close = message.indexOf(closing, anyTag.lastIndex);
  if (close === -1) return 'broken';
  const again = message.indexOf(`<${tag}`, anyTag.lastIndex);
  const end = close + closing.length;
  if ((again !== -1 && again < close) || !endsLine(message, end)) return 'broken';
  return { tag, start: open.index, end };
}

/** Nothing but space before it on its line, or another block: they also follow each other on one line. */
function startsLine(message: string, index: number): boolean {
  let at = index - 1;
  while (isSpace(message[at])) at -= 1;
  return at < 0 || message[at] === '\n' || message[at] === '>';
}

function endsLine(message: string, index: number): boolean {
  let at = index;
  while (isSpace(message[at])) at += 1;
  return at >= message.length || message[at] === '\n' || message[at] === '<';
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}

function withoutClock(block: string): string {
  return block.replace(clockBlock, '');
}
