import { join } from 'node:path';

/** Nothing is read from or written to the developer's own folders. */
export function ownFolders(home: string): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
}

/** Nothing but loopback is reached: clients that honour a proxy find one that refuses, the others are told to be quiet. */
export function quiet(deadEnd: string): Readonly<Record<string, string>> {
  const local = '127.0.0.1,localhost';
  return {
    HTTPS_PROXY: deadEnd,
    HTTP_PROXY: deadEnd,
    https_proxy: deadEnd,
    http_proxy: deadEnd,
    NO_PROXY: local,
    no_proxy: local,
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
    TERM: 'dumb',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
  };
}
