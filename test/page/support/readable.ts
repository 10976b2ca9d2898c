import type { Page } from 'playwright-core';

/** A piece of text whose colour is too close to what lies behind it. */
export interface Faint {
  readonly text: string;
  readonly ratio: number;
}

/**
 * Every visible text below a contrast of 4.5 to 1, by the formula of WCAG 2.2 (relative luminance, 1.4.3). Backgrounds
 * that let through are laid over those behind them; `opacity` of ancestors counts.
 */
export function faintTexts(page: Page): Promise<readonly Faint[]> {
  return page.evaluate(() => {
    type Colour = readonly [number, number, number, number];
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    const known = new Map<string, Colour>();
    const parse = (css: string): Colour => {
      const before = known.get(css);
      if (before !== undefined) return before;
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = css;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
      const colour: Colour = [r, g, b, a / 255];
      known.set(css, colour);
      return colour;
    };
    const over = ([r, g, b, a]: Colour, [br, bg, bb]: Colour): Colour => [
      r * a + br * (1 - a),
      g * a + bg * (1 - a),
      b * a + bb * (1 - a),
      1,
    ];
    const chain = (element: Element): readonly Element[] =>
      element.parentElement === null ? [element] : [...chain(element.parentElement), element];
    const luminance = ([r, g, b]: Colour): number => {
      const linear = (value: number) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    };
    const faint: { text: string; ratio: number }[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (parent === null || text === '' || !parent.checkVisibility() || parent.closest('.unseen') !== null) continue;
      const line = chain(parent);
      const behind = line.reduce<Colour>(
        (below, element) => over(parse(getComputedStyle(element).backgroundColor), below),
        parse('#ffffff'),
      );
      const opacity = line.reduce((product, element) => product * Number(getComputedStyle(element).opacity), 1);
      const [r, g, b, a] = parse(getComputedStyle(parent).color);
      const front = over([r, g, b, a * opacity], behind);
      const [light = 0, dark = 0] = [luminance(front), luminance(behind)].sort((one, two) => two - one);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < 4.5) faint.push({ text, ratio: Number(ratio.toFixed(2)) });
    }
    return faint;
  });
}

/** Elements that reach beyond the right edge of the page, or make it scroll sideways. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const beyond = [...document.body.querySelectorAll('*')].filter(
      element =>
        element.checkVisibility() &&
        element.closest('.unseen') === null &&
        element.getBoundingClientRect().right > width + 0.5,
    );
    const scrolls =
      document.documentElement.scrollWidth > width ? [`page is ${document.documentElement.scrollWidth} wide`] : [];
    return [...scrolls, ...beyond.map(element => `${element.tagName}.${element.getAttribute('class') ?? ''}`)];
  });
}
