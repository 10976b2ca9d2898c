import { afterAll, afterEach, beforeAll } from 'vitest';
import { startProxy } from './proxy.js';
import type { ProxyOptions, ProxyProcess } from './proxy.js';
import { removeDir } from './temp-dir.js';
import { startUpstream } from './upstream.js';
import type { Upstream } from './upstream.js';

/** A simulated provider and a proxy before it. Both may be used from the first `beforeAll` on. */
export interface SharedHouse {
  readonly upstream: Upstream;
  readonly proxy: ProxyProcess;
}

/** One simulated provider and one proxy before it for all tests of a file. Call it at the top of the file. */
export function sharedHouse(options: Omit<ProxyOptions, 'upstream'> = {}): SharedHouse {
  const provider = sharedUpstream();
  let proxy: ProxyProcess | undefined;
  beforeAll(async () => {
    proxy = await startProxy({ upstream: provider().url, ...options });
  });
  afterAll(() => proxy?.stop());
  return {
    get upstream() {
      return provider();
    },
    get proxy() {
      return begun(proxy);
    },
  };
}

/** One simulated provider for all tests of a file, and proxies before it that are gone when the test is over. */
export interface HousePerTest {
  readonly upstream: Upstream;
  start(options?: Omit<ProxyOptions, 'upstream'>): Promise<ProxyProcess>;
}

/** `folder` gives the data folder of the running test, which goes when its proxies are gone. Call it at the top. */
export function housePerTest(folder?: () => string): HousePerTest {
  const provider = sharedUpstream();
  const running: ProxyProcess[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(proxy => proxy.stop()));
    if (folder !== undefined) removeDir(folder());
    provider().reset();
  });
  return {
    get upstream() {
      return provider();
    },
    async start(options = {}) {
      const dataDir = folder === undefined ? {} : { dataDir: folder() };
      const proxy = await startProxy({ upstream: provider().url, ...dataDir, ...options });
      running.push(proxy);
      return proxy;
    },
  };
}

function sharedUpstream(): () => Upstream {
  let upstream: Upstream | undefined;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterAll(() => upstream?.close());
  return () => begun(upstream);
}

function begun<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('The tests have not begun: use it inside a test or a hook.');
  return thing;
}
