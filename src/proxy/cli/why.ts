import type { Explanation, ReceiptLine } from '../../protocol/api.js';
import { formatUsd } from '../../protocol/money.js';
import { prepareFolder } from '../data-folder.js';
import { explain } from '../explain.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence why [ID]`: from the running proxy, or from the ledger's file when none runs. */
export async function whyCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {});
  const [id = 'last', ...rest] = words;
  if (rest.length > 0 || !/^[A-Za-z0-9]{1,64}$/.test(id)) {
    throw new UsageError(
      "Name one request by its id, as the reply's header 'x-tuppence-request-id' gives it, or none.",
    );
  }
  prepareFolder(folder);
  const running = await askRunning(folder, 'GET', `/requests/${id}/why`);
  const found = running === undefined ? await readFile(folder, id) : asFound(running);
  if (found === undefined) {
    const missing = id === 'last' ? 'No request is in the ledger yet.' : `No request '${id}' is in the ledger.`;
    process.stderr.write(`${missing}\n`);
    return 1;
  }
  process.stdout.write(values['json'] === true ? `${JSON.stringify(found)}\n` : whyText(found));
  return 0;
}

function asFound({ status, value }: { readonly status: number; readonly value: unknown }): Explanation | undefined {
  return status === 200 ? (value as Explanation) : undefined;
}

async function readFile(folder: string, id: string): Promise<Explanation | undefined> {
  const settings = openSettings(folder);
  const stores = openStores(folder, () => settings.current());
  try {
    return explain(id, stores.record, stores.cache, stores.learning);
  } finally {
    await stores.close();
    settings.close();
  }
}

/** The explanation as a page for people. */
export function whyText({ request, because, receipt }: Explanation): string {
  const { id, atMs, client, role, modelRequested, modelServed } = request;
  const models = modelServed === modelRequested ? modelServed : `${modelRequested} -> ${modelServed}`;
  const lines = [
    `Request ${id}, ${new Date(atMs).toLocaleString()}`,
    `${client}, ${role}, ${models}`,
    ``,
    ...because,
    ``,
    ...receipt.map(lineText),
  ];
  return `${lines.join('\n')}\n`;
}

function lineText({ label, tokens, usdPerMTok, usd }: ReceiptLine): string {
  const count = tokens === null ? '' : `${tokens.toLocaleString('en-US')} tokens`;
  const price = usdPerMTok === null ? '' : `at $${usdPerMTok} per million`;
  const amount = usd === null ? 'unknown' : formatUsd(Math.round(usd * 1_000_000));
  return `  ${label.padEnd(34)} ${count.padStart(16)}  ${price.padEnd(24)} ${amount.padStart(12)}`;
}
