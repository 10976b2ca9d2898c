/** Where a request was sent: `/c/<client>/v1/<path>`, with the client and the version both optional. */
export interface Address {
  readonly client: string | undefined;
  /** Begins with a slash; without the version and the query. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

/** Base URLs are written with and without `/v1`; both lead to the same place. */
export function readAddress(url: string): Address {
  const mark = url.indexOf('?');
  const query = mark === -1 ? '' : url.slice(mark);
  const whole = mark === -1 ? url : url.slice(0, mark);
  const found = /^(?:\/c\/([A-Za-z0-9._-]{1,64}))?(?:\/v1(?=\/|$))?(\/.*)?$/s.exec(whole);
  return found === null
    ? { client: undefined, path: whole, query }
    : { client: found[1], path: found[2] ?? '/', query };
}
