/** The machine that assistants are configured on, as far as paths depend on it. */
export interface Place {
  readonly platform: string;
  /** The user's home folder; empty when nobody knows it. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The editor's `User` folder, where its own settings lie; undefined outside an editor or when it is elsewhere. */
  readonly editorFolder: string | undefined;
  /** Tuppence's data folder, where receipts and backups lie. */
  readonly dataFolder: string;
}

/** Nobody knows where the user's files are. */
export class HomelessError extends Error {
  override readonly name = 'HomelessError';
  readonly reason = 'no-home';
  constructor() {
    super('Your home folder is not known: set HOME (on Windows USERPROFILE) and try again.');
  }
}

export function joined(place: Pick<Place, 'platform'>, folder: string, ...parts: readonly string[]): string {
  const separator = place.platform === 'win32' ? '\\' : '/';
  return [folder.replace(/[\\/]+$/, ''), ...parts].join(separator);
}

/** A path below the home folder. Throws {@link HomelessError}. */
export function atHome(place: Place, ...parts: readonly string[]): string {
  if (place.home === '') throw new HomelessError();
  return joined(place, place.home, ...parts);
}

/** A folder that an environment variable names, or the one below the home folder. */
export function folderOf(place: Place, variable: string, ...parts: readonly string[]): string {
  const named = place.env[variable]?.trim();
  return named === undefined || named === '' ? atHome(place, ...parts) : named;
}

/** Where programs that follow XDG keep their settings, on every platform. */
export function xdgConfig(place: Place, ...parts: readonly string[]): string {
  return joined(place, folderOf(place, 'XDG_CONFIG_HOME', '.config'), ...parts);
}

/** The path as people write it. */
export function shown(place: Place, path: string): string {
  if (place.platform === 'win32' || place.home === '') return path;
  return path.startsWith(`${place.home}/`) ? `~${path.slice(place.home.length)}` : path;
}
