import type { RequestAction } from '../view/requests.js';
import { button, make, setText, show } from './dom.js';
import type { Drawing } from './dom.js';

/** How an action ended: the sentence says what was done, or why nothing was. */
export interface Acted {
  readonly done: boolean;
  readonly words: string;
}

interface RequestActionParts {
  readonly act: () => Promise<Acted>;
  readonly takeBack: () => Promise<Acted>;
  /** It was chosen, so that it has to stay until its answer is read. */
  readonly onUse: () => void;
}

type Step = 'idle' | 'asking' | 'done';

/**
 * A button that answers in place. Where something is thrown away, it asks once; the focus then stands on the way back,
 * so that a key pressed twice throws nothing away.
 */
export function requestAction(action: RequestAction, parts: RequestActionParts): Drawing<RequestAction> {
  const { label, hint, ask, takesBack } = action;
  const start = button('action', label, () => {
    parts.onUse();
    if (ask === null) void run(parts.act, 'done');
    else turn('asking');
  });
  start.title = hint;
  const yes = button('action action-yes', ask?.yes ?? '', () => void run(parts.act, 'done'));
  const no = button('action', ask?.no ?? '', () => turn('idle'));
  const asking = make('div', 'asking', make('p', '', ask?.question ?? ''), make('div', 'actions', yes, no));
  asking.setAttribute('role', 'group');
  asking.setAttribute('aria-label', ask?.question ?? '');
  const answer = make('p', 'answer');
  answer.setAttribute('role', 'status');
  answer.tabIndex = -1;
  const back = button('link', 'Take it back', () => void run(parts.takeBack, 'idle'));
  const node = make('div', 'request-action', start, asking, answer, back);

  const turn = (to: Step) => {
    // Only a focus that was here may move; a late answer never takes it away from elsewhere.
    const held = node.contains(document.activeElement);
    show(start, to === 'idle');
    show(asking, to === 'asking');
    show(back, to === 'done' && takesBack);
    show(answer, to !== 'asking' && answer.textContent !== '');
    if (held) ({ idle: start, asking: no, done: answer })[to].focus();
  };
  let busy = false;
  const run = async (work: () => Promise<Acted>, next: Step) => {
    if (busy) return;
    busy = true;
    const { done, words } = await work();
    busy = false;
    setText(answer, words);
    answer.classList.toggle('failure', !done);
    turn(done ? next : back.hidden === false ? 'done' : 'idle');
  };
  asking.addEventListener('keydown', event => {
    if (event.key === 'Escape') turn('idle');
  });
  turn('idle');
  return { node, update: () => undefined };
}
