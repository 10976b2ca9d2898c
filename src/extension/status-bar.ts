import { MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { Disposable } from './disposable.js';
import { meterOf } from './meter.js';
import type { Meter } from './meter.js';
import type { ProxyClient } from './proxy-client.js';
import { tooltipCommands, tooltipOf } from './tooltip.js';

/** One item, right, with the day's spend. It can be hidden by a setting. */
export function showMeter(proxy: ProxyClient): readonly Disposable[] {
  const item = window.createStatusBarItem('tuppence.meter', StatusBarAlignment.Right, 100);
  item.name = 'Tuppence Cost Meter';
  item.command = 'tuppence.openSidebar';
  const draw = () => {
    const meter = meterOf(proxy.link(), proxy.snapshot());
    item.text = meter.text;
    item.accessibilityInformation = { label: meter.label, role: 'button' };
    item.backgroundColor = backgrounds[meter.level];
    const tooltip = new MarkdownString(tooltipOf(proxy.link(), proxy.snapshot(), Date.now()));
    tooltip.isTrusted = { enabledCommands: [...tooltipCommands] };
    item.tooltip = tooltip;
  };
  const place = () => {
    if (workspace.getConfiguration('tuppence').get('statusBar.show') === false) item.hide();
    else item.show();
  };
  draw();
  place();
  return [
    item,
    proxy.onLink(draw),
    proxy.onSnapshot(draw),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('tuppence.statusBar')) place();
    }),
  ];
}

const backgrounds: Readonly<Record<Meter['level'], ThemeColor | undefined>> = {
  normal: undefined,
  warning: new ThemeColor('statusBarItem.warningBackground'),
  error: new ThemeColor('statusBarItem.errorBackground'),
};
