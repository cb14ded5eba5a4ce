import { format, t } from '../../i18n/index.ts';
import { chosen, eventWords, prose, scopeSentence } from '../describe.ts';
import { formOf } from '../parameters/field.ts';
import type { Facts, Metric } from '../types.ts';
import { type ExperimentParameters, fields, read } from './parameters.ts';
import { planOf, RATIO_ALPHA } from './plan.ts';

export type { ExperimentParameters } from './parameters.ts';

/** Variants of an experiment against its control. */
export const experiment: Metric<ExperimentParameters> = {
  kind: 'experiment',
  version: 1,
  schema: formOf(fields),
  parameters: read,
  plan: planOf,
  define: (parameters, context, facts) => ({
    id: 'experiment',
    version: 1,
    title: t('metrics.experiment.title'),
    text: prose(
      ratioSentence(parameters, facts),
      unitsSentence(parameters),
      leftSentence(facts),
      parameters.converts ? t('experiment.text.rates') : null,
      parameters.valued ? t('experiment.text.values') : null,
      t('experiment.text.intervals', { level: format.percent(1 - parameters.alpha) }),
      comparisonsSentence(parameters, facts),
      looksSentence(parameters),
      plannerSentence(parameters, facts),
      parameters.table === null ? scopeSentence(parameters, context) : null,
    ),
    facts,
  }),
};

const figure = (facts: Facts, name: string): number | null => {
  const value = facts[name];
  return typeof value === 'number' ? value : null;
};

/** A p value with two significant digits, never as nothing. */
const pValue = (p: number): string =>
  p < 1e-4 ? p.toExponential(1) : String(Number(p.toPrecision(2)));

/** First of all: whether the units were shared out as planned. */
function ratioSentence({ split, control }: ExperimentParameters, facts: Facts): string | null {
  const [variants, p] = [figure(facts, 'variants'), figure(facts, 'ratio_p')];
  if (variants === null) return null;
  if (variants < 2) return t('experiment.ratio.alone', { n: variants });
  const strange =
    control !== null && control !== facts.control
      ? t('experiment.control.unknown', { control, taken: String(facts.control) })
      : null;
  if (split !== null && split.length !== variants)
    return prose(t('experiment.ratio.length', { n: split.length, variants }), strange);
  if (p === null) return strange;
  const said = { p: pValue(p), split: (split ?? Array(variants).fill(1)).join(':') };
  return prose(
    t(p < RATIO_ALPHA ? 'experiment.ratio.off' : 'experiment.ratio.fine', said),
    strange,
  );
}

function unitsSentence(parameters: ExperimentParameters): string {
  const { table, unit, variant, outcome, value, events } = parameters;
  if (table === null)
    return prose(
      t('experiment.text.events', {
        unit: chosen('experiment.unit', unit ?? 'user_id'),
        variant,
        events: eventWords(events),
      }),
      t(parameters.valued ? 'experiment.text.spent' : 'experiment.text.no_money'),
    );
  return prose(
    unit === null
      ? t('experiment.text.rows', { table, variant })
      : t('experiment.text.units', { table, variant, unit }),
    outcome === null ? null : t('experiment.text.outcome', { outcome }),
    value === null ? null : t('experiment.text.value', { value }),
  );
}

/** Who was left out, where anybody was. */
function leftSentence(facts: Facts): string | null {
  const said = (['mixed', 'no_variant', 'unread'] as const).flatMap((state) => {
    const n = figure(facts, state) ?? 0;
    return n > 0 ? [t(`experiment.left.${state}`, { n })] : [];
  });
  return said.length > 0 ? prose(...said) : null;
}

function comparisonsSentence({ correction }: ExperimentParameters, facts: Facts): string | null {
  const variants = figure(facts, 'variants');
  if (variants === null || variants < 3) return null;
  return t(`experiment.text.${correction}`, { n: variants - 1, control: String(facts.control) });
}

const looksSentence = ({ looks }: ExperimentParameters): string =>
  looks === 1 ? t('experiment.text.one_look') : t('experiment.text.looks', { n: looks });

function plannerSentence({ power, converts }: ExperimentParameters, facts: Facts): string | null {
  const told = (name: string) => figure(facts, `planner_${name}`);
  const [baseline, effect] = [told(converts ? 'baseline' : 'mean'), told('effect')];
  const [units, deviation] = [told('units'), told('deviation')];
  if (baseline === null || effect === null) return null;
  const write = converts ? format.percent : (value: number) => format.decimal(value);
  const said = {
    from: write(baseline),
    to: write(baseline + effect),
    power: format.percent(power),
    alpha: format.percent(told('alpha') ?? 0),
  };
  if (units === null) return t('experiment.text.unplanned', said);
  return converts
    ? t('experiment.text.planner', { ...said, units })
    : t('experiment.text.value_planner', { ...said, units, deviation: write(deviation ?? 0) });
}
