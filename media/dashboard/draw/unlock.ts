import { make, setText, show } from './dom.js';
import type { Drawing } from './dom.js';

/** Asks for the token, where the address brought none. */
export function unlock(onToken: (token: string) => void): Drawing<{ readonly wrong: boolean } | null> {
  const field = make('input', 'unlock-field');
  field.type = 'password';
  field.id = 'token';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.required = true;
  const label = make('label', 'unlock-label', "The token that 'tuppence token' prints");
  label.htmlFor = field.id;
  const wrong = make('p', 'failure');
  wrong.setAttribute('role', 'alert');
  wrong.id = 'token-wrong';
  field.setAttribute('aria-describedby', wrong.id);
  const open = make('button', 'action', 'Open');
  open.type = 'submit';
  const form = make('form', 'unlock-form', label, make('div', 'unlock-line', field, open), wrong);
  form.addEventListener('submit', event => {
    event.preventDefault();
    onToken(field.value);
    field.value = '';
  });
  const node = make(
    'section',
    'unlock',
    make('h2', 'unlock-title', 'This page needs the token'),
    make('p', 'unlock-text', "'tuppence dashboard --open' opens it with the token in hand. Or type it here:"),
    form,
  );
  let shown = false;
  return {
    node,
    update(view) {
      show(node, view !== null);
      setText(
        wrong,
        view?.wrong === true
          ? 'Who listens here does not know this token. A forwarded port has to keep its number.'
          : '',
      );
      show(wrong, view?.wrong === true);
      if (view !== null && !shown) field.focus();
      shown = view !== null;
    },
  };
}
