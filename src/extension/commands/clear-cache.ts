import { window } from 'vscode';
import type { KeptAnswer } from '../../protocol/api.js';
import { bytesText, counted } from '../amounts.js';
import type { Command, Desk } from '../desk.js';
import { pick } from '../pick.js';
import { answerRows, scopeRows } from '../rows.js';
import type { Scope } from '../rows.js';

type Wish = { readonly kind: 'all' } | { readonly kind: 'one' } | { readonly kind: 'scope'; readonly scope: Scope };

export const clearCacheCommand: Command = {
  id: 'tuppence.clearCache',
  run: async desk => {
    const kept = await desk.proxy.api('GET /cache', { query: { limit: '10000' } });
    if (kept.entries === 0) {
      void window.showInformationMessage('The cache is empty already.');
      return;
    }
    const wish = await pick<Wish>({
      title: 'Clear Cache',
      placeholder: 'What goes?',
      rows: [
        { label: 'One Answer...', detail: 'Choose it from a list', value: { kind: 'one' } },
        ...scopeRows(kept.list).map(row => ({ ...row, value: { kind: 'scope', scope: row.value } as const })),
        {
          label: 'Everything',
          detail: `${counted(kept.entries, 'answer')}, ${bytesText(kept.bytes)}`,
          value: { kind: 'all' },
        },
      ],
    });
    if (wish === undefined) return;
    const removed = await clear(desk, wish, kept);
    if (removed !== undefined)
      void window.showInformationMessage(`${counted(removed, 'answer')} removed from the cache.`);
  },
};

/** Returns how many answers went; undefined when the user changed their mind. */
async function clear(
  { proxy }: Desk,
  wish: Wish,
  { list, entries }: { readonly list: readonly KeptAnswer[]; readonly entries: number },
): Promise<number | undefined> {
  if (wish.kind === 'one') {
    const id = await pick({
      title: 'Clear Cache',
      placeholder: 'Which answer goes?',
      rows: answerRows(list, atMs => new Date(atMs).toLocaleString()),
    });
    return id === undefined ? undefined : (await proxy.api('DELETE /cache/:id', { id })).removed;
  }
  const scope = wish.kind === 'scope' ? wish.scope : undefined;
  const count = scope === undefined ? entries : list.filter(answer => isWithin(answer, scope)).length;
  const sure = await window.showWarningMessage(
    `Remove ${counted(count, 'answer')} from the cache? The same prompts are paid for again.`,
    { modal: true },
    'Remove',
  );
  if (sure === undefined) return undefined;
  return (await proxy.api('DELETE /cache', scope === undefined ? {} : { query: { ...scope } })).removed;
}

function isWithin(answer: KeptAnswer, scope: Scope): boolean {
  return 'workspace' in scope ? answer.workspace === scope.workspace : answer.namespace === scope.namespace;
}
