import { interpolateLab, piecewise } from 'd3';
import { PALETTES, type ThemeName } from './palette.ts';

/** Colour of a share of the maximum, 0 to 1; even steps look even (CIELAB). */
export const sequential = (theme: ThemeName) =>
  piecewise(interpolateLab, [...PALETTES[theme].sequential]);

/** Colour from −1 (mapped to 0) through neutral (0.5) to 1. */
export const diverging = (theme: ThemeName) =>
  piecewise(interpolateLab, [...PALETTES[theme].diverging]);
