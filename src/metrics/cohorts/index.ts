import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasUsers, need } from '../capabilities.ts';
import { chosen, prose } from '../describe.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { agree, retentionText } from '../retention/index.ts';
import { retentionMembers } from '../retention/members.ts';
import { cohortUnit } from '../retention/parameters.ts';
import { cellKey, retentionPlan } from '../retention/plan.ts';
import type { Metric, PlanColumn } from '../types.ts';
import { cohortFacts, hasCalendar } from './facts.ts';
import { type CohortParameters, cohortFields } from './parameters.ts';
import { valued, valuedApart, valuesApart, valuesPaid } from './values.ts';

const MONEY: readonly PlanColumn[] = ['value', 'value_share', 'value_total'].map((name) => ({
  name,
  type: 'number',
}));

/** Cohorts in full: who comes back, what they pay, and what the calendar does to it. */
export const cohorts: Metric<CohortParameters> = {
  kind: 'cohorts',
  version: 1,
  schema: formOf(cohortFields),
  parameters(raw, context) {
    need(hasUsers(context), 'cohorts', 'metrics.lacks.users');
    const asked = readParameters(cohortFields, raw, context);
    const read = { ...asked, unit: cohortUnit(asked, context) };
    agree(read, context, 'cohorts');
    need(
      read.cohort === 'any' && read.event !== 'purchase' ? true : buys(context),
      'cohorts',
      'metrics.lacks.purchases',
    );
    need(!read.measure.startsWith('value') || pays(context), 'cohorts', 'metrics.lacks.money');
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    // What the grid shows changes no figure.
    const { measure: _measure, ...asked } = parameters;
    const relation = relationName('cohorts', asked, context);
    const plan = retentionPlan(parameters, context, relation);
    const [paid, again] = [`${relation}_paid`, `${relation}_paid_again`];
    const money = pays(context);
    const columns = money ? [...plan.columns, ...MONEY] : plan.columns;
    const facts = [...plan.facts, ...cohortFacts(parameters, context, relation, columns)];
    const known = { ...plan.known, promotions: parameters.promotions, valued: money };
    if (!money) return { ...plan, kind: 'cohorts', facts, known };
    const { audit } = plan;
    return {
      ...plan,
      kind: 'cohorts',
      stages: [
        ...plan.stages,
        { table: paid, query: valuesPaid(parameters, context, `${relation}_cohorts`) },
      ],
      query: valued(plan.query, paid, parameters),
      columns,
      facts,
      known,
      audit: {
        ...audit,
        stages: [
          ...(audit.stages ?? []),
          {
            table: again,
            query: valuesApart(parameters, context),
            slice: {
              column: 'user_key',
              query: (range) => valuesApart(parameters, context, range),
            },
          },
        ],
        query: valuedApart(audit.query, again, parameters.mode),
        key: cellKey(parameters),
        compare: [...audit.compare, ...MONEY.map(({ name }) => name)],
      },
    };
  },
  members: retentionMembers,
  define(parameters, context, facts) {
    const { cohort, unit, mode } = parameters;
    return {
      id: 'cohorts',
      version: 1,
      title: t('cohorts.named', {
        cohort: chosen('metrics.retention.first', cohort),
        unit: chosen('metrics.unit', unit),
      }),
      text: prose(
        pays(context) ? chosen('cohorts.value', mode) : t('metrics.without.money'),
        hasCalendar(parameters) ? t('cohorts.calendar') : null,
        retentionText(parameters, context, facts),
      ),
      facts,
    };
  },
};

const buys = ({ eventTypes }: DatasetContext) => eventTypes.includes('purchase');
const pays = (context: DatasetContext) => hasMoney(context) && buys(context);
