import type { AskedBefore } from '../past.js';
import type { SqlDriver } from '../rooms.js';

/** How far back a prompt is looked for; beyond that it counts as new. */
const maxRows = 200_000;

/** Every prompt of late with the place where it was first asked, and where its content was. */
const withFirsts = `WITH recent AS (
    SELECT seq, at_ms, client, cache, similarity, entry_id, prompt_key, content_key FROM requests
    WHERE prompt_key IS NOT NULL AND dialect NOT IN ('anthropic-count-tokens', 'openai-embeddings')
      AND seq > (SELECT coalesce(max(seq), 0) FROM requests) - ${maxRows}),
  firsts AS (SELECT prompt_key AS k, min(seq) AS first FROM recent GROUP BY 1),
  contents AS (SELECT content_key AS k, min(seq) AS first FROM recent WHERE content_key IS NOT NULL GROUP BY 1),
  seen AS (
    SELECT recent.*, seq > firsts.first AS repeated,
      seq = firsts.first AND coalesce(seq > contents.first, 0) AS rephrased
    FROM recent JOIN firsts ON firsts.k = prompt_key LEFT JOIN contents ON contents.k = content_key
    WHERE at_ms >= ?)`;

/** What was asked before among the requests since then. Throws what the driver throws. */
export function askedBefore(driver: SqlDriver, sinceMs: number): AskedBefore {
  const clients = driver.all(
    `${withFirsts} SELECT client, count(*) AS prompts, sum(repeated) AS repeated, sum(rephrased) AS rephrased,
       sum(cache NOT IN ('miss', 'bypass')) AS served
     FROM seen GROUP BY client ORDER BY prompts DESC, client`,
    [sinceMs],
  );
  const fresh = driver.all(
    `${withFirsts} SELECT client, entry_id, CASE cache WHEN 'hit-semantic' THEN similarity END AS similarity
     FROM seen WHERE NOT repeated AND NOT rephrased AND (entry_id IS NOT NULL AND cache = 'miss' OR cache = 'hit-semantic')`,
    [sinceMs],
  );
  return {
    clients: clients.map(row => ({
      client: String(row['client']),
      prompts: Number(row['prompts']),
      repeated: Number(row['repeated']),
      rephrased: Number(row['rephrased']),
      served: Number(row['served']),
    })),
    fresh: new Map(
      fresh.filter(row => row['similarity'] === null).map(row => [String(row['entry_id']), String(row['client'])]),
    ),
    near: fresh
      .filter(row => row['similarity'] !== null)
      .map(row => ({ client: String(row['client']), similarity: Number(row['similarity']) })),
  };
}

export const nothingAsked: AskedBefore = { clients: [], fresh: new Map(), near: [] };
