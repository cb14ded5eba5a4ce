import { describe, expect, it } from 'vitest';
import type { SliceResult } from '../../../src/warehouse/ingest/messages.ts';
import { keptRejects, rejectCounts } from '../../../src/warehouse/ingest/rejects.ts';

const slice = (order: number, file: number, lines: number, at: readonly number[]): SliceResult => ({
  order,
  file,
  records: lines,
  blank: 0,
  unsampled: 0,
  lines,
  rejects: { cut: at.length },
  kept: at.map((line) => ({ file: `f${file}`, line, reason: 'cut', text: `${order}:${line}` })),
});

describe('rejected records', () => {
  // Slices end in any order.
  const slices = [slice(2, 1, 5, [2]), slice(1, 0, 20, [7, 3]), slice(0, 0, 10, [10])];

  it('have the lines of their files, in the files’ order', () => {
    expect(keptRejects(slices, []).map(({ file, line, text }) => [file, line, text])).toEqual([
      ['f0', 10, '0:10'],
      ['f0', 13, '1:3'],
      ['f0', 17, '1:7'],
      ['f1', 2, '2:2'],
    ]);
  });

  it('stand behind those of earlier loads, at most ten thousand of a reason', () => {
    const earlier = Array.from({ length: 9_998 }, (_, i) => {
      return { file: 'old', line: i + 1, reason: 'cut', text: '' };
    });
    const kept = keptRejects(slices, [], earlier);
    expect(kept).toHaveLength(10_000);
    expect(kept.at(-1)).toMatchObject({ file: 'f0', line: 13 });
  });

  it('are counted by reason, a robot’s too', () => {
    expect(rejectCounts(slices, 3)).toEqual({ cut: 4, bot_session: 3 });
    expect(rejectCounts(slices, 0)).toEqual({ cut: 4 });
  });
});
