import type { Placed } from '../index.ts';
import { placesBefore } from '../places/before.ts';
import { placesMap } from '../places/map.ts';
import { whenDrawable } from '../places/outlines.ts';
import { unlocatedTable } from '../places/unlocated.ts';
import { attributionRates } from './attribution.ts';
import { entityBars } from './bars.ts';
import { changeParts, changeSegments } from './change.ts';
import { entityPair, entityRadar } from './compare.ts';
import { entityFunnels } from './funnels.ts';

/** Drawings of brands, attribution, change and places. */
export const shopDrawings: Readonly<Record<string, readonly Placed[]>> = {
  brands: [
    { chart: entityBars, span: 12 },
    { chart: entityFunnels, span: 6 },
    { chart: entityRadar, span: 6 },
    { chart: entityPair, span: 12 },
  ],
  attribution: [{ chart: attributionRates, span: 12 }],
  change: [
    { chart: changeParts, span: 5 },
    { chart: changeSegments, span: 7 },
  ],
  places: [
    { chart: placesMap, span: 12, ready: whenDrawable, plain: true },
    { chart: placesBefore, span: 12, ready: whenDrawable },
    { chart: unlocatedTable, span: 12 },
  ],
};
