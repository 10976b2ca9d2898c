import { make, setAttribute } from './dom.js';
import type { Drawing } from './dom.js';

const svg = 'http://www.w3.org/2000/svg';
const height = 100;

/** A row of columns, one for each value, as wide and high as the style sheet says. `words` say the same. */
export function sparkline(): Drawing<{ readonly values: readonly number[]; readonly words: string }> {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('preserveAspectRatio', 'none');
  picture.setAttribute('role', 'img');
  const base = document.createElementNS(svg, 'path');
  base.setAttribute('class', 'sparkline-base');
  const columns = document.createElementNS(svg, 'path');
  columns.setAttribute('class', 'sparkline-columns');
  picture.append(base, columns);
  return {
    node: make('div', 'sparkline', picture),
    update({ values, words }) {
      setAttribute(picture, 'aria-label', words);
      setAttribute(picture, 'viewBox', `0 0 ${Math.max(values.length, 1)} ${height}`);
      setAttribute(base, 'd', values.map((_value, n) => column(n, floor)).join(''));
      setAttribute(columns, 'd', columnsOf(values));
    },
  };
}

/** Every hour leaves a mark, so that an empty one is seen to be empty. */
const floor = 3;

function columnsOf(values: readonly number[]): string {
  const most = Math.max(0, ...values);
  if (most === 0) return '';
  return values.map((value, n) => (value <= 0 ? '' : column(n, Math.max((value / most) * height, 6)))).join('');
}

function column(n: number, tall: number): string {
  const top = height - tall;
  return `M${n + 0.12} ${height}V${top.toFixed(1)}H${n + 0.88}V${height}z`;
}
