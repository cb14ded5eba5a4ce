import { TabhouseError } from '../../engine/errors.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { need } from '../capabilities.ts';
import { type Embedded, embedded } from '../embed.ts';
import { funnel } from '../funnel/index.ts';
import { hourly } from '../hourly/index.ts';
import { onlySells } from '../overview/figures.ts';
import { overview } from '../overview/index.ts';
import { pareto } from '../pareto/index.ts';
import { retention } from '../retention/index.ts';
import { rfm } from '../rfm/index.ts';
import type { Metric, RawParameters } from '../types.ts';
import type { Section } from './names.ts';
import { hourBasis, type ReportParameters } from './parameters.ts';

/** The kinds that a section stands on, with what they are asked. */
export interface Question {
  readonly metric: Metric;
  readonly raw: RawParameters;
}

/** What each section asks of other kinds, by the name under which its evidence reads the answer. */
export function questionsOf(
  section: Section,
  parameters: ReportParameters,
  context: DatasetContext,
): Readonly<Record<string, Question>> {
  const { from, to, filters } = parameters;
  const scope = { from, to, filters };
  const ask = <P>(metric: Metric<P>, raw: RawParameters = {}): Question => ({
    metric: metric as Metric,
    raw: { ...raw, ...scope },
  });
  switch (section) {
    case 'concentration':
      need(context.eventTypes.includes('purchase'), 'pareto', 'metrics.lacks.purchases');
      return {
        pareto: ask(pareto, {
          ...(parameters.entity === null ? {} : { entity: parameters.entity }),
          threshold: parameters.threshold,
        }),
      };
    case 'bottleneck':
      need(context.eventTypes.includes('purchase'), 'funnel', 'metrics.lacks.purchases');
      need(!onlySells(context.eventTypes), 'funnel', 'metrics.lacks.visits');
      return {
        funnel: ask(funnel, { mode: parameters.mode, ...stepsOf(context) }),
        overview: ask(overview),
      };
    case 'segments':
      return {
        rfm: ask(rfm, {
          model: 'threshold',
          r_threshold: parameters.r_threshold,
          f_threshold: parameters.f_threshold,
          ...(to === null ? {} : { reference: to }),
        }),
      };
    case 'retention':
      return { retention: ask(retention) };
    case 'calendar':
      return { daily: ask(overview, { by: 'day' }) };
    case 'hours':
      need(
        context.eventTypes.some((type) => type === 'view' || type === 'purchase'),
        'hourly',
        'metrics.lacks.looks',
      );
      return { hourly: ask(hourly, { basis: hourBasis(parameters, context) }) };
  }
}

/** The usual steps without one that the data never have: nobody could pass it. */
function stepsOf(context: DatasetContext): RawParameters {
  const usual = [['view'], ['fav', 'cart'], ['purchase']];
  const occurring = usual.filter((step) => step.some((type) => context.eventTypes.includes(type)));
  return occurring.length === 2 ? { steps: occurring } : {};
}

export type Answers = Readonly<Record<string, Embedded>>;

/** The section's answers as stages of the report; the reason where the data cannot have it. */
export function answersOf(
  section: Section,
  parameters: ReportParameters,
  context: DatasetContext,
  relation: string,
): Answers | { readonly reason: string } {
  try {
    const questions = Object.entries(questionsOf(section, parameters, context));
    return Object.fromEntries(
      questions.map(([name, { metric, raw }]) => {
        const plan = metric.plan(metric.parameters(raw, context), context);
        return [name, embedded(plan, `${relation}_${name}`)];
      }),
    );
  } catch (error) {
    if (!(error instanceof TabhouseError) || error.code !== 'metric-not-applicable') throw error;
    return { reason: String(error.parameters.reason ?? '') };
  }
}

export const applies = (answers: Answers | { readonly reason: string }): answers is Answers =>
  typeof answers.reason !== 'string';
