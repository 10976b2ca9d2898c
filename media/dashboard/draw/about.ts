import type { PageCommand } from '../../../src/protocol/panel.js';
import type { AboutRow } from '../view/about.js';
import { button, keyed, make, setText, show } from './dom.js';
import type { Drawing } from './dom.js';

/** How Tuppence is set up, line by line, with ways to change it. */
export function about(run: (command: PageCommand) => void): Drawing<readonly AboutRow[]> {
  const list = make('dl', 'about');
  return {
    node: list,
    update: keyed<AboutRow>(
      list,
      ({ key }) => key,
      row => aboutRow(row, run),
    ),
  };
}

function aboutRow({ label, change }: AboutRow, run: (command: PageCommand) => void): Drawing<AboutRow> {
  const value = make('span', 'about-value');
  const link = button('link', 'Change', () => change !== null && run(change));
  link.setAttribute('aria-label', `Change: ${label}`);
  show(link, change !== null);
  return {
    node: make('div', 'about-row', make('dt', '', label), make('dd', '', value, link)),
    update: row => setText(value, row.value),
  };
}
