/** What the usual place of a program's data depends on. */
export interface DataFolderPlace {
  readonly platform: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where Tuppence keeps its data on this platform: XDG on Linux, Application Support on macOS, AppData on Windows. */
export function usualDataFolder({ platform, home, env }: DataFolderPlace): string {
  if (platform === 'win32') return `${env['LOCALAPPDATA'] ?? `${home}\\AppData\\Local`}\\tuppence`;
  if (platform === 'darwin') return `${home}/Library/Application Support/tuppence`;
  const xdg = env['XDG_DATA_HOME'];
  return `${xdg !== undefined && xdg !== '' ? xdg.replace(/\/+$/, '') : `${home}/.local/share`}/tuppence`;
}
