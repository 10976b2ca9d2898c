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
  const [, client, path] = /^(?:\/c\/([A-Za-z0-9._-]{1,64}))?(?:\/v1(?=\/|$))?(\/.*)?$/s.exec(
    mark === -1 ? url : url.slice(0, mark),
  ) ?? [undefined, undefined, url];
  return { client, path: path ?? '/', query };
}
