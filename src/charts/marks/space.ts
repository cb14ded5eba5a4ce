/** A view of the unit cube from the side: how far it is turned and tilted, in radians. */
export interface Turn {
  readonly yaw: number;
  readonly pitch: number;
}

export type Place = readonly [number, number, number];

export const REST: Turn = { yaw: -0.65, pitch: 0.42 };
/** Looking straight at two of the three axes: x and y, x and z, z and y. */
export const FLAT: Readonly<Record<'xy' | 'xz' | 'zy', Turn>> = {
  xy: { yaw: 0, pitch: 0 },
  xz: { yaw: 0, pitch: Math.PI / 2 },
  zy: { yaw: Math.PI / 2, pitch: 0 },
};

/** Where a point of the cube (−1 to 1 on each axis, y up) is seen: right, up and towards the eye, in cube lengths. */
export function seen([x, y, z]: Place, { yaw, pitch }: Turn): Place {
  const [sin, cos] = [Math.sin(yaw), Math.cos(yaw)];
  const across = x * cos + z * sin;
  const depth = z * cos - x * sin;
  const [tilt, level] = [Math.sin(pitch), Math.cos(pitch)];
  return [across, y * level - depth * tilt, y * tilt + depth * level];
}

/** Tilts no further than from above and from below; turns without end. */
export const turned = ({ yaw, pitch }: Turn, by: Turn): Turn => ({
  yaw: yaw + by.yaw,
  pitch: Math.max(-Math.PI / 2, Math.min(Math.PI / 2, pitch + by.pitch)),
});

const SIGNS = [-1, 1] as const;
/** The twelve edges of the cube. */
export const EDGES: readonly (readonly [Place, Place])[] = SIGNS.flatMap((a) =>
  SIGNS.flatMap((b): (readonly [Place, Place])[] => [
    [
      [-1, a, b],
      [1, a, b],
    ],
    [
      [a, -1, b],
      [a, 1, b],
    ],
    [
      [a, b, -1],
      [a, b, 1],
    ],
  ]),
);
