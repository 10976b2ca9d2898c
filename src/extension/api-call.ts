import type { ApiRoute, ApiRoutes } from '../protocol/api.js';
import type { ApiCall } from '../protocol/control.js';

/** What a route needs: an id where its path has one, a body where it takes one, and a query if there is one. */
export type ApiInput<Route extends ApiRoute> = {
  readonly query?: Readonly<Record<string, string>>;
} & (Route extends `${string}:id${string}` ? { readonly id: string } : { readonly id?: never }) &
  (ApiRoutes[Route]['body'] extends undefined
    ? { readonly body?: never }
    : { readonly body: ApiRoutes[Route]['body'] });

/** The call that a route's name stands for, its parameters filled in. */
export function toApiCall(
  route: ApiRoute,
  input: { readonly id?: string; readonly query?: Readonly<Record<string, string>>; readonly body?: unknown },
): ApiCall {
  const [method, pattern] = route.split(' ') as [ApiCall['method'], string];
  const path = pattern.replace(':id', encodeURIComponent(input.id ?? ''));
  const query = new URLSearchParams(input.query).toString();
  return {
    method,
    path: query === '' ? path : `${path}?${query}`,
    ...(input.body === undefined ? {} : { body: input.body }),
  };
}

/** The sentence of an error body, `{error: {message}}`; undefined where there is none. */
export function errorMessage(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('error' in value)) return undefined;
  const { error } = value;
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return typeof error.message === 'string' ? error.message : undefined;
}
