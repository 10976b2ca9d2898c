// Long texts as people paste them, made by rule so that they need not be kept: the same arguments, the same text.

const files = ['parser', 'session', 'invoice', 'ledger', 'search', 'upload', 'webhook', 'report', 'mailer', 'queue'];
const verbs = ['load', 'check', 'merge', 'split', 'apply', 'format', 'index', 'store', 'close', 'count'];
const levels = ['INFO', 'INFO', 'INFO', 'DEBUG', 'WARN'];

/** Lines of a server's log, with `fault` in the middle of them. */
export function serverLog(lines: number, fault: string): string {
  return withFault(lines, fault, index => {
    const level = at(levels, index * 7);
    const time = `09:${two(index / 60)}:${two(index)}.${String((index * 137) % 1_000).padStart(3, '0')}`;
    return `${time} ${level} [${at(files, index)}] request ${7_000 + index * 3} ${at(verbs, index * 3)} took ${(index * 31) % 400} ms`;
  });
}

/** The output of a failing build, with `fault` in the middle of it. */
export function buildLog(lines: number, fault: string): string {
  return withFault(lines, fault, index =>
    index % 9 === 0
      ? `#${10 + (index % 30)} CACHED [stage-${index % 4} ${index % 12}/12] COPY packages/${at(files, index)} ./packages/${at(files, index)}`
      : `#${10 + (index % 30)} ${(index * 0.37).toFixed(2)} added packages/${at(files, index * 3)}/${at(verbs, index)}-${index}.js in ${(index * 13) % 90} ms`,
  );
}

/** A source file of that many functions. */
export function sourceFile(name: string, functions: number): string {
  const body = Array.from({ length: functions }, (_, index) => {
    const what = `${at(verbs, index + name.length)}${capital(at(files, index * 3 + name.length))}${index}`;
    return [
      `export async function ${what}(input: ${capital(name)}Input, limit = ${(index * 17) % 90}): Promise<number> {`,
      `  const rows = await ${at(verbs, index * 5)}Rows(input.${at(files, index)}Id, { limit, after: input.cursor });`,
      `  if (rows.length === 0) return ${index % 3};`,
      `  return rows.reduce((sum, row) => sum + row.${at(files, index + 4)}Total * ${1 + (index % 4)}, 0);`,
      '}',
    ].join('\n');
  });
  return [`import { ${verbs.map(verb => `${verb}Rows`).join(', ')} } from './rows.js';`, ...body].join('\n\n');
}

/** A database schema of that many tables. */
export function sqlSchema(tables: number): string {
  return Array.from({ length: tables }, (_, index) => {
    const table = `${at(files, index)}_${at(verbs, index * 3)}_${index}`;
    return [
      `CREATE TABLE ${table} (`,
      '  id bigserial PRIMARY KEY,',
      `  ${at(files, index + 1)}_id bigint NOT NULL REFERENCES ${at(files, index + 1)}(id) ON DELETE ${index % 2 === 0 ? 'CASCADE' : 'RESTRICT'},`,
      `  amount_${index} numeric(${10 + (index % 6)}, 2) NOT NULL DEFAULT 0,`,
      `  ${at(verbs, index)}ed_at timestamptz NOT NULL DEFAULT now(),`,
      `  note text CHECK (length(note) < ${(index + 1) * 40})`,
      ');',
      `CREATE INDEX ${table}_idx ON ${table} (${at(files, index + 1)}_id, ${at(verbs, index)}ed_at DESC);`,
    ].join('\n');
  }).join('\n\n');
}

/** Test results with one failure. */
export function testOutput(tests: number, failure: string): string {
  return withFault(
    tests,
    failure,
    index =>
      ` ✓ test/${at(files, index)}/${at(verbs, index * 3)}.test.ts (${3 + (index % 20)} tests) ${(index * 29) % 300}ms`,
  );
}

function withFault(lines: number, fault: string, line: (index: number) => string): string {
  const middle = Math.floor(lines / 2);
  return Array.from({ length: lines }, (_, index) => (index === middle ? fault : line(index))).join('\n');
}

function at(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}

function two(value: number): string {
  return String(Math.floor(value) % 60).padStart(2, '0');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
