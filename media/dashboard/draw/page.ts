import type { PageCommand } from '../../../src/protocol/panel.js';
import { isLive } from '../page-state.js';
import type { PageState } from '../page-state.js';
import type { Kept } from '../kept.js';
import { withName } from '../kept.js';
import { aboutRows } from '../view/about.js';
import { announcement, openTeller } from '../view/announcement.js';
import {
  answeredBy,
  hitRateWords,
  promptCache,
  routes,
  speed,
  spendBy,
  spendChoices,
  spendLabels,
} from '../view/breakdowns.js';
import type { SpendKey } from '../view/breakdowns.js';
import { firstRunView } from '../view/first-run.js';
import { healthView } from '../view/health.js';
import type { ModeChange } from '../view/mode-change.js';
import { hints, problems } from '../view/notices.js';
import type { RequestRow } from '../view/requests.js';
import { spansView } from '../view/spans.js';
import { todayView } from '../view/today.js';
import { about } from './about.js';
import { bars } from './bars.js';
import { chart } from './chart.js';
import type { ChartState } from './chart.js';
import { make, setAttribute, setText, show } from './dom.js';
import { firstRun } from './first-run.js';
import { health } from './health.js';
import { notices } from './notices.js';
import type { Act } from './notices.js';
import { promptCacheBar } from './prompt-cache.js';
import { requests } from './requests.js';
import type { ReceiptParts } from './receipt.js';
import { choices, section } from './section.js';
import type { Section } from './section.js';
import { spans } from './spans.js';
import { speedTable } from './speed.js';
import { today } from './today.js';
import { unlock } from './unlock.js';

/** What the page asks of whoever runs it. */
export interface PageParts extends ReceiptParts {
  readonly act: ReceiptParts['act'];
  readonly notice: Act;
  readonly run: (command: PageCommand) => void;
  readonly changeMode: (change: ModeChange) => Promise<string | undefined>;
  readonly pickMode: (() => void) | undefined;
  readonly unlock: (token: string) => void;
  /** Something that is kept was changed. */
  readonly keep: (change: (kept: Kept) => Kept) => void;
}

/** Everything there is to draw. */
export interface PageView {
  readonly state: PageState;
  readonly kept: Kept;
  readonly chart: Pick<ChartState, 'view' | 'failure'>;
  readonly requests: readonly RequestRow[];
}

/** The whole page. */
export function page(parts: PageParts): { readonly node: HTMLElement; update(view: PageView): void; redraw(): void } {
  const { keep } = parts;
  const top = health(parts);
  const wrong = notices(parts.notice);
  const good = notices(parts.notice);
  const locked = unlock(parts.unlock);
  const first = firstRun(parts.notice);
  const figures = today();
  const longer = spans();
  const history = chart({
    onRange: range => keep(kept => ({ ...kept, range })),
    onTable: asTable => keep(kept => ({ ...kept, asTable })),
  });
  const answered = bars();
  const routed = bars();
  const spend = bars();
  const spendChoice = choices<SpendKey>('Break spend down by', key => keep(kept => ({ ...kept, spend: key })));
  const waits = speedTable();
  const prefix = promptCacheBar();
  const asked = requests({
    ...parts,
    onOpen: (id, open) => keep(kept => ({ ...kept, open: withName(kept.open, id, open) })),
  });
  const foot = about(parts.run);
  const told = make('p', 'unseen');
  told.setAttribute('role', 'status');
  const teller = openTeller(Date.now());

  const fold = (name: string) => (folded: boolean) =>
    keep(kept => ({ ...kept, folded: withName(kept.folded, name, folded) }));
  const made = (name: string, title: string, ...body: readonly HTMLElement[]): [string, Section] => {
    const part = section(name, title, fold(name));
    part.body.append(...body);
    return [name, part];
  };
  const sections = new Map([
    made('history', 'Over time', history.node),
    made('answered', 'Who answered', answered.node),
    made('routes', 'Routes', routed.node),
    made('spend', 'Where the money went', spendChoice.node, spend.node),
    made('speed', 'Waiting time', waits.node),
    made('prefix', 'The provider’s own cache', prefix.node),
    made('asked', 'Last requests', asked.node),
    made('about', 'Set-up', foot.node),
  ]);
  const part = (name: string): HTMLElement[] => {
    const found = sections.get(name);
    return found === undefined ? [] : [found.node];
  };
  const now = make('div', 'column column-now', figures.node, good.node, longer.node);
  const whence = make(
    'div',
    'column column-whence',
    ...['history', 'answered', 'routes', 'spend', 'speed', 'prefix'].flatMap(part),
  );
  const latest = make('div', 'column column-latest', ...part('asked'));
  const setUp = make('div', 'column column-set-up', ...part('about'));
  const columns = make('div', 'columns', now, whence, latest, setUp);
  const title = make('h1', 'unseen', 'Tuppence');
  const node = make('main', 'page', title, top.node, wrong.node, locked.node, first.node, columns, told);

  return {
    node,
    redraw: history.redraw,
    update({ state, kept, chart: charted, requests: rows }) {
      const { snapshot, link, zone, can } = state;
      const healthNow = healthView(state);
      top.update(healthNow);
      wrong.update(problems(state));
      locked.update(link.kind === 'locked' ? { wrong: link.wrong } : null);
      const beginning = firstRunView(state);
      first.update(beginning);
      good.update(hints(state));
      setAttribute(node, 'data-stale', String(healthNow.stale));
      show(columns, snapshot !== null && link.kind !== 'locked');
      const todayNow = snapshot === null ? null : todayView(snapshot);
      const news = teller(announcement(state, healthNow, todayNow), Date.now());
      if (news !== undefined) setText(told, news);
      if (snapshot === null || todayNow === null) return;

      figures.update(todayNow);
      longer.update(spansView(snapshot, zone));
      show(figures.node, beginning === null);
      show(longer.node, beginning === null);
      show(whence, beginning === null);
      const stats = snapshot.today;
      history.update({ ...charted, range: kept.range, asTable: kept.asTable });
      answered.update(answeredBy(stats));
      const tiers = routes(stats, snapshot.proxy);
      routed.update(tiers);
      const keys = spendChoices(stats);
      const spendKey = keys.includes(kept.spend) ? kept.spend : 'model';
      spendChoice.update({ keys, labels: spendLabels, chosen: spendKey });
      spend.update(spendBy(stats, spendKey));
      const speedNow = speed(stats);
      if (speedNow !== null) waits.update(speedNow);
      const prefixNow = promptCache(stats);
      if (prefixNow !== null) prefix.update(prefixNow);
      asked.update({ rows, open: new Set(kept.open) });
      foot.update(aboutRows(snapshot, can));

      const any = stats.requests > 0;
      const say = (name: string, summary: string, shown: boolean) =>
        sections.get(name)?.update({ summary, shown, folded: kept.folded.includes(name) });
      say('history', '', true);
      say('answered', hitRateWords(stats), any);
      say('routes', '', any && tiers.length > 0);
      say('spend', '', any);
      say('speed', speedNow?.summary ?? '', speedNow !== null);
      say('prefix', prefixNow?.percent ?? '', prefixNow !== null);
      say('asked', '', rows.length > 0);
      say('about', isLive(link) ? `version ${snapshot.proxy.version}` : 'as it was', true);
    },
  };
}
