import type { HealthView } from '../view/health.js';
import { modeChoices } from '../view/mode-change.js';
import type { ModeChange, ModeChoice } from '../view/mode-change.js';
import { button, keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { icon, setIcon } from './icon.js';

export interface HealthParts {
  /** Opens the editor's own picker; undefined where the page has to choose itself. */
  readonly pickMode: (() => void) | undefined;
  /** The sentence that says why it could not be changed. */
  readonly changeMode: (change: ModeChange) => Promise<string | undefined>;
}

/** The first line of the page: whether all is well, and what Tuppence does, with a way to change it. */
export function health({ pickMode, changeMode }: HealthParts): Drawing<HealthView> {
  const mark = icon('waiting');
  const text = make('span', 'health-text');
  const modeLabel = make('span');
  const mode = button('mode', '', pickMode ?? (() => turn(choice.hidden !== false)));
  mode.append(modeLabel, icon('choose'));
  const failure = make('p', 'failure');
  failure.setAttribute('role', 'status');
  const list = make('div', 'mode-choices');
  const choice = make('div', 'mode-choice', list, failure);
  choice.id = 'mode-choice';
  const turn = (open: boolean) => {
    show(choice, open);
    show(failure, false);
    setAttribute(mode, 'aria-expanded', String(open));
  };
  const change = async (to: ModeChange) => {
    const sentence = await changeMode(to);
    setText(failure, sentence ?? '');
    show(failure, sentence !== undefined);
    if (sentence !== undefined) return;
    turn(false);
    mode.focus();
  };
  const updateList = keyed<ModeChoice>(
    list,
    ({ key }) => key,
    ({ key }) => modeButton(() => void change(key)),
  );
  show(choice, false);
  if (pickMode === undefined) {
    setAttribute(mode, 'aria-controls', choice.id);
    setAttribute(mode, 'aria-expanded', 'false');
  }
  const node = make('header', 'health', make('div', 'health-line', mark, text, mode), choice);
  node.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || pickMode !== undefined) return;
    turn(false);
    mode.focus();
  });
  return {
    node,
    update(view) {
      setIcon(mark, view.mark);
      setText(text, view.text);
      show(mode, view.mode !== null);
      if (view.mode === null) {
        show(choice, false);
        return;
      }
      setText(modeLabel, `Mode: ${view.mode.label}`);
      setAttribute(mode, 'aria-label', `Mode: ${view.mode.label}. Change`);
      setAttribute(mode, 'title', 'Change what Tuppence does');
      updateList(modeChoices(view.mode.now));
    },
  };
}

function modeButton(onClick: () => void): Drawing<ModeChoice> {
  const label = make('span', 'mode-label');
  const words = make('span', 'mode-words');
  const node = button('mode-option', '', onClick);
  node.append(label, words);
  return {
    node,
    update(view) {
      setText(label, view.label);
      setText(words, view.words);
      setAttribute(node, 'aria-pressed', String(view.chosen));
    },
  };
}
