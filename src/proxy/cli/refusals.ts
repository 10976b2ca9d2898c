import type { JudgedPair, Refusal } from '../../protocol/api.js';
import { act, requestId, say } from './act.js';
import { UsageError } from './failure.js';

/** `tuppence cache never ID`, and without an id the list of what is refused. */
export async function neverCommand(folder: string, word: string | undefined, json: boolean): Promise<number> {
  if (word === undefined) {
    const { refusals } = await act<{ readonly refusals: readonly Refusal[] }>(
      folder,
      'GET',
      '/refusals',
      (_actions, { cache }) => ({ refusals: cache.refusals() }),
    );
    process.stdout.write(json ? `${JSON.stringify(refusals)}\n` : refusalsText(refusals));
    return 0;
  }
  const id = await requestId(folder, word, 'cache never');
  return say(await act(folder, 'POST', `/requests/${id}/never-cache`, actions => actions.neverCache(id)));
}

/** `tuppence cache allow ID` takes back what was said of a request. */
export async function allowCommand(folder: string, word: string | undefined): Promise<number> {
  if (word === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(word)) {
    throw new UsageError("Name one request by its id, as 'tuppence cache never' lists it.");
  }
  return say(await act(folder, 'DELETE', `/refusals/${word}`, actions => actions.allow(word)));
}

/** `tuppence cache verdicts`: pairs that were judged, a line of JSON each, as `npm run bench:cache -- --pairs` reads them. */
export async function verdictsCommand(folder: string, limit: number): Promise<number> {
  const { verdicts } = await act<{ readonly verdicts: readonly JudgedPair[] }>(
    folder,
    'GET',
    `/verdicts?limit=${limit}`,
    (_actions, { cache }) => ({ verdicts: cache.verdicts(limit) }),
  );
  for (const { kept, asked, same, tier, similarity } of verdicts) {
    process.stdout.write(`${JSON.stringify({ a: kept, b: asked, label: same ? 1 : 0, category: tier, similarity })}\n`);
  }
  return 0;
}

function refusalsText(refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return 'Nothing is refused.\n';
  return refusals
    .map(({ id, atMs, said, client, modelRequested, workspace }) =>
      [
        id,
        new Date(atMs).toISOString(),
        said === 'never-cache' ? 'never cached' : 'wrong answer',
        client,
        modelRequested,
        ...(workspace === '' ? [] : [workspace]),
      ].join('  '),
    )
    .map(line => `${line}\n`)
    .join('');
}
