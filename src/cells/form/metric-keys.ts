import { columnLabel, eventLabel } from '../../charts/values.ts';
import { TabhouseError } from '../../engine/errors.ts';
import { isKey, locale, t } from '../../i18n/index.ts';
import { METRICS } from '../../metrics/index.ts';
import type { Metric, ParameterField, RawParameters } from '../../metrics/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import {
  type Choice,
  cellChoices,
  columnChoices,
  key,
  type SpecKey,
  type Surroundings,
  selectionKeys,
  titleKey,
  toldApart,
  whereKey,
} from './keys.ts';

/** `where` says these in a notebook. */
const IN_WHERE = new Set(['from', 'to', 'filters']);

const TYPES = {
  choice: 'choice',
  number: 'number',
  'number-or-choice': 'number-or-choice',
  day: 'day',
  words: 'choices',
  steps: 'steps',
  ranges: 'ranges',
  filters: 'where',
  'day-list': 'day-list',
  comparison: 'comparison',
  relation: 'cell',
  column: 'column',
  text: 'text',
} as const satisfies Readonly<Record<ParameterField['type'], SpecKey['type']>>;

/** The keys of a metric block: the analysis, its own parameters as it declares them, and which events it looks at. */
export function metricKeys(around: Surroundings): readonly SpecKey[] {
  const metric = METRICS.find(({ kind }) => kind === around.spec.kind);
  return [
    key('metric', 'kind', 'choice', { choices: metricChoices(), optional: false }),
    titleKey(),
    ...(metric ? parameters(metric, around) : []),
    // An analysis of all that was loaded has no period and no filters.
    ...(metric && !metric.schema.some(({ name }) => name === 'filters')
      ? []
      : [whereKey(around), ...selectionKeys()]),
    key('metric', 'show', 'any', { hidden: true }),
    // Of a metric that has no such parameter it chooses what its chart shows.
    ...(metric?.schema.some(({ name }) => name === 'measure')
      ? []
      : [key('metric', 'measure', 'any', { hidden: true })]),
  ];
}

export const metricChoices = (): readonly Choice[] =>
  METRICS.map(({ kind }) => {
    const word = `cells.metric.${kind}`;
    return { value: kind, label: isKey(word) ? t(word) : columnLabel(kind, locale.value) };
  });

function parameters(metric: Metric, around: Surroundings): readonly SpecKey[] {
  const fallbacks = defaults(metric, around.context);
  return metric.schema.map((field) =>
    key(metric.kind, field.name, TYPES[field.type], {
      label: t(field.label),
      choices: choicesOf(field, around, metric),
      ...(field.minimum === undefined ? {} : { minimum: field.minimum }),
      ...(field.maximum === undefined ? {} : { maximum: field.maximum }),
      fallback: fallbacks[field.name] ?? null,
      optional: field.optional,
      bindable: true,
      hidden: IN_WHERE.has(field.name) && field.type !== 'relation',
    }),
  );
}

function choicesOf(field: ParameterField, around: Surroundings, metric: Metric): readonly Choice[] {
  if (field.type === 'relation') return cellChoices(around.cells);
  if (field.type === 'column') return columnChoices(around);
  return toldApart(
    applicable(field, around, metric).map(({ value, label }) => ({
      value,
      label: field.type === 'filters' ? columnLabel(value, locale.value) : labelOf(label, value),
    })),
  );
}

/** Choices without those for which the data lack something, but for the one that is set; all where the analysis does not fit the data. */
function applicable(
  { name, type, choices = [] }: ParameterField,
  { context, spec }: Surroundings,
  metric: Metric,
): NonNullable<ParameterField['choices']> {
  if (type !== 'choice' || !context || lacks(metric, {}, context)) return choices;
  return choices.filter(
    ({ value }) => value === spec[name] || !lacks(metric, { [name]: value }, context),
  );
}

function lacks(metric: Metric, raw: RawParameters, context: DatasetContext): boolean {
  try {
    metric.parameters(raw, context);
    return false;
  } catch (error) {
    return error instanceof TabhouseError && error.code === 'metric-not-applicable';
  }
}

const labelOf = (label: Parameters<typeof t>[0], value: string): string =>
  t(label) || eventLabel(value, locale.value);

/** What holds where nothing is set; data that the analysis does not fit has no say in it. */
function defaults(
  metric: Metric,
  context: DatasetContext | null,
): Readonly<Record<string, unknown>> {
  if (!context) return {};
  try {
    return metric.parameters({}, context) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
