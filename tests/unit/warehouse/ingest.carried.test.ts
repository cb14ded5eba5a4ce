import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary } from '../../../src/sources/read/index.ts';
import { packText, unpacked } from '../../../src/warehouse/ingest/carried.ts';
import { SharedPrints } from '../../../src/warehouse/ingest/shared-sessions.ts';
import { countBy, pipeline, rowsOfTables } from './ingest.pipeline.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text there and back. */
function back(text: string): { text: string; bytes: number } {
  const bytes = encoder.encode(text);
  const packed = new Uint8Array(bytes.length + 1);
  const end = packText(bytes, packed, 0);
  const dictionary = new Dictionary();
  dictionary.intern(packed, 0, end);
  return { text: decoder.decode(unpacked(dictionary, Uint32Array.of(1)).bytes), bytes: end };
}

describe('texts of sessions on their way', () => {
  it('packs UUIDs to 16 bytes and a mark, and gives them back', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(back(uuid)).toEqual({ text: uuid, bytes: 17 });
      }),
    );
  });

  it('gives back what only looks like one as it is written', () => {
    const uuid = 'a3f1c2d4-0000-4abc-8def-0123456789ab';
    for (const text of [
      uuid.toUpperCase(),
      uuid.replaceAll('-', ' '),
      `${uuid.slice(0, 35)}g`,
      uuid.slice(0, 35),
      `${uuid}0`,
      '-'.repeat(36),
      '',
      '会话一',
    ])
      expect(back(text).text).toBe(text);
  });

  it('gives any text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(back(text).text).toBe(decoder.decode(encoder.encode(text)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('sessions of several buckets', () => {
  it('are those whose hash went to two destinations', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9000), fc.nat(3)), { minLength: 1, maxLength: 12_000 }),
        (went) => {
          const prints = new SharedPrints();
          const seen = new Map<number, Set<number>>();
          for (const [print, destination] of went) {
            const places = seen.get(print) ?? new Set();
            seen.set(print, places.add(destination));
            prints.add({
              prints: Uint32Array.of(print),
              destinations: Uint32Array.of(destination),
            });
          }
          const several = [...seen].filter(([, places]) => places.size > 1);
          expect([...prints.end()].sort((a, b) => a - b)).toEqual(
            several.map(([print]) => print).sort((a, b) => a - b),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('have one key in all of them, and every session has its own', async () => {
    const header = 'event_time,event_type,user_id,product_id,price,user_session';
    const lines = [header];
    const expected = new Map<string, number>();
    for (let row = 0; row < 5000; row++) {
      const session = row % 97 === 0 ? `both-${row % 5}` : `s${row % 40}-${row % 700}`;
      const user = row % 97 === 0 ? row % 40 : row % 40;
      const time = new Date(1_570_000_000_000 + row * 1000).toISOString().slice(0, 19);
      lines.push(`${time.replace('T', ' ')} UTC,view,${user || ''},${row % 9},1.50,${session}`);
      expected.set(session, (expected.get(session) ?? 0) + 1);
    }
    const { tables, sessions } = await pipeline([new File([lines.join('\n')], 'two.csv')], {
      parts: 3,
      rules: { bot_session: 'off', duplicates: 'off' },
    });
    const rows = Object.entries(countBy(tables, 'session_key')).map(
      ([key, count]) => [sessions.get(Number(key)), count] as const,
    );
    expect(new Map(rows)).toEqual(expected);
    expect(rows.length).toBe(expected.size);
    // Keys of sessions that are one user's rise with the rows.
    for (const table of tables) {
      const own = rowsOfTables([table])
        .map(({ session_key: key }) => Number(key))
        .filter((key) => !sessions.get(key)?.startsWith('both'));
      const firsts = own.filter((key, at) => own.indexOf(key) === at);
      expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    }
  });
});
