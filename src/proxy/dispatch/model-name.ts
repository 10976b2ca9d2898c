/**
 * Gives a reply the model name that the caller asked for, where another model answered: clients look their own name up
 * for prices and limits, and some change what they send when they do not know it. Who really answered is in the reply's
 * headers. Only values that begin with the served model's name are replaced (providers add dates), and only those of a
 * `model` member: quotes inside texts are escaped, so no text can match.
 */
export function modelRenamer(served: string, asked: string): ((bytes: Buffer) => Buffer) | undefined {
  if (served === asked) return undefined;
  const pattern = new RegExp(`("model": ?)"${escaped(JSON.stringify(served).slice(1, -1))}[^"]*"`, 'g');
  const name = JSON.stringify(asked);
  return bytes => {
    const text = bytes.toString('utf8');
    const renamed = text.replace(pattern, (_member, key: string) => key + name);
    return renamed === text ? bytes : Buffer.from(renamed);
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
