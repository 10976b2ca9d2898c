/**
 * What people say of themselves before they ask. The text is tokens joined by blanks. 'I am learning Go. What is a
 * slice?' asks about Go, but only as long as the question itself names nothing else.
 */
export function withContext(text: string): string {
  const found = context.exec(text);
  if (found === null) return text;
  const name = found[1] ?? found[2] ?? found[3] ?? found[4] ?? '';
  const rest = found[5] ?? '';
  const named = rest.split(' ').filter(token => token.startsWith('@'));
  if (named.length === 0) return `${name} : ${rest}`;
  return named.length === 1 && named[0] === name ? rest : text;
}

const context =
  /^(?:(?:i am|we are)(?: (?:just|currently|still))? (?:learning|new to|studying|using|trying to learn|working (?:with|in|on)(?: a)?|a beginner (?:in|with|at)) (@\S+)(?: (?:project|app|application|codebase))?|i have never used (@\S+)|(?:i have )?(?:an? )?(?:quick )?(?:question about (@\S+)|(@\S+) question)) [.,:-] ((?:how|what|why|when|where|which|is|are|can|could|does|do|should|explain) .+)$/;
