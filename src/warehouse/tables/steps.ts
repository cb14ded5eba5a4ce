import { EVENT_TYPES, type EventType } from '../../sources/types.ts';

/** How many event types the tables of reached steps tell apart: with four there are about a hundred sequences. */
const MOST_TYPES = 4;

/** Which types those are, where more occur. */
const PREFERENCE: readonly EventType[] = [
  'view',
  'cart',
  'purchase',
  'fav',
  'remove',
  'click',
  'rate',
  'refund',
];

/** The name under which events of any type are counted. */
export const ANY_EVENT = 'any';

/** The types of `occurring` whose steps are counted while loading, in the order of `EVENT_TYPES`. */
export function countedTypes(occurring: readonly string[]): readonly EventType[] {
  const chosen = PREFERENCE.filter((type) => occurring.includes(type)).slice(0, MOST_TYPES);
  return EVENT_TYPES.filter((type) => chosen.includes(type));
}

/** A favourite and a cart both say that somebody means to buy. */
const INTENT: readonly EventType[] = ['fav', 'cart'];

/** The steps that are counted: each type, and `fav|cart` where there are both. */
export function countedSteps(types: readonly EventType[]): readonly (readonly EventType[])[] {
  const both = INTENT.every((type) => types.includes(type));
  return [...types.map((type) => [type]), ...(both ? [INTENT] : [])];
}

/** True where the step is one that is counted. */
export const isCounted = (words: readonly EventType[], types: readonly EventType[]): boolean =>
  countedSteps(types).some((step) => stepWords(step) === stepWords(words));

/** A step's words as `dws_user_reach.steps` writes them, such as `fav|cart`. */
const stepWords = (words: readonly EventType[]): string =>
  EVENT_TYPES.filter((type) => words.includes(type)).join('|');

/** Steps one after the other: `view > fav|cart > purchase`. */
export const inOrder = (steps: readonly (readonly EventType[])[]): string =>
  steps.map(stepWords).join(' > ');

/** Steps in any order: `fav|cart & view`. */
export const together = (steps: readonly (readonly EventType[])[]): string =>
  [...new Set(steps.map(stepWords))].sort().join(' & ');
