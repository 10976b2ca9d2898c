import { window } from 'vscode';
import type { Row } from './rows.js';

/**
 * A list to choose from. It opens at once and fills when the rows come. With `typed`, what the user types may be a row of
 * its own. Resolves with undefined when the user leaves; rejects when the rows do.
 */
export async function pick<Value>(options: {
  readonly title: string;
  readonly placeholder: string;
  readonly rows: readonly Row<Value>[] | Promise<readonly Row<Value>[]>;
  readonly typed?: (text: string) => Row<Value> | undefined;
  /** Stays open while the user looks at something else. */
  readonly stays?: boolean;
}): Promise<Value | undefined> {
  const list = window.createQuickPick<Row<Value>>();
  list.title = options.title;
  list.placeholder = options.placeholder;
  list.matchOnDescription = true;
  list.ignoreFocusOut = options.stays === true;
  list.busy = true;
  const chosen = new Promise<Value | undefined>(resolve => {
    list.onDidAccept(() => {
      const [row] = list.selectedItems;
      if (row !== undefined) resolve(row.value);
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  try {
    const rows = await Promise.race([options.rows, chosen.then(() => [])]);
    list.busy = false;
    list.items = rows;
    const current = rows.filter(row => row.current === true);
    if (current.length > 0) list.activeItems = current;
    const { typed } = options;
    if (typed !== undefined) {
      list.onDidChangeValue(text => {
        const own = text.trim() === '' ? undefined : typed(text.trim());
        list.items = own === undefined ? rows : [...rows, { ...own, alwaysShow: true }];
      });
    }
    return await chosen;
  } finally {
    list.dispose();
  }
}
