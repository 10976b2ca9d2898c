import type { Explanation } from '../../../src/protocol/api.js';
import type { RequestAction, RequestRow, ReceiptView } from '../view/requests.js';
import { actionOrder, receiptView } from '../view/requests.js';
import { button, keyed, make, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { requestAction } from './request-action.js';
import type { Acted } from './request-action.js';

export interface ReceiptParts {
  /** The receipt, or the sentence that says why there is none. */
  readonly explain: (id: string) => Promise<Explanation | string>;
  readonly act: (id: string, action: RequestAction['key']) => Promise<Acted>;
  readonly takeBack: (id: string) => Promise<Acted>;
}

/** What is known about one request, asked for when it is opened for the first time. */
export function receipt(
  id: string,
  parts: ReceiptParts,
): Drawing<{ readonly row: RequestRow; readonly open: boolean }> {
  const because = make('ul', 'because');
  const lines = receiptTable();
  const routing = make('dl', 'routed-facts');
  const routed = make('details', 'routed', make('summary', '', 'How its model was chosen'), routing);
  const facts = make('dl', 'facts');
  const state = make('p', 'receipt-state');
  const again = button('action', 'Try again', () => void load());
  const actions = make('div', 'request-actions');
  const node = make('div', 'receipt', state, again, because, lines.node, routed, facts, actions);
  const updateBecause = keyed<string>(because, text => text, sentence);
  const updateRouting = keyed<ReceiptView['routing'][number]>(routing, ({ label }) => label, fact);
  const updateFacts = keyed<ReceiptView['facts'][number]>(facts, ({ label }) => label, fact);
  const updateActions = keyed<RequestAction>(
    actions,
    ({ key }) => key,
    action =>
      requestAction(action, {
        act: () => parts.act(id, action.key),
        takeBack: () => parts.takeBack(id),
        onUse: () => used.set(action.key, action),
      }),
  );
  /** What was done may be offered no longer, but its answer is still to be read. */
  const used = new Map<RequestAction['key'], RequestAction>();
  const offered = (row: RequestRow) => {
    const all = new Map([...used, ...row.actions.map(action => [action.key, action] as const)]);
    return actionOrder.flatMap(key => all.get(key) ?? []);
  };
  let loaded: 'not' | 'loading' | 'yes' = 'not';
  const load = async () => {
    loaded = 'loading';
    setText(state, 'Looking it up');
    show(state, true);
    show(again, false);
    const explained = await parts.explain(id);
    const failed = typeof explained === 'string';
    loaded = failed ? 'not' : 'yes';
    setText(state, failed ? explained : '');
    show(state, failed);
    show(again, failed);
    if (!failed) draw(receiptView(explained));
  };
  const draw = (view: ReceiptView) => {
    updateBecause(view.because);
    show(because, view.because.length > 0);
    lines.update(view.lines);
    updateRouting(view.routing);
    show(routed, view.routing.length > 0);
    updateFacts(view.facts);
  };
  show(state, false);
  show(again, false);
  show(because, false);
  show(routed, false);
  show(lines.node, false);
  let wasOpen = false;
  return {
    node,
    update({ row, open }) {
      show(node, open);
      if (!open) {
        wasOpen = false;
        return;
      }
      updateActions(offered(row));
      if (!wasOpen && loaded === 'not') void load();
      wasOpen = true;
    },
  };
}

function receiptTable(): Drawing<ReceiptView['lines']> {
  const body = make('tbody');
  const node = make('table', 'lines', make('caption', 'unseen', 'Receipt'), body);
  const update = keyed<ReceiptView['lines'][number]>(body, ({ label }) => label, line);
  return {
    node,
    update(lines) {
      update(lines);
      show(node, lines.length > 0);
    },
  };
}

function line(): Drawing<ReceiptView['lines'][number]> {
  const label = make('span');
  const note = make('span', 'line-note');
  const head = make('th', '', make('span', 'line-words', label, note));
  head.scope = 'row';
  const sum = make('td');
  return {
    node: make('tr', '', head, sum),
    update(view) {
      setText(label, view.label);
      setText(note, view.note);
      setText(sum, view.amount);
    },
  };
}

function sentence(text: string): Drawing<string> {
  return { node: make('li', '', text), update: () => undefined };
}

function fact(): Drawing<ReceiptView['facts'][number]> {
  const label = make('dt');
  const value = make('dd');
  return {
    node: make('div', 'fact', label, value),
    update(view) {
      setText(label, view.label);
      setText(value, view.value);
    },
  };
}
