import { describe, expect, it } from 'vitest';
import { type Cloud, labelsOf } from '../../../src/charts/marks/scatter-3d.ts';
import { FLAT, REST, turned } from '../../../src/charts/marks/space.ts';
import { textWidth } from '../../../src/charts/values.ts';

const names = ['x · Days since last purchase (log)', 'y · Amount (log)', 'z · Orders (log)'];
const cloud: Cloud = {
  points: [],
  width: 470,
  height: 376,
  unit: 100,
  labels: [
    { at: [0, -1.34, 1.34], along: [1, 0, 0], text: names[0] ?? '' },
    { at: [-1.34, 0, 1.34], along: [0, 1, 0], text: names[1] ?? '' },
    { at: [1.34, -1.34, 0], along: [0, 0, 1], text: names[2] ?? '' },
    { at: [-1, -1.14, 1.14], along: [1, 0, 0], text: '0' },
    { at: [1, -1.14, 1.14], along: [1, 0, 0], text: '372' },
    { at: [1.14, -1.14, -1], along: [0, 0, 1], text: '1' },
  ],
};
const texts = (turn: typeof REST) => labelsOf(cloud, turn).map(({ text }) => text);

describe('the names of the axes of a cloud', () => {
  it('are all there at rest, and only those of two axes in a flat view', () => {
    expect(texts(REST)).toEqual(expect.arrayContaining(names));
    expect(texts(FLAT.xy)).not.toContain(names[2]);
    expect(texts(FLAT.xz)).not.toContain(names[1]);
    expect(texts(FLAT.zy)).not.toContain(names[0]);
    for (const turn of Object.values(FLAT)) expect(texts(turn).length).toBeGreaterThanOrEqual(3);
  });

  it('never lie on one another, from whatever side', () => {
    for (let yaw = 0; yaw < 63; yaw++)
      for (let pitch = -8; pitch <= 8; pitch++) {
        const placed = labelsOf(cloud, turned(REST, { yaw: yaw / 10, pitch: pitch / 5 }));
        for (const [at, one] of placed.entries())
          for (const other of placed.slice(at + 1))
            expect(
              Math.abs(one.y - other.y) >= 14 ||
                Math.abs(one.x - other.x) >= (textWidth(one.text) + textWidth(other.text)) / 2,
            ).toBe(true);
      }
  });
});
