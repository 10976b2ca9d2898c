const svg = 'http://www.w3.org/2000/svg';

/** Outlines on a field of 16 by 16, drawn in the colour of the text around them. */
const outlines = {
  ok: 'M3.5 8.5l3 3 6-7',
  info: 'M8 7v4.5M8 4.5v.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  warning: 'M8 2.2L14.6 13.6H1.4zM8 6.4v3.6M8 11.4v.7',
  error: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  paused: 'M5.5 3.5v9M10.5 3.5v9',
  waiting: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.6V8l2.4 1.6',
  cache: 'M9.2 1.8L3.4 9.2h4l-.8 5 6-7.6h-4z',
  routed: 'M2 11.5h4.2l4-7H14M11.4 2.2L14 4.5l-2.6 2.3',
  passed: 'M2 8h11.5M10.6 5L13.6 8l-3 3',
  failed: 'M4 4l8 8M12 4l-8 8',
  fold: 'M6 3.5L10.5 8 6 12.5',
  choose: 'M4 6.2L8 10l4-3.8',
} as const;
export type IconName = keyof typeof outlines;

/** A picture that says nothing which the words beside it do not say. */
export function icon(name: IconName): SVGSVGElement {
  const node = document.createElementNS(svg, 'svg');
  node.setAttribute('viewBox', '0 0 16 16');
  node.setAttribute('class', `icon icon-${name}`);
  node.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', outlines[name]);
  node.append(path);
  return node;
}

/** Makes an icon another one. */
export function setIcon(node: SVGSVGElement, name: IconName): void {
  if (node.classList.contains(`icon-${name}`)) return;
  node.setAttribute('class', `icon icon-${name}`);
  node.firstElementChild?.setAttribute('d', outlines[name]);
}
