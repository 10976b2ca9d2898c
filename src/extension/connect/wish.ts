import type { Account, Assistant, Wish } from '../../connect/assistant.js';
import { suggestedAccount } from '../../connect/found.js';
import { chooseModels } from '../../connect/models.js';
import type { Models } from '../../connect/models.js';
import type { Workbench } from '../../connect/plan.js';
import type { Desk } from '../desk.js';
import { listOffers } from '../offers.js';
import { pick } from '../pick.js';
import type { Row } from '../rows.js';

/** What is to be written for an assistant; undefined when the user leaves. Rejects when the proxy does not answer. */
export async function makeWish(desk: Desk, bench: Workbench, assistant: Assistant): Promise<Wish | undefined> {
  const address = await desk.proxy.address();
  const account = await chooseAccount(bench, assistant);
  if (account === undefined) return undefined;
  return { address, models: await readModels(desk), account, nowIso: new Date().toISOString() };
}

/** Models that the proxy can serve, as far as it can say. */
export async function readModels({ proxy }: Desk): Promise<Models> {
  const { routing } = await proxy.api('GET /settings', {});
  const { proxy: facts } = proxy.snapshot() ?? (await proxy.api('GET /snapshot', {}));
  return chooseModels({ providers: facts.providers, offers: await listOffers(proxy), tiers: routing.tiers });
}

async function chooseAccount(bench: Workbench, assistant: Assistant): Promise<Account | undefined> {
  const suggested = await suggestedAccount(bench, assistant);
  if (suggested === undefined) return 'tuppence';
  const rows: readonly Row<Account>[] = [
    {
      label: `The login or key that ${assistant.label} has`,
      detail: 'It passes through Tuppence to the provider and is kept nowhere.',
      value: 'own',
    },
    {
      label: 'The key that Tuppence has',
      detail: 'For when the assistant has none of its own. Tuppence’s token stands in for it.',
      value: 'tuppence',
    },
  ];
  const marked = rows.map(row =>
    row.value === suggested ? { ...row, description: '(recommended here)', current: true } : row,
  );
  return pick({ title: `Connect ${assistant.label}`, placeholder: 'Whose account pays?', rows: marked });
}
