import { describe, expect, test } from 'vitest';
import {
  contrast,
  eventColour,
  inkOn,
  PALETTES,
  type ThemeName,
} from '../../../src/charts/palette.ts';
import { diverging, sequential } from '../../../src/charts/ramps.ts';
import { EVENT_TYPES } from '../../../src/sources/types.ts';

type Vector = readonly [number, number, number];

/** Severity 1 in linear RGB: Machado, Oliveira, Fernandes 2009. */
const SIGHT: Readonly<Record<string, readonly Vector[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (colour: string): Vector => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
};

const dot = (row: Vector, [x, y, z]: Vector) => Math.max(0, row[0] * x + row[1] * y + row[2] * z);

/** Distance in OKLab × 100; about 2 is just noticeable. */
function distance(one: string, other: string, sight: readonly Vector[]): number {
  const [a, b] = [one, other].map((colour) => {
    const seen = sight.map((row) => dot(row, linear(colour))) as unknown as Vector;
    const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], seen));
    const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], seen));
    const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], seen));
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  });
  return 100 * Math.hypot(...(a ?? []).map((value, index) => value - (b?.[index] ?? 0)));
}

const THEMES: readonly ThemeName[] = ['light', 'dark'];

describe.each(THEMES)('the %s palette', (theme) => {
  const palette = PALETTES[theme];

  test.each(Object.entries(SIGHT))('keeps its eight categories apart in %s sight', (_, sight) => {
    const { categorical } = palette;
    const distances = categorical.flatMap((one, index) =>
      categorical.slice(index + 1).map((other) => distance(one, other, sight)),
    );
    expect(Math.min(...distances)).toBeGreaterThan(5);
  });

  test('draws marks that stand out from the surface, at least 3 to 1', () => {
    for (const colour of palette.categorical)
      expect(contrast(colour, palette.surface)).toBeGreaterThanOrEqual(3);
  });

  test('writes text that is read on every ground, at least 4.5 to 1', () => {
    for (const ground of [palette.page, palette.surface, palette.raised]) {
      for (const ink of [
        palette.text,
        palette.muted,
        palette.faint,
        palette.accent,
        palette.good,
        palette.warn,
        palette.bad,
      ]) {
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(palette.good, palette.goodSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.warn, palette.warnSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.bad, palette.badSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.accentText, palette.accent)).toBeGreaterThanOrEqual(4.5);
  });

  test('chooses an ink that is read on every step of the ramp', () => {
    for (let step = 0; step <= 20; step++) {
      const ground = sequential(theme)(step / 20);
      expect(contrast(inkOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('diverges from a neutral middle to two sides that differ in every sight', () => {
    const side = (share: number) => {
      const channels = String(diverging(theme)(share)).split(/\D+/).filter(Boolean).map(Number);
      return `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
    };
    for (const sight of Object.values(SIGHT)) {
      expect(distance(side(0.1), side(0.9), sight)).toBeGreaterThan(8);
      expect(distance(side(0.1), side(0.5), sight)).toBeGreaterThan(8);
    }
  });

  test('gives every event type a colour of its own', () => {
    const colours = EVENT_TYPES.map((word) => eventColour(theme, word));
    expect(new Set(colours).size).toBe(EVENT_TYPES.length);
  });
});

test('a step of several event types takes the colour of its last', () => {
  expect(eventColour('light', 'fav|cart')).toBe(eventColour('light', 'cart'));
  expect(eventColour('light', 'unheard of')).toBeNull();
});
