/** One line of TOML that says something; offsets into the text. */
export interface Statement {
  readonly kind: 'table' | 'pair';
  /** From the root, tables included; items of an array of tables have their index in it. */
  readonly path: readonly (string | number)[];
  /** Start of its line, and the end of its last line with its line break. */
  readonly from: number;
  readonly to: number;
  /** Of a pair's value; for a table, of nothing. */
  readonly valueFrom: number;
  readonly valueTo: number;
}

/** Finds the statements of a text that is known to be TOML. */
export function scan(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  const counts = new Map<string, number>();
  let table: readonly (string | number)[] = [];
  let at = 0;
  while (at < text.length) {
    const line = at;
    at = skipSpace(text, at);
    if (text[at] === '\n' || text[at] === '\r' || text[at] === '#') {
      at = nextLine(text, at);
      continue;
    }
    if (at >= text.length) break;
    if (text[at] === '[') {
      const many = text[at + 1] === '[';
      const key = readKey(text, at + (many ? 2 : 1));
      table = many ? counted(resolve(key.path, counts), counts) : resolve(key.path, counts);
      at = nextLine(text, key.end);
      statements.push({ kind: 'table', path: table, from: line, to: at, valueFrom: at, valueTo: at });
      continue;
    }
    const key = readKey(text, at);
    const valueFrom = skipSpace(text, key.end + 1);
    const valueTo = endOfValue(text, valueFrom);
    at = nextLine(text, valueTo);
    statements.push({ kind: 'pair', path: [...table, ...key.path], from: line, to: at, valueFrom, valueTo });
  }
  return statements;
}

/** Headers below an array of tables belong to its last item. */
function resolve(path: readonly string[], counts: ReadonlyMap<string, number>): readonly (string | number)[] {
  const found: (string | number)[] = [];
  for (const [depth, key] of path.entries()) {
    found.push(key);
    const count = counts.get(JSON.stringify(found));
    if (count !== undefined && depth < path.length - 1) found.push(count - 1);
  }
  return found;
}

function counted(path: readonly (string | number)[], counts: Map<string, number>): readonly (string | number)[] {
  const name = JSON.stringify(path);
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  return [...path, count];
}

function readKey(text: string, from: number): { readonly path: readonly string[]; readonly end: number } {
  const path: string[] = [];
  let at = from;
  for (;;) {
    at = skipSpace(text, at);
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const end = endOfString(text, at);
      const raw = text.slice(at + 1, end - 1);
      path.push(quote === '"' ? unescape(raw) : raw);
      at = end;
    } else {
      const [bare] = /^[^\s.=\]#]+/.exec(text.slice(at, at + 1_000)) ?? [''];
      path.push(bare);
      at += bare.length;
    }
    at = skipSpace(text, at);
    if (text[at] !== '.') return { path, end: at };
    at += 1;
  }
}

function endOfValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  let end = from;
  while (at < text.length) {
    const here = text[at];
    if (here === '"' || here === "'") {
      at = endOfString(text, at);
    } else if (here === '#' || (here === '\n' && depth > 0)) {
      at = nextLine(text, at);
      if (depth === 0) return end;
      continue;
    } else if (here === '\n') {
      return end;
    } else {
      if (here === '[' || here === '{') depth += 1;
      if (here === ']' || here === '}') depth -= 1;
      at += 1;
    }
    if (here !== ' ' && here !== '\t' && here !== '\r') end = at;
  }
  return end;
}

/** The offset behind the closing quotes. */
function endOfString(text: string, from: number): number {
  const quote = text[from] ?? '"';
  const fence = text.startsWith(quote.repeat(3), from) ? quote.repeat(3) : quote;
  let at = from + fence.length;
  while (at < text.length && !text.startsWith(fence, at)) at += quote === '"' && text[at] === '\\' ? 2 : 1;
  at += fence.length;
  // Up to two quotes of the text itself may stand before the closing three.
  while (fence.length === 3 && text[at] === quote) at += 1;
  return at;
}

function unescape(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))/g, (_, four, eight, two, one) => {
    const code = (four ?? eight ?? two) as string | undefined;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    return { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b' }[String(one)] ?? String(one);
  });
}

function skipSpace(text: string, at: number): number {
  let here = at;
  while (text[here] === ' ' || text[here] === '\t') here += 1;
  return here;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}
