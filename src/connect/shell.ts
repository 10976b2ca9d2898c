import type { Place } from './place.js';

/** Lines that set these environment variables in the user's shell. */
export function exports(place: Pick<Place, 'platform'>, variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) =>
      place.platform === 'win32' ? `$env:${name} = '${value}'\n` : `export ${name}='${value}'\n`,
    )
    .join('');
}
