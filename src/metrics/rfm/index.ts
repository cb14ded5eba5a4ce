import { format, t } from '../../i18n/index.ts';
import { hasMoney, hasUsers, need } from '../capabilities.ts';
import { chosen, listed, prose, scopeSentence } from '../describe.ts';
import { ordersSentence } from '../overview/sentences.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { sql } from '../sql/fragment.ts';
import type { Facts, Metric, PlanColumn } from '../types.ts';
import { buyersFromEvents, buyersFromSummaries, upTo } from './buyers.ts';
import { rfmFacts } from './facts.ts';
import { type RfmParameters, rfmFields } from './parameters.ts';
import { cuts, scored } from './scores.ts';
import { cutsApart } from './second.ts';
import { segmented } from './segments.ts';

/** Buyers by how lately, how often and for how much they bought. */
export const rfm: Metric<RfmParameters> = {
  kind: 'rfm',
  version: 1,
  schema: formOf(rfmFields),
  parameters(raw, context) {
    need(hasUsers(context), 'rfm', 'metrics.lacks.users');
    need(context.eventTypes.includes('purchase'), 'rfm', 'metrics.lacks.purchases');
    const read = readParameters(rfmFields, raw, context);
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('rfm', parameters, context);
    const money = hasMoney(context);
    const [buyers, cutTable, scores] = ['buyers', 'cuts', 'scores'].map(
      (n) => `${relation}_${n}`,
    ) as [string, string, string];
    const columns: readonly PlanColumn[] = [
      { name: 'user_id', type: 'id' },
      { name: 'recency', type: 'count' },
      { name: 'frequency', type: 'count' },
      ...(money ? [{ name: 'monetary', type: 'number' } as const] : []),
      { name: 'r', type: 'count' },
      { name: 'f', type: 'count' },
      ...(money ? [{ name: 'm', type: 'count' } as const] : []),
      { name: 'segment', type: 'text' },
    ];
    const rows = (from: ReturnType<typeof sql>) =>
      sql`SELECT * EXCLUDE (user_key, fm) FROM (${segmented(parameters, from, money)}) ORDER BY user_id`;
    const again = `${relation}_again`;
    return {
      kind: 'rfm',
      relation,
      stages: [
        { table: buyers, query: buyersFromSummaries(parameters, context) },
        { table: cutTable, query: cuts(buyers, money) },
        {
          table: scores,
          query: scored(parameters, context, sql`${buyers}`, sql`${cutTable}`, money),
        },
      ],
      query: rows(sql`${scores}`),
      columns,
      facts: rfmFacts(parameters, relation, { cuts: cutTable, scores }, money),
      known: {
        model: parameters.model,
        reference: parameters.reference,
        orders_basis: context.orders,
        monetary: money,
      },
      audit: {
        stages: [
          { table: again, query: buyersFromEvents(parameters, context) },
          {
            table: `${again}_scores`,
            query: scored(
              parameters,
              context,
              sql`${again}`,
              sql`(${cutsApart(sql`${again}`, money)})`,
              money,
            ),
          },
        ],
        query: rows(sql`${again}_scores`),
        key: ['user_id'],
        compare: columns.filter(({ name }) => name !== 'user_id').map(({ name }) => name),
        way: 'metrics.audit.events',
      },
    };
  },
  define(parameters, context, facts) {
    const { model, scoring, frequency, reference } = parameters;
    const money = hasMoney(context);
    return {
      id: 'rfm',
      version: 1,
      title: t('metrics.rfm.named', { model: chosen('metrics.rfm.model', model) }),
      text: prose(
        t('metrics.rfm.recency', { reference: format.day(reference) }),
        chosen('metrics.rfm.counts', frequency),
        frequency === 'orders' ? ordersSentence(context) : null,
        t(money ? 'metrics.rfm.monetary' : 'metrics.rfm.no_monetary'),
        chosen('metrics.rfm.scores', scoring),
        scoring === 'quantile' ? mergedSentence(facts) : null,
        modelSentence(parameters, facts, money),
        scopeSentence(upTo(parameters), context),
      ),
      facts,
    };
  },
};

function modelSentence(
  { model, r_threshold, f_threshold }: RfmParameters,
  facts: Facts,
  money: boolean,
): string {
  if (model === 'segments8')
    return t(money ? 'metrics.rfm.means.segments8' : 'metrics.rfm.means.segments8.rf', {
      hi: typeof facts.hi === 'number' ? facts.hi : '–',
    });
  if (model === 'classes5')
    return t(money ? 'metrics.rfm.means.classes5' : 'metrics.rfm.means.classes5.rf');
  const cut = (chosenCut: number | 'mean' | 'median', fact: unknown) => {
    if (typeof chosenCut === 'number') return format.decimal(chosenCut);
    return typeof fact === 'number'
      ? t(`metrics.rfm.cut.at.${chosenCut}`, { value: format.decimal(fact) })
      : t(`metrics.rfm.cut.${chosenCut}`);
  };
  return t('metrics.rfm.means.threshold', {
    r: cut(r_threshold, facts.r_cut),
    f: cut(f_threshold, facts.f_cut),
  });
}

/** Says which scores have fewer than five buckets because cuts coincide. */
function mergedSentence(facts: Facts): string | null {
  if (!Array.isArray(facts.cuts)) return null;
  const merged = facts.cuts
    .filter((cut: Facts) => typeof cut.buckets === 'number' && cut.buckets < 5)
    .map((cut: Facts) => `${String(cut.figure).toUpperCase()} (${cut.buckets})`);
  return merged.length > 0 ? t('metrics.rfm.merged', { figures: listed(merged) }) : null;
}
