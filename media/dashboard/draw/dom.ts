// The few ways in which this page touches the document. Text is only ever set as text, and only where it differs, so
// that selections, focus and scroll positions live through every update.

type Child = Node | string;

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (className !== '') node.className = className;
  node.append(...children);
  return node;
}

export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node: Element, name: string, value: string): void {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

export function show(node: HTMLElement, shown: boolean): void {
  if (node.hidden === shown) node.hidden = !shown;
}

/** A button that does one thing. */
export function button(className: string, label: string, onClick: () => void): HTMLButtonElement {
  const node = make('button', className, label);
  node.type = 'button';
  node.addEventListener('click', onClick);
  return node;
}

/** Draws one thing and keeps it up to date. */
export interface Drawing<View> {
  readonly node: HTMLElement;
  update(view: View): void;
}

/**
 * Keeps a parent's children in step with a list. A child stays the same node as long as its key is in the list, and is
 * not moved while the order of those that stay is the same. Returns the update.
 */
export function keyed<View>(
  parent: HTMLElement,
  keyOf: (view: View) => string,
  create: (view: View) => Drawing<View>,
): (views: readonly View[]) => void {
  const drawn = new Map<string, Drawing<View>>();
  return views => {
    const keys = new Set(views.map(keyOf));
    for (const [key, { node }] of drawn) {
      if (keys.has(key)) continue;
      node.remove();
      drawn.delete(key);
    }
    let next = parent.firstChild;
    for (const view of views) {
      const key = keyOf(view);
      const known = drawn.get(key);
      const drawing = known ?? create(view);
      if (known === undefined) drawn.set(key, drawing);
      drawing.update(view);
      if (drawing.node === next) next = next.nextSibling;
      else parent.insertBefore(drawing.node, next);
    }
  };
}
