import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Metric, PlanColumn, Stage } from '../types.ts';
import { evidenceOf } from './evidence.ts';
import { figureColumns } from './figures.ts';
import { findings } from './findings.ts';
import { SECTIONS, type Section } from './names.ts';
import { hourBasis, type ReportParameters, rankedEntity, reportFields } from './parameters.ts';
import { type Answers, answersOf, applies } from './sections.ts';
import { worded } from './worded.ts';

const FIGURES: readonly PlanColumn[] = SECTIONS.flatMap(figureColumns);

const COLUMNS: readonly PlanColumn[] = [
  { name: 'section', type: 'text' },
  { name: 'finding', type: 'text' },
  { name: 'severity', type: 'text' },
  { name: 'rank', type: 'count' },
  { name: 'stake', type: 'number' },
  ...FIGURES,
];

/** What the other analyses find, by rules with stated thresholds: a finding, its figures, and what to do about it. */
export const report: Metric<ReportParameters> = {
  kind: 'report',
  version: 1,
  schema: formOf(reportFields),
  parameters(raw, context) {
    const read = readParameters(reportFields, raw, context);
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('report', parameters, context);
    const answers = new Map<Section, Answers>();
    for (const section of SECTIONS) {
      const found = answersOf(section, parameters, context, relation);
      if (applies(found)) answers.set(section, found);
    }
    const rows = (way: 'table' | 'again', hours: Sql) =>
      findings(
        new Map(
          [...answers].map(([section, own]) => {
            const tables = Object.fromEntries(
              Object.entries(own).map(([name, one]) => [name, one[way]]),
            );
            return [section, evidenceOf(section, parameters, context, { tables, hours })];
          }),
        ),
      );
    const stages = (way: 'stages' | 'audit'): readonly Stage[] =>
      [...answers.values()].flatMap((own) => Object.values(own).flatMap((one) => one[way]));
    return {
      kind: 'report',
      relation,
      stages: stages('stages'),
      query: rows('table', sql`SELECT day, hour FROM dws_hour WHERE events > 0`),
      columns: COLUMNS,
      facts: [],
      known: {
        entity: rankedEntity(parameters, context),
        threshold: parameters.threshold,
        mode: parameters.mode,
        hourly_basis: hourBasis(parameters, context),
        promotions: parameters.promotions,
      },
      audit: {
        stages: stages('audit'),
        query: rows('again', sql`SELECT DISTINCT day, hour FROM dwd`),
        key: ['section', 'finding'],
        compare: ['severity', 'rank', 'stake', ...FIGURES.map(({ name }) => name)],
        way: 'report.audit',
      },
    };
  },
  worded,
  define: (parameters, context, facts) => ({
    id: 'report',
    version: 1,
    title: t('report.title'),
    text: prose(
      t('report.text'),
      basisSentence(parameters, context),
      scopeSentence(parameters, context),
    ),
    facts,
  }),
};

const basisSentence = (parameters: ReportParameters, context: DatasetContext): string =>
  t('report.basis', {
    mode: chosen('metrics.funnel.mode', parameters.mode),
    basis: chosen('metrics.basis', hourBasis(parameters, context)),
    entity: chosen('metrics.entities', rankedEntity(parameters, context)),
  });
