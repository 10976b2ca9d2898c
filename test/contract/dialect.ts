import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { Dialect, StoredReply } from '../../src/proxy/wire.js';

/** What a dialect's contract is tried on: one request with every feature, and replies as providers send them. */
export interface DialectSamples {
  readonly request: JsonObject;
  readonly streams: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly wholes: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** Top-level fields of the request that must not change the canonical body. */
  readonly withoutEffect: JsonObject;
}

const clock = { nowMs: () => 1_800_000_000_000, tickMs: () => 0 };

/** What the rooms rely on in every wire language. Call once for each. */
export function dialectContract(dialect: Dialect, samples: DialectSamples): void {
  const raw = Buffer.from(JSON.stringify(samples.request, undefined, 1));
  let made = 0;
  const newId = () => `fresh${String(++made)}`;

  describe(`${dialect.name}: a request`, () => {
    it('is only looked at, never changed', () => {
      const before = structuredClone(samples.request);
      dialect.read(samples.request);
      dialect.canonical(samples.request);
      dialect.partition(samples.request);
      expect(samples.request).toEqual(before);
    });

    it('has one canonical form, whatever delivers it and whoever is billed', () => {
      for (const [field, value] of Object.entries(samples.withoutEffect)) {
        expect(dialect.canonical({ ...samples.request, [field]: value })).toEqual(dialect.canonical(samples.request));
      }
    });

    it('can name another model and ask for usage without any other change', () => {
      const changed = JSON.parse(dialect.rewrite(raw, { model: 'another', askUsage: true }).toString()) as JsonObject;
      expect(dialect.read(changed)).toEqual({
        ...dialect.read(samples.request),
        model: 'another',
        wantsStreamUsage: true,
      });
      expect(dialect.canonical({ ...changed, model: samples.request['model'] ?? '' })).toEqual(
        dialect.canonical(samples.request),
      );
      expect(dialect.rewrite(raw, {})).toBe(raw);
    });
  });

  describe.each(samples.streams)(`${dialect.name}: the stream $name`, ({ bytes }) => {
    it('goes through byte for byte, however it is cut up', () => {
      const whole = dialect.watchStream();
      whole.feed(bytes, false);
      whole.flush(false);
      fc.assert(
        fc.property(fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 }), cuts => {
          const watch = dialect.watchStream();
          const out: Buffer[] = [];
          const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
          for (let n = 1; n < at.length; n++) out.push(watch.feed(bytes.subarray(at[n - 1], at[n]), false));
          out.push(watch.flush(false));
          const passed = Buffer.concat(out);
          expect(passed.equals(bytes.subarray(0, passed.length))).toBe(true);
          expect(watch.finding()).toEqual(whole.finding());
          // Only half an event, which nobody could use, may be missing at the end.
          expect(bytes.subarray(passed.length).includes('\n\n')).toBe(false);
        }),
        { numRuns: 40 },
      );
    });

    it('can be replayed in both modes under ids nobody has seen', () => {
      const finding = watchAll(dialect, bytes);
      if (finding.end !== 'complete' || finding.usage === undefined) return;
      const stored: StoredReply = { ...kept(dialect, finding.usage), form: 'stream', body: bytes };
      for (const usage of [true, false]) {
        const replayed = dialect.replay(stored, { stream: true, usage }, newId, clock);
        const again = watchAll(dialect, body(replayed));
        expect({ ...again, usage: undefined, answerChars: 0 }).toEqual({
          ...finding,
          usage: undefined,
          answerChars: 0,
        });
        if (usage) expect(again.usage).toEqual(finding.usage);
      }
      const whole = body(dialect.replay(stored, { stream: false, usage: false }, newId, clock));
      expect(dialect.readWhole(whole)).toMatchObject({
        end: 'complete',
        usage: finding.usage,
        calledTools: finding.calledTools,
      });
      expect(idOf(whole)).not.toBe(idOf(bytes));
    });
  });

  describe.each(samples.wholes)(`${dialect.name}: the reply $name`, ({ bytes }) => {
    it('can be replayed in both modes under ids nobody has seen', () => {
      const finding = dialect.readWhole(bytes);
      if (finding.end !== 'complete' || finding.usage === undefined) return;
      const stored: StoredReply = { ...kept(dialect, finding.usage), form: 'whole', body: bytes };
      const whole = body(dialect.replay(stored, { stream: false, usage: false }, newId, clock));
      expect(dialect.readWhole(whole)).toEqual(finding);
      expect(idOf(whole)).not.toBe(idOf(bytes));
      const stream = watchAll(dialect, body(dialect.replay(stored, { stream: true, usage: true }, newId, clock)));
      expect(stream).toMatchObject({
        end: 'complete',
        usage: finding.usage,
        calledTools: finding.calledTools,
        empty: finding.empty,
      });
    });
  });

  it(`${dialect.name}: an error carries its reason and its message, whole and as an event`, () => {
    const message = 'It broke: try "again".\nSecond line';
    expect(JSON.stringify(dialect.error(429, 'slow_down', message))).toContain('slow_down');
    const event = dialect.errorEvent(502, 'stream_cut', message);
    expect(event).toMatch(/\n\n$/);
    expect(watchAll(dialect, Buffer.from(event)).end).toBe('failed');
  });
}

function watchAll(dialect: Dialect, bytes: Buffer) {
  const watch = dialect.watchStream();
  watch.feed(bytes, false);
  watch.flush(false);
  return watch.finding();
}

function kept(dialect: Dialect, usage: StoredReply['usage']) {
  return { dialect: dialect.name, usage, modelServed: 'm', providerServed: 'p' } as const;
}

function body(replayed: ReturnType<Dialect['replay']>): Buffer {
  return replayed.kind === 'whole' ? replayed.body : Buffer.concat(replayed.events);
}

function idOf(bytes: Buffer): string | undefined {
  return /"id": ?"([^"]+)"/.exec(bytes.toString())?.[1];
}
