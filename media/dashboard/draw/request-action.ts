import type { RequestAction } from '../view/requests.js';
import { button, make, setText, show } from './dom.js';
import type { Drawing } from './dom.js';

/**
 * A button that answers in place. Where something is thrown away, it asks once; the focus then stands on the way back,
 * so that a key pressed twice throws nothing away.
 */
export function requestAction(
  { label, hint, ask }: RequestAction,
  act: () => Promise<{ readonly done: boolean; readonly words: string }>,
): Drawing<RequestAction> {
  const start = button('action', label, () => {
    if (ask === null) void run();
    else turn('asking');
  });
  start.title = hint;
  const question = make('p', 'question', ask?.question ?? '');
  const yes = button('action action-yes', ask?.yes ?? '', () => void run());
  const no = button('action', ask?.no ?? '', () => turn('idle'));
  const asking = make('div', 'asking', question, make('div', 'actions', yes, no));
  asking.setAttribute('role', 'group');
  asking.setAttribute('aria-label', ask?.question ?? '');
  const answer = make('p', 'answer');
  answer.setAttribute('role', 'status');
  answer.tabIndex = -1;
  const node = make('div', 'request-action', start, asking, answer);

  const turn = (to: 'idle' | 'asking' | 'answered') => {
    // Only a focus that was here may move; a late answer never takes it away from elsewhere.
    const held = node.contains(document.activeElement);
    show(start, to === 'idle');
    show(asking, to === 'asking');
    show(answer, answer.textContent !== '');
    if (held) ({ idle: start, asking: no, answered: answer })[to].focus();
  };
  let busy = false;
  const run = async () => {
    if (busy) return;
    busy = true;
    const { done, words } = await act();
    busy = false;
    setText(answer, words);
    answer.classList.toggle('failure', !done);
    turn(done ? 'answered' : 'idle');
  };
  asking.addEventListener('keydown', event => {
    if (event.key === 'Escape') turn('idle');
  });
  turn('idle');
  return { node, update: () => undefined };
}
