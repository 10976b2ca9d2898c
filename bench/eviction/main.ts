import { parseArgs } from 'node:util';
import { play, policies } from './play.js';
import { seeded, streams } from './streams.js';

// npm run bench:eviction -- [--size SHARE] [--json]
// What a full cache serves and saves by the rule that decides which entry goes.

const { values } = parseArgs({
  options: { size: { type: 'string', default: '0.05' }, json: { type: 'boolean', default: false } },
});
const size = Number(values.size);
const report = streams(seeded(1)).map(({ name, asked, bytes }) => ({
  name,
  played: policies.map(policy => ({ policy, ...play(asked, size * bytes, policy) })),
}));
if (values.json) console.log(JSON.stringify(report));
else {
  console.log(`${'hits / saved, in percent'.padEnd(32)} ${policies.map(policy => policy.padStart(13)).join(' ')}`);
  for (const { name, played } of report) {
    const cells = played.map(({ hitRate, savedShare }) =>
      `${(100 * hitRate).toFixed(1)} / ${(100 * savedShare).toFixed(1)}`.padStart(13),
    );
    console.log(`${name.padEnd(32)} ${cells.join(' ')}`);
  }
}
