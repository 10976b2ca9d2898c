import { changeSettings } from './change.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence set routing.cheapBelow 0.3`: live in a running proxy, else in the settings file. */
export async function setCommand(args: readonly string[]): Promise<number> {
  const { folder, words } = dataFolderOf(args, {});
  const [key, ...rest] = words;
  if (key === undefined || rest.length === 0) {
    throw new UsageError(
      "Write 'tuppence set KEY VALUE', such as 'tuppence set routing.mode on' or 'tuppence set cache.semantic true'; the value 'null' restores a default.",
    );
  }
  const { live } = await changeSettings(folder, nest(key.split('.'), readValue(rest.join(' '))));
  process.stdout.write(`${key} = ${rest.join(' ')}${live ? ', in force now' : ''}\n`);
  return 0;
}

/** JSON where it is JSON, else the text itself. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
}
