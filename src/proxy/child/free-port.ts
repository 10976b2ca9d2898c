import { ListenError, claimPort } from '../intake/listen.js';
import type { Claim } from '../intake/listen.js';

/** The port, or undefined when somebody has it. Rejects when it cannot be had for another reason. */
export async function tryClaim(port: number): Promise<Claim | undefined> {
  try {
    return await claimPort(port);
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    if (error.reason === 'port-in-use') return undefined;
    // The same in the words of somebody who has an editor and no command line in front of them.
    const sentence =
      error.reason === 'not-allowed'
        ? `Port ${port} is not yours to use: choose one above 1023 in the settings.`
        : error.message;
    throw new ListenError(error.reason, sentence, { cause: error });
  }
}

/** The next port above this one that is free at this moment; any free one when there is none near. */
export async function nextFreePort(port: number): Promise<number> {
  for (let next = port + 1; next <= Math.min(port + 100, 65_535); next++) {
    const claim = await claimPort(next).catch(() => undefined);
    if (claim === undefined) continue;
    await claim.close();
    return next;
  }
  const claim = await claimPort(0);
  await claim.close();
  return claim.port;
}
