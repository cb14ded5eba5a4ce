import { EVENT_TYPES } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { Field, ParametersOf } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';

const AROUND = {
  start: 'paths.around.start',
  end: 'paths.around.end',
  ...(Object.fromEntries(EVENT_TYPES.map((type) => [type, `event.${type}`])) as {
    readonly [T in (typeof EVENT_TYPES)[number]]: `event.${T}`;
  }),
} as const;

export type Around = keyof typeof AROUND;

/** A purchase where there are any, else the end of the session. */
const around: Field<Around> = {
  ...choice('paths.parameter.around', AROUND, 'end'),
  fallback: ({ eventTypes }: DatasetContext) =>
    eventTypes.includes('purchase') ? 'purchase' : 'end',
};

export const pathsFields = {
  around,
  direction: choice(
    'paths.parameter.direction',
    {
      before: 'paths.direction.before',
      after: 'paths.direction.after',
      both: 'paths.direction.both',
    },
    'before',
  ),
  steps: number('paths.parameter.steps', 4, { minimum: 1, maximum: 8, integer: true }),
  nodes: choice(
    'paths.parameter.nodes',
    { type: 'paths.nodes.type', category: 'paths.nodes.category' },
    'type',
  ),
  category_level: number('metrics.parameter.category_level', 1, {
    minimum: 1,
    maximum: 9,
    integer: true,
  }),
  top: number('paths.parameter.top', 6, { minimum: 1, maximum: 20, integer: true }),
  repeats: choice(
    'paths.parameter.repeats',
    { collapse: 'paths.repeats.collapse', keep: 'paths.repeats.keep' },
    'collapse',
  ),
  ...scopeFields,
};

export type PathsParameters = ParametersOf<typeof pathsFields>;
