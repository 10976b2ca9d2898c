import { button, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { icon } from './icon.js';

/** A part of the page under a heading that folds it away. */
export interface Section extends Drawing<{
  readonly summary: string;
  readonly folded: boolean;
  readonly shown: boolean;
}> {
  readonly body: HTMLElement;
}

export function section(name: string, title: string, onFold: (folded: boolean) => void): Section {
  const body = make('div', 'section-body');
  body.id = `section-${name}`;
  const summary = make('span', 'section-summary');
  const head = button('section-head', '', () => onFold(head.getAttribute('aria-expanded') === 'true'));
  head.append(icon('fold'), make('span', 'section-title', title), summary);
  head.setAttribute('aria-controls', body.id);
  const node = make('section', `section section-${name}`, make('h2', '', head), body);
  return {
    node,
    body,
    update(view) {
      show(node, view.shown);
      setText(summary, view.summary);
      setAttribute(head, 'aria-expanded', String(!view.folded));
      show(body, !view.folded);
    },
  };
}

/** A few choices of which one holds. */
export function choices<Key extends string>(
  label: string,
  onChoose: (key: Key) => void,
): Drawing<{ readonly keys: readonly Key[]; readonly labels: Readonly<Record<Key, string>>; readonly chosen: Key }> {
  const node = make('div', 'choices');
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', label);
  const buttons = new Map<Key, HTMLButtonElement>();
  return {
    node,
    update({ keys, labels, chosen }) {
      for (const [key, choice] of buttons) {
        if (keys.includes(key)) continue;
        choice.remove();
        buttons.delete(key);
      }
      for (const key of keys) {
        const choice = buttons.get(key) ?? button('choice', labels[key], () => onChoose(key));
        if (!buttons.has(key)) node.append(choice);
        buttons.set(key, choice);
        setAttribute(choice, 'aria-pressed', String(key === chosen));
      }
    },
  };
}
