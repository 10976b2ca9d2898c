import type { Notice, NoticeAction } from '../view/notices.js';
import { button, keyed, make, setAttribute, setText, show } from './dom.js';
import type { Drawing } from './dom.js';
import { icon, setIcon } from './icon.js';

/** Does what the user chose; a sentence comes back where it could not be done. */
export type Act = (action: NoticeAction) => Promise<string | undefined>;

export function notices(act: Act): Drawing<readonly Notice[]> {
  const node = make('div', 'notices');
  const update = keyed<Notice>(
    node,
    ({ key }) => key,
    () => notice(act),
  );
  return {
    node,
    update(views) {
      show(node, views.length > 0);
      update(views);
    },
  };
}

function notice(act: Act): Drawing<Notice> {
  const mark = icon('info');
  const text = make('p', 'notice-text');
  const detail = make('p', 'notice-detail');
  const row = actionRow(act);
  const node = make('div', 'notice', mark, make('div', 'notice-words', text, detail, row.node));
  return {
    node,
    update(view) {
      setAttribute(node, 'data-level', view.level);
      setIcon(mark, view.level);
      setText(text, view.text);
      setText(detail, view.detail);
      show(detail, view.detail !== '');
      row.update(view.actions);
    },
  };
}

/** Buttons, and below them the word that one of them failed. */
export function actionRow(act: Act): Drawing<readonly NoticeAction[]> {
  const buttons = make('div', 'actions');
  const failure = make('p', 'failure');
  failure.setAttribute('role', 'status');
  const node = make('div', 'action-row', buttons, failure);
  const update = keyed<NoticeAction>(
    buttons,
    action => `${action.label} ${action.kind}`,
    action => ({
      node: button('action', action.label, () => {
        void act(action).then(sentence => {
          setText(failure, sentence ?? '');
          show(failure, sentence !== undefined);
        });
      }),
      update: () => undefined,
    }),
  );
  show(failure, false);
  return {
    node,
    update(actions) {
      show(node, actions.length > 0);
      update(actions);
    },
  };
}
