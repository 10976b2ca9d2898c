/** Whether the code fences, the diffs and the edit blocks in an answer are whole: a tool that applies them would fail. */
export function editsAreWhole(text: string): boolean {
  const lines = text.split('\n');
  return fencesClose(lines) && blocksClose(lines) && hunksAddUp(lines);
}

function fencesClose(lines: readonly string[]): boolean {
  let open: string | undefined;
  for (const line of lines) {
    const mark = /^\s{0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (mark === null) continue;
    const [, fence = '', info = ''] = mark;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open) && info.trim() === '') open = undefined;
  }
  return open === undefined;
}

/** Blocks of the form `<<<<<<< SEARCH`, `=======`, `>>>>>>> REPLACE`. */
function blocksClose(lines: readonly string[]): boolean {
  let stage: 'outside' | 'search' | 'replace' = 'outside';
  for (const line of lines) {
    if (line.startsWith('<<<<<<< ')) {
      if (stage !== 'outside') return false;
      stage = 'search';
    } else if (line === '=======' && stage === 'search') stage = 'replace';
    else if (line.startsWith('>>>>>>> ')) {
      if (stage !== 'replace') return false;
      stage = 'outside';
    }
  }
  return stage === 'outside';
}

/** Each hunk of a unified diff has as many lines as its head says. */
function hunksAddUp(lines: readonly string[]): boolean {
  for (let at = 0; at < lines.length; at += 1) {
    const head = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(lines[at] ?? '');
    if (head === null) continue;
    let [old, fresh] = [Number(head[1] ?? 1), Number(head[2] ?? 1)];
    while (old > 0 || fresh > 0) {
      at += 1;
      const sign = lines[at]?.[0];
      if (lines[at] === undefined || (sign !== undefined && !' +-\\'.includes(sign))) return false;
      if (sign === '-' || sign === ' ' || sign === undefined) old -= 1;
      if (sign === '+' || sign === ' ' || sign === undefined) fresh -= 1;
    }
    if (old < 0 || fresh < 0) return false;
  }
  return true;
}
