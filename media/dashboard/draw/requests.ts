import type { RequestRow } from '../view/requests.js';
import { button, keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { icon, setIcon } from './icon.js';
import { receipt } from './receipt.js';
import type { ReceiptParts } from './receipt.js';

export interface RequestsState {
  readonly rows: readonly RequestRow[];
  readonly open: ReadonlySet<string>;
}

export interface RequestsParts extends ReceiptParts {
  readonly onOpen: (id: string, open: boolean) => void;
}

/** The last requests, newest first. Each opens in place. */
export function requests(parts: RequestsParts): Drawing<RequestsState> {
  const node = make('ol', 'requests');
  let open: ReadonlySet<string> = new Set();
  const update = keyed<RequestRow>(
    node,
    ({ id }) => id,
    row => request(row.id, parts, () => open),
  );
  return {
    node,
    update(state) {
      open = state.open;
      update(state.rows);
    },
  };
}

function request(id: string, parts: RequestsParts, open: () => ReadonlySet<string>): Drawing<RequestRow> {
  const mark = icon('passed');
  const kind = make('span', 'unseen');
  const model = make('span', 'request-model');
  const why = make('span', 'request-why');
  const time = make('span', 'request-time');
  const saved = make('span', 'request-saved');
  const cost = make('span', 'request-cost');
  const head = button('request-head', '', () => parts.onOpen(id, !open().has(id)));
  head.append(
    mark,
    kind,
    model,
    cost,
    make('span', 'request-rest', make('span', 'request-words', time, ' ', why), saved),
  );
  const details = receipt(id, parts);
  details.node.id = `receipt-${id}`;
  head.setAttribute('aria-controls', details.node.id);
  const node = make('li', 'request', head, details.node);
  return {
    node,
    update(row) {
      const isOpen = open().has(id);
      setAttribute(node, 'data-mark', row.mark);
      setIcon(mark, row.mark);
      setText(kind, `${row.markWords}: `);
      setText(model, row.model);
      setAttribute(model, 'title', row.model);
      setText(why, row.why);
      setText(time, row.time);
      setText(saved, row.saved);
      show(saved, row.saved !== '');
      setText(cost, row.cost);
      setAttribute(head, 'aria-expanded', String(isOpen));
      details.update({ row, open: isOpen });
    },
  };
}
