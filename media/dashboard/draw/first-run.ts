import type { FirstRunView } from '../view/first-run.js';
import { button, keyed, make, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { actionRow } from './notices.js';
import type { Act } from './notices.js';

type Line = FirstRunView['lines'][number];

/** What to do when nothing has been recorded yet. */
export function firstRun(act: Act): Drawing<FirstRunView | null> {
  const title = make('h2', 'first-title');
  const text = make('p', 'first-text');
  const lines = make('dl', 'first-lines');
  const after = make('p', 'first-after');
  const actions = actionRow(act);
  const node = make('section', 'first', title, text, actions.node, lines, after);
  const updateLines = keyed<Line>(lines, ({ label }) => label, line);
  return {
    node,
    update(view) {
      show(node, view !== null);
      if (view === null) return;
      setText(title, view.title);
      setText(text, view.text);
      actions.update(view.actions);
      updateLines(view.lines);
      setText(after, view.after);
      show(after, view.after !== '');
    },
  };
}

const saidMs = 2_000;

function line({ label }: Line): Drawing<Line> {
  const value = make('code', 'first-value');
  const copy = button('action', 'Copy', () => {
    const say = (word: string) => {
      setText(copy, word);
      setTimeout(() => setText(copy, 'Copy'), saidMs);
    };
    navigator.clipboard.writeText(value.textContent).then(
      () => say('Copied'),
      // A browser may refuse; then the user marks the line as ever.
      () => getSelection()?.selectAllChildren(value),
    );
  });
  copy.setAttribute('aria-label', `Copy the ${label}`);
  return {
    node: make('div', 'first-line', make('dt', '', label), make('dd', '', value, copy)),
    update: view => setText(value, view.value),
  };
}
