import { Position, Range, Uri, window } from 'vscode';
import { FileError } from '../../connect/disk.js';
import type { Command } from '../desk.js';
import { withoutLinks } from '../markdown.js';

/** A command about files of other programs: what is wrong with one is said, and the file can be opened at the place. */
export function tellingOfFiles(command: Command): Command {
  return {
    id: command.id,
    run: async (desk, argument) => {
      try {
        await command.run(desk, argument);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        desk.log.error(error.message);
        const isText = ['broken', 'unchangeable', 'unwritable'].includes(error.reason);
        const chosen = await window.showErrorMessage(withoutLinks(error.message), ...(isText ? ['Open File'] : []));
        if (chosen === 'Open File') await openAt(error);
      }
    },
  };
}

async function openAt({ path, at }: FileError): Promise<void> {
  const position = at === undefined ? new Position(0, 0) : new Position(at.line - 1, at.column - 1);
  await window.showTextDocument(Uri.file(path), { selection: new Range(position, position) });
}
