import { createHash } from 'node:crypto';

/** Endless choices that depend on nothing but the seed: the same text always rolls the same numbers. */
export type Dice = (sides: number) => number;

/** Rolls whole numbers from 0 up to, but not including, `sides`. */
export function makeDice(seed: string): Dice {
  let block = createHash('sha256').update(seed).digest();
  let offset = 0;
  return sides => {
    if (offset + 4 > block.length) {
      block = createHash('sha256').update(block).digest();
      offset = 0;
    }
    const roll = block.readUInt32BE(offset) % sides;
    offset += 4;
    return roll;
  };
}

/** One of the items. Throws a RangeError when there is none. */
export function pick<T>(dice: Dice, items: readonly T[]): T {
  const item = items[items.length === 0 ? 0 : dice(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
