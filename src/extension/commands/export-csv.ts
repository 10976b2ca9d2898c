import { homedir } from 'node:os';
import { commands, Uri, window, workspace } from 'vscode';
import type { Command } from '../desk.js';
import { localDay } from '../local-day.js';

export const exportCsvCommand: Command = {
  id: 'tuppence.exportCsv',
  run: async ({ proxy }) => {
    const text = await proxy.api('GET /export.csv', {});
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
    const target = await window.showSaveDialog({
      title: 'Export Requests as CSV',
      defaultUri: Uri.joinPath(folder, `tuppence-${localDay(Date.now())}.csv`),
      filters: { CSV: ['csv'] },
    });
    if (target === undefined) return;
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const open = await window.showInformationMessage(`The requests are in ${target.fsPath}.`, 'Open');
    if (open !== undefined) await commands.executeCommand('vscode.open', target);
  },
};
