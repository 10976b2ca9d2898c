import { parseArgs } from 'node:util';
import { decisionTimes } from './decision-times.js';
import { playAll, type Pair, type Played, type Way } from './play.js';
import { printSessions, type Line } from './print.js';
import { scenarios } from './scenario.js';

// npm run bench:sessions -- [--sessions N] [--json]
// What routing costs an agent's user against the strong model alone with a warm cache, and how long a decision takes.

const pairs: readonly Pair[] = [
  { strong: 'claude-opus-4-5', cheap: 'claude-haiku-4-5' },
  { strong: 'claude-opus-4-5', cheap: 'claude-sonnet-4-5' },
  { strong: 'claude-sonnet-4-5', cheap: 'claude-haiku-4-5' },
];
const ways: readonly Exclude<Way, 'direct'>[] = ['turns', 'cold'];

const { values } = parseArgs({
  options: { sessions: { type: 'string', default: '12' }, json: { type: 'boolean', default: false } },
});
const count = Math.max(1, Math.floor(Number(values.sessions)) || 0);

const lines: readonly Line[] = scenarios.flatMap(scenario => {
  const sessions = Array.from({ length: count }, (_, at) => scenario.session(at));
  return pairs.flatMap(pair => {
    const direct = playAll(sessions, pair, 'direct');
    return ways.map(way => lineOf(scenario.name, pair, way, direct, playAll(sessions, pair, way)));
  });
});
const summary = pairs.map(pair => {
  const all = lines.filter(({ strong, cheap }) => strong === pair.strong && cheap === pair.cheap);
  const ratio = (of: Line['way']) => {
    const own = all.filter(({ way }) => way === of);
    return sum(own, line => line.routedUsd) / sum(own, line => line.directUsd);
  };
  return {
    ...pair,
    costRatio: ratio('turns'),
    coldCostRatio: ratio('cold'),
    switchesInLoops: sum(all, line => line.switchesInLoops),
    hardOnCheapShare: sum(all, line => line.hardOnCheapShare) / all.length,
  };
});
const report = { sessions: count, pairs: summary, lines, decision: decisionTimes() };
if (values.json) console.log(JSON.stringify(report));
else printSessions(report);

function sum(of: readonly Line[], read: (line: Line) => number): number {
  return of.reduce((total, line) => total + read(line), 0);
}

function lineOf(scenario: string, pair: Pair, way: Line['way'], direct: Played, routed: Played): Line {
  const { calls, cheapCalls, hardCalls, hardOnCheap, switches, switchesInLoops, reasons } = routed;
  return {
    scenario,
    ...pair,
    way,
    directUsd: direct.costUsd,
    routedUsd: routed.costUsd,
    costRatio: routed.costUsd / direct.costUsd,
    calls,
    cheapShare: cheapCalls / calls,
    hardOnCheapShare: hardCalls === 0 ? 0 : hardOnCheap / hardCalls,
    switches,
    switchesInLoops,
    reasons,
  };
}
