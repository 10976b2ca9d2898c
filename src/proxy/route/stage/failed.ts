import type { ToolStep } from '../../wire.js';

/** What a tool gave back is looked at from both ends; in between lies whatever it is about. */
const headChars = 300;
const tailChars = 300;

/**
 * Whether a call of a tool failed, by marks that programs set and no language changes: the client's own flag, an exit
 * code that is not 0, an error tag or member, a line that begins as compilers and runtimes begin theirs.
 */
export function hasFailed({ failed, result }: ToolStep): boolean {
  if (failed) return true;
  const ends =
    result.length <= headChars + tailChars ? result : `${result.slice(0, headChars)}\n${result.slice(-tailChars)}`;
  const code = exitCode.exec(ends);
  if (code !== null) return Number(code[1]) !== 0;
  return errorTag.test(ends) || errorMember.test(ends) || errorLine.test(ends.slice(0, headChars));
}

/** `Exit code 1`, `exit_code: 1`, `"exitCode":1`, `exited with code 1`, `<exit_code>1`. */
const exitCode =
  /\bexit(?:ed)?(?:[ _-]?(?:code|status)|\s+with(?:\s+(?:code|status))?)["'>]?\s*[:=]?\s*(-?\d{1,10})\b/i;
const errorTag = /^\s*<(?:\w+_)?error>/;
const errorMember =
  /"is_?error"\s*:\s*true|"(?:success|ok)"\s*:\s*false|^\s*\{\s*"error"\s*:(?!\s*(?:null|false|""|\{\s*\}))/i;
const errorLine =
  /^\s*(?:error|fatal|panic)\b(?:\[\w+\])?:|^\s*Traceback \(|^\s*(?:\w{1,40}\.){0,8}[A-Z]\w{0,60}(?:Error|Exception):/;
