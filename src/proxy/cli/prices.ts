import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { prepareFolder } from '../data-folder.js';
import { knownProviders } from '../providers/all.js';
import { parseJson, readPriceFile, writePriceFile } from '../price-file.js';
import { openCatalogue } from '../record/catalogue.js';
import { packagedPriceData, parsePriceData } from '../record/price-data.js';
import { priceRows, pricesDiff } from '../record/price-rows.js';
import type { PriceChange, PriceSheet } from '../record/price-rows.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** Where the catalogue's authors publish it. Asked only when the user says so. */
const publishedAt = 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json';

/** `tuppence prices MODEL` shows what is charged; `tuppence prices refresh` fetches a newer list and shows what changed. */
export async function pricesCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {
    provider: { type: 'string', default: 'openai' },
    from: { type: 'string', default: publishedAt },
  });
  prepareFolder(folder);
  const [model] = words;
  if (model === undefined)
    throw new UsageError("Name a model, as in 'tuppence prices gpt-4o', or write 'tuppence prices refresh'.");
  if (model === 'refresh') return refresh(folder, String(values['from']), values['json'] === true);
  const name = String(values['provider']);
  const provider = knownProviders.find(candidate => candidate.name === name) ?? { name };
  const sheet = priceRows(openCatalogue(readPriceFile(folder)), provider, model, Date.now());
  if (sheet === undefined) {
    process.stderr.write(`No price is known for '${model}' of ${name}: its requests are shown as unpriced.\n`);
    return 1;
  }
  process.stdout.write(values['json'] === true ? `${JSON.stringify(sheet)}\n` : sheetText(model, sheet));
  return 0;
}

async function refresh(folder: string, from: string, json: boolean): Promise<number> {
  const before = readPriceFile(folder) ?? (await packagedPriceData());
  const fresh = parsePriceData(parseJson(await read(from)), new Date().toISOString().slice(0, 10));
  const changes = pricesDiff(before, fresh, Date.now());
  writePriceFile(folder, fresh);
  process.stdout.write(
    json
      ? `${JSON.stringify({ before: before.date, after: fresh.date, changes })}\n`
      : `${changes.map(changeText).join('')}${changes.length} changes from the list of ${before.date}. In force from the next start of the proxy.\n`,
  );
  return 0;
}

async function read(from: string): Promise<string> {
  if (!/^https?:\/\//.test(from)) return readFileSync(from, 'utf8');
  const response = await request(from, { headersTimeout: 30_000, bodyTimeout: 30_000 });
  if (response.statusCode === 200) return response.body.text();
  await response.body.dump();
  throw new UsageError(
    `${from} answered with status ${response.statusCode}: name another list with --from URL or FILE.`,
  );
}

function sheetText(model: string, sheet: PriceSheet): string {
  const rows = sheet.rows.map(({ charge, usd, per, aboveTokens }) => {
    const above = aboveTokens === undefined ? '' : `, prompts above ${aboveTokens} tokens`;
    return `  ${charge.padEnd(24)} $${String(usd)} per ${per}${above}\n`;
  });
  const terms = sheet.terms.map(({ term, factor }) => `  ${`on terms '${term}'`.padEnd(24)} x ${String(factor)}\n`);
  return `${model}, list of ${sheet.date}\n${rows.join('')}${terms.join('')}`;
}

function changeText(change: PriceChange): string {
  const name = `${change.provider} ${change.model}`;
  if (change.kind !== 'changed') return `  ${change.kind.padEnd(8)} ${name}\n`;
  const [old, fresh] = [change.oldUsd, change.newUsd].map(usd => (usd === undefined ? 'none' : `$${String(usd)}`));
  return `  changed  ${name}: ${change.charge} ${old ?? ''} -> ${fresh ?? ''} per ${change.per}\n`;
}
