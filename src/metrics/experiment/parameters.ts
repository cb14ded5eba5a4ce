import { t } from '../../i18n/index.ts';
import { type EventType, TEXT_COLUMNS } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasMoney, hasSessions, hasUsers, need } from '../capabilities.ts';
import { type Field, type ParametersOf, readParameters, refused } from '../parameters/field.ts';
import { choice, column, number, text, words } from '../parameters/kinds.ts';
import { type Source, sourceFields, sourceOf } from '../parameters/source.ts';
import type { RawParameters } from '../types.ts';

/** Planned shares, as a list of numbers or written `50:50`; null where none are given. */
const split: Field<readonly number[] | null> = {
  form: { type: 'text', label: 'experiment.parameter.split', optional: true },
  fallback: () => null,
  read: (value) => {
    // A text input that nothing was typed into.
    if (typeof value === 'string' && value.trim() === '') return null;
    const parts = typeof value === 'string' ? value.split(/[:/,;\s]+/).filter(Boolean) : value;
    if (!Array.isArray(parts) || parts.length < 2) return undefined;
    const shares = parts.map(Number);
    return shares.every((share) => share > 0 && Number.isFinite(share)) ? shares : undefined;
  },
};

export const fields = {
  unit: column('experiment.parameter.unit', null),
  variant: column('experiment.parameter.variant', 'variant'),
  outcome: column('experiment.parameter.outcome', null),
  value: column('experiment.parameter.value', null),
  events: words('experiment.parameter.events'),
  control: text('experiment.parameter.control', null),
  split,
  alpha: number('experiment.parameter.alpha', 0.05, { minimum: 0.000001, maximum: 0.5 }),
  correction: choice(
    'experiment.parameter.correction',
    {
      holm: 'experiment.correction.holm',
      bonferroni: 'experiment.correction.bonferroni',
      none: 'experiment.correction.none',
    },
    'holm',
  ),
  looks: number('experiment.parameter.looks', 1, { minimum: 1, maximum: 100, integer: true }),
  effect: number('experiment.parameter.effect', 0.05, { minimum: 0.000001 }),
  effect_is: choice(
    'experiment.parameter.effect_is',
    { relative: 'experiment.effect_is.relative', absolute: 'experiment.effect_is.absolute' },
    'relative',
  ),
  baseline: number('experiment.parameter.baseline', null, { minimum: 0, maximum: 1 }),
  mean: number('experiment.parameter.mean', null),
  deviation: number('experiment.parameter.deviation', null, { minimum: 0 }),
  power: number('experiment.parameter.power', 0.8, { minimum: 0.01, maximum: 0.9999 }),
  ...sourceFields,
};

export interface ExperimentParameters extends Omit<ParametersOf<typeof fields>, 'from'>, Source {
  readonly events: readonly EventType[];
  /** True where units convert or do not, and where they have a value. */
  readonly converts: boolean;
  readonly valued: boolean;
}

/** Checked parameters: of a table with its column roles, or of the events. */
export function read(raw: RawParameters, context: DatasetContext): ExperimentParameters {
  const given = readParameters(fields, raw, context);
  const source = sourceOf(given, context);
  if (source.table !== null) {
    if (given.outcome === null && given.value === null)
      throw refused('outcome', null, t('experiment.allowed.outcome'));
    const [converts, valued] = [given.outcome !== null, given.value !== null];
    return { ...given, ...source, events: [], converts, valued };
  }
  for (const role of ['outcome', 'value'] as const)
    if (given[role] !== null) throw refused(role, given[role], t('experiment.allowed.of_table'));
  return { ...given, ...source, ...ofEvents(given, context) };
}

type Given = ParametersOf<typeof fields>;

function ofEvents({ unit, variant, events }: Given, context: DatasetContext) {
  const counted = events.length > 0 ? events : (['purchase'] as const);
  const arms = TEXT_COLUMNS.find((name) => name === variant);
  need(arms !== undefined && has(context, arms), 'experiment', 'experiment.lacks.variant');
  const acts = unit ?? 'user_id';
  if (acts !== 'user_id' && acts !== 'session_id')
    throw refused('unit', unit, 'user_id, session_id');
  if (acts === 'user_id') need(hasUsers(context), 'experiment', 'metrics.lacks.users');
  else need(hasSessions(context), 'experiment', 'metrics.lacks.sessions');
  need(
    counted.some((type) => context.eventTypes.includes(type)),
    'experiment',
    'experiment.lacks.events',
  );
  return {
    unit: acts,
    events: counted,
    converts: true,
    valued: hasMoney(context) && context.eventTypes.includes('purchase'),
  };
}
