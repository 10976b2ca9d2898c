import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventData } from '../../media/dashboard/host/events.js';

async function read(pieces: readonly Uint8Array[]): Promise<readonly string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const found: string[] = [];
  for await (const data of eventData(body)) found.push(data);
  return found;
}

const stream = new TextEncoder().encode('data: {"a":"é€𝄞"}\n\n: still here\n\ndata: one\ndata: two\n\ndata: cut off');

it('gives the data of each whole event, wherever the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: stream.length }), { maxLength: 12 }), async cuts => {
      const ends = [...cuts.toSorted((a, b) => a - b), stream.length];
      const pieces = ends.map((end, n) => stream.slice(ends[n - 1] ?? 0, end));
      expect(await read(pieces)).toEqual(['{"a":"é€𝄞"}', '', 'one\ntwo']);
    }),
  );
});

it('lets go of the connection when nobody reads on', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(new TextEncoder().encode('data: 1\n\ndata: 2\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const data of eventData(body)) {
    expect(data).toBe('1');
    break;
  }
  expect(cancelled).toBe(true);
});
