import { commands, Uri, window, workspace } from 'vscode';
import { fileNameOf } from '../../connect/disk.js';
import { masked } from '../../connect/ours.js';
import { shown } from '../../connect/place.js';
import type { FilePlan, Plan, Workbench } from '../../connect/plan.js';
import type { Disposable } from '../disposable.js';
import { escapeIcons } from '../markdown.js';
import { pick } from '../pick.js';
import type { Row } from '../rows.js';

const scheme = 'tuppence-change';
const texts = new Map<string, string>();

/** Serves both sides of a change as read-only documents. */
export function serveChanges(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: uri => Promise.resolve(texts.get(uri.toString()) ?? ''),
  });
}

/** Shows what would be written and asks. The editor's diff stays in sight while the question is open. */
export async function review(bench: Workbench, plans: readonly Plan[], title: string): Promise<boolean> {
  const files = plans.flatMap(plan => plan.files.map(file => ({ file, token: plan.address?.token })));
  const shownAs = `Tuppence: ${title}`;
  const pairs = files.map(({ file, token }, index) => sides(file, index, token));
  const [first] = pairs;
  if (pairs.length === 1 && first !== undefined) {
    await commands.executeCommand('vscode.diff', first[1], first[2], shownAs, { preview: true });
  } else if (pairs.length > 1) {
    await commands.executeCommand('vscode.changes', shownAs, pairs);
  }
  try {
    return await ask(bench, plans, title);
  } finally {
    await closeTabs(shownAs);
    texts.clear();
  }
}

/** Few and short rows: the list lies over the upper lines of the diff. */
async function ask(bench: Workbench, plans: readonly Plan[], title: string): Promise<boolean> {
  const names = plans.flatMap(plan => plan.files.map(({ path }) => shown(bench.place, path)));
  const remarks = plans.flatMap(plan => plan.remarks);
  const rows: readonly Row<'apply' | 'cancel' | 'read'>[] = [
    { label: '$(check) Apply', description: `writes ${names.join(', ')}`, value: 'apply' },
    { label: '$(close) Cancel', description: 'nothing is written', value: 'cancel' },
    ...remarks.map(remark => ({ label: `$(info) ${escapeIcons(remark)}`, value: 'read' as const })),
  ];
  const placeholder = plans.some(({ kind }) => kind !== 'disconnect')
    ? 'A copy is kept. With Tuppence’s token in it, the file is for your eyes only.'
    : 'Apply the change that is shown?';
  for (;;) {
    const chosen = await pick({ title, placeholder, rows, stays: true });
    // A remark is there to be read; choosing it asks again.
    if (chosen !== 'read') return chosen === 'apply';
  }
}

/** What the diff shows of one file: its name, and both sides with tokens shortened. */
function sides({ path, before, after }: FilePlan, index: number, token: string | undefined): readonly [Uri, Uri, Uri] {
  const side = (name: string, text: string | undefined): Uri => {
    const uri = Uri.from({ scheme, path: `/${fileNameOf(path)}`, query: `${index}-${name}` });
    texts.set(uri.toString(), masked(text ?? '', token));
    return uri;
  };
  return [Uri.file(path), side('before', before), side('after', after)];
}

async function closeTabs(label: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(group => group.tabs).filter(tab => tab.label === label);
  if (tabs.length > 0) await window.tabGroups.close(tabs, true);
}
