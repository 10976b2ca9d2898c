import uPlot from 'uplot';
import { usd } from '../view/figures.js';
import type { ChartView } from '../view/chart.js';

/** Where the plot takes its colours from, because a canvas knows no style sheet. */
export interface PlotStyle {
  readonly spent: Element;
  readonly saved: Element;
  /** Its text colour and font are those of the axes, its border colour is that of the grid. */
  readonly axes: Element;
}

export interface Plot {
  update(view: ChartView): void;
  /** The theme changed. */
  redraw(): void;
}

const heightPx = 132;

/** Columns over time: what was spent, and on top of it what was saved. `onPoint` gets the step under the pointer. */
export function plot(parent: HTMLElement, style: PlotStyle, onPoint: (index: number | null) => void): Plot {
  let chart: uPlot | undefined;
  let last: ChartView | undefined;
  const draw = () => {
    const width = parent.clientWidth;
    if (width === 0 || last === undefined) return;
    if (chart === undefined) {
      chart = new uPlot(
        optionsOf(width, style, onPoint, () => last),
        dataOf(last),
        parent,
      );
    } else if (chart.width !== width) {
      chart.setSize({ width, height: heightPx });
    }
  };
  new ResizeObserver(draw).observe(parent);
  return {
    update(view) {
      last = view;
      if (chart === undefined) draw();
      else chart.setData(dataOf(view));
    },
    redraw: () => chart?.redraw(false, true),
  };
}

function dataOf({ atS, whole, spent }: ChartView): uPlot.AlignedData {
  return [[...atS], [...whole], [...spent]];
}

function optionsOf(
  width: number,
  style: PlotStyle,
  onPoint: (index: number | null) => void,
  view: () => ChartView | undefined,
): uPlot.Options {
  const axes = getComputedStyle(style.axes);
  const font = `11px ${axes.fontFamily}`;
  const textColour = () => getComputedStyle(style.axes).color;
  const gridColour = () => getComputedStyle(style.axes).borderTopColor;
  const filled = (element: Element): uPlot.Series => ({
    fill: () => getComputedStyle(element).backgroundColor,
    width: 0,
    points: { show: false },
    paths: columns,
  });
  const columns = uPlot.paths.bars?.({ size: [0.76, 28], align: 1 }) ?? (() => null);
  return {
    width,
    height: heightPx,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { range: (_chart, min, max) => [min, max + (view()?.stepMs ?? 0) / 1_000] },
      y: { range: (_chart, _min, max) => [0, max > 0 ? max * 1.05 : 0.01] },
    },
    axes: [
      {
        stroke: textColour,
        font,
        size: 22,
        gap: 4,
        space: 52,
        grid: { show: false },
        ticks: { show: false },
        values: (_chart, splits) => splits.map(atS => view()?.tick(atS * 1_000) ?? ''),
      },
      {
        stroke: textColour,
        font,
        gap: 4,
        space: 34,
        size: (_chart, values) => axisWidth(font, values),
        grid: { stroke: gridColour, width: 1 },
        ticks: { show: false },
        values: (_chart, splits) => splits.map(value => (value === 0 ? '$0' : usd(value))),
      },
    ],
    series: [{}, filled(style.saved), filled(style.spent)],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
  };
}

function axisWidth(font: string, values: readonly string[] | null): number {
  const measure = document.createElement('canvas').getContext('2d');
  if (measure === null) return 48;
  measure.font = font;
  return Math.ceil(Math.max(0, ...(values ?? []).map(text => measure.measureText(text).width))) + 8;
}
