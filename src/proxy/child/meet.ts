import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Identity } from '../../protocol/api.js';
import { UnprovenError, provenCall, readText } from '../../proof/proven-call.js';

/** Who has the port. */
export type Meeting =
  | { readonly kind: 'ours'; readonly identity: Identity }
  /** Nobody, or somebody who left while we looked. */
  | { readonly kind: 'nobody' }
  /** `who` is what could be learned without telling them anything, as it may stand in a sentence. */
  | { readonly kind: 'stranger'; readonly who: string };

/** Finds out who listens. The token goes only to a listener that knows it. Never rejects. */
export async function meet(port: number, token: string, dataFolder: string): Promise<Meeting> {
  try {
    const response = await provenCall({ port, token, method: 'GET', path: '/api/identity' });
    const identity = JSON.parse(await readText(response)) as Identity;
    if (sameFolder(identity.dataFolder, dataFolder)) return { kind: 'ours', identity };
    return { kind: 'stranger', who: otherTuppence };
  } catch (error) {
    return error instanceof UnprovenError ? strangerOf(error) : { kind: 'nobody' };
  }
}

const otherTuppence = 'another Tuppence (other user or data folder)';

function strangerOf({ reason, server }: UnprovenError): Meeting {
  switch (reason) {
    case 'nobody':
    case 'cut':
      return { kind: 'nobody' };
    case 'silent':
      return { kind: 'stranger', who: 'a program that does not answer' };
    case 'other-tuppence':
      return { kind: 'stranger', who: otherTuppence };
    case 'not-tuppence':
      return { kind: 'stranger', who: readable(server) ?? 'a program that is not Tuppence' };
  }
}

/** A name from the network is only shown where it looks like one. */
function readable(server: string | undefined): string | undefined {
  const name = server?.replace(/[^\w .()/+-]/g, '').trim();
  return name === undefined || name === '' ? undefined : name.slice(0, 60);
}

/** One folder can have several names: links, mounts, letter case. */
function sameFolder(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [a, b] = [one, other].map(folder => statSync(folder, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}
