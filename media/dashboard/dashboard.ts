import type { ApiResult } from '../../src/protocol/control.js';
import type { Series } from '../../src/protocol/snapshot.js';
import { page } from './draw/page.js';
import { browserHost } from './host/browser.js';
import { editorHost } from './host/editor.js';
import type { EditorApi } from './host/editor.js';
import { sentenceOf } from './host/host.js';
import type { Host } from './host/host.js';
import { openHistory } from './history.js';
import { readKept } from './kept.js';
import type { Kept } from './kept.js';
import type { PageState } from './page-state.js';
import { chartView } from './view/chart.js';
import { settingsPatch } from './view/mode-change.js';
import type { ModeChange } from './view/mode-change.js';
import type { NoticeAction } from './view/notices.js';
import { requestRows } from './view/requests.js';
import { todayView } from './view/today.js';
import type { RequestRow } from './view/requests.js';

declare const acquireVsCodeApi: (() => EditorApi) | undefined;

run(typeof acquireVsCodeApi === 'function' ? editorHost(acquireVsCodeApi()) : browserHost());

/** Joins host, state and drawing: every change draws the page anew from what is known, in place. */
function run(host: Host): void {
  let state: PageState = { link: { kind: 'connecting' }, hasKey: false, snapshot: null, can: host.can, zone: {} };
  let kept: Kept = readKept(host.readKept(), matchMedia('(min-width: 760px)').matches);
  let rows: readonly RequestRow[] = [];
  const history = openHistory(async range => {
    const answer = await host.call({ method: 'GET', path: `/series?since=${range}` });
    return answer.status === 200 ? (answer.value as Series) : sentenceOf(answer);
  }, draw);

  const view = page({
    async explain(id) {
      const answer = await host.call({ method: 'GET', path: `/requests/${id}/why` });
      return answer.status === 200 ? (answer.value as ApiResult<'GET /requests/:id/why'>) : sentenceOf(answer);
    },
    async act(id, action) {
      const answer = await host.call({ method: 'POST', path: `/requests/${id}/${action}` });
      if (answer.status !== 200) return { done: false, words: sentenceOf(answer) };
      return { done: true, words: (answer.value as ApiResult<'POST /requests/:id/redo-strong'>).done };
    },
    async takeBack(id) {
      const answer = await host.call({ method: 'DELETE', path: `/refusals/${id}` });
      if (answer.status !== 200) return { done: false, words: sentenceOf(answer) };
      return { done: true, words: (answer.value as ApiResult<'DELETE /refusals/:id'>).done };
    },
    notice: action => notice(action),
    run: command => host.run(command),
    changeMode,
    pickMode: host.can.changesMode ? undefined : () => host.run('tuppence.setMode'),
    unlock: token => host.unlock(token),
    keep(change) {
      kept = change(kept);
      host.writeKept(kept);
      draw();
    },
  });

  async function notice(action: NoticeAction): Promise<string | undefined> {
    if (action.kind === 'mode') return changeMode(action.change);
    host.run(action.command);
    return undefined;
  }

  async function changeMode(change: ModeChange | 'resume'): Promise<string | undefined> {
    const answer = await host.call({ method: 'PATCH', path: '/settings', body: settingsPatch(change, Date.now()) });
    return answer.status === 200 ? undefined : sentenceOf(answer);
  }

  function draw(): void {
    const { snapshot, zone } = state;
    if (snapshot !== null) {
      const fresh = requestRows(snapshot, zone);
      const listed = new Set(fresh.map(({ id }) => id));
      // A receipt that is being read stays, although newer requests have pushed it off the list.
      rows = [...fresh, ...rows.filter(({ id }) => !listed.has(id) && kept.open.includes(id))];
    }
    const { series, failure } = history.of(kept.range, snapshot);
    const chart = series === undefined ? null : chartView(series, kept.range, zone);
    document.title = snapshot === null ? 'Tuppence' : `${todayView(snapshot).spent} today · Tuppence`;
    view.update({ state, kept, chart: { view: chart, failure }, requests: rows });
  }

  document.body.replaceChildren(view.node);
  draw();
  host.start(news => {
    state =
      news.kind === 'link' ? { ...state, link: news.link, hasKey: news.hasKey } : { ...state, snapshot: news.snapshot };
    draw();
  });

  // The chart's colours are looked up when it is drawn, so a new theme needs a new drawing.
  const themes = new MutationObserver(() => view.redraw());
  themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', () => view.redraw());
  }
}
