import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateMarks } from '../../../src/warehouse/ingest/duplicates.ts';
import { sortedOrder } from '../../../src/warehouse/ingest/sort.ts';
import { rowsOf, type TestRow, testRow } from './ingest.rows.ts';

/** Rows that are no repeat of an earlier one, as a set of texts tells. */
function kept(list: readonly TestRow[]): number[] {
  const seen = new Set<string>();
  return list.flatMap((row, index) => {
    const text = JSON.stringify(row);
    if (seen.has(text)) return [];
    seen.add(text);
    return [index];
  });
}

function keptByMarks(list: readonly TestRow[], micros = false): number[] {
  const rows = rowsOf(list, { micros });
  const order = sortedOrder(rows);
  const marks = duplicateMarks(rows, order);
  return [...order].filter((_, at) => !marks || marks[at] === 0).sort((a, b) => a - b);
}

describe('exact de-duplication', () => {
  it('keeps the first of equal rows, whatever stands between them', () => {
    fc.assert(
      fc.property(fc.array(testRow, { maxLength: 200 }), fc.boolean(), (list, micros) => {
        expect(keptByMarks(list, micros)).toEqual(kept(list));
      }),
    );
  });

  it('looks through thousands of rows of one user and instant', () => {
    const list = Array.from({ length: 6000 }, (_, i) => {
      return { user: 1, time: 1, item: 1 + ((i * 31) % 2500), type: i % 2, price: null };
    });
    expect(keptByMarks(list)).toEqual(kept(list));
  });

  it('tells rows apart by what no canonical column holds', () => {
    const { rows, lanes } = rowsOf(
      [1, 1, 1].map((user) => ({ user, time: 1, item: 1, type: 0, price: 0 })),
    );
    const rest = { rest: Uint32Array.of(7, 8, 7), 'rest.high': Uint32Array.of(1, 1, 1) };
    const marks = duplicateMarks({ rows, lanes: { ...lanes, ...rest } }, Uint32Array.of(0, 1, 2));
    expect(marks).toEqual(Uint8Array.of(0, 0, 1));
  });

  it('does not tell rows apart by flags, which are ours', () => {
    const { rows, lanes } = rowsOf(
      [1, 1].map((user) => ({ user, time: 1, item: 1, type: 0, price: null })),
    );
    const flagged = { rows, lanes: { ...lanes, flags: Uint8Array.of(0, 2) } };
    expect(duplicateMarks(flagged, Uint32Array.of(0, 1))).toEqual(Uint8Array.of(0, 1));
  });
});
