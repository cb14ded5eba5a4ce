import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { prose } from '../describe.ts';
import { relationName } from '../relation.ts';
import { renamed } from '../renamed.ts';
import type { Scope } from '../sql/scope.ts';
import type { Metric } from '../types.ts';
import { beside, type Fit } from './beside.ts';
import type { Comparison } from './comparison.ts';
import { type Compare, comparedWith, compareField, type Period, readCompare } from './parameter.ts';

const DAY = 86_400_000;

/** Parameters of a metric that may be compared with itself over another period. */
type Compared<P> = P & { readonly compare?: Compare };

/**
 * The metric with one more parameter, `compare`: its rows then stand beside those of an earlier period. Where that is
 * not given, or the data do not reach back so far, it is as it was.
 */
export function comparable<P extends Scope>(
  metric: Metric<P>,
  comparison: Comparison<P> = {},
): Metric<Compared<P>> {
  const { all, applies = () => true } = comparison;
  const otherOf = (compare: Compare | undefined, own: P, context: DatasetContext) =>
    compare === undefined || !applies(own)
      ? null
      : fairly(comparedWith(compare, own, context), own, context);
  const fairly = (other: Period | null, own: P, context: DatasetContext) =>
    other && comparison.fair?.(own, other, context) === false ? null : other;
  return {
    ...metric,
    schema: [...metric.schema, { name: 'compare', ...compareField.form }],
    parameters({ compare: raw, ...rest }, context) {
      const compare = readCompare(raw, t('metrics.allowed.comparison'));
      const own = metric.parameters(rest, context);
      return compare === null ? own : { ...own, compare };
    },
    plan({ compare, ...rest }, context) {
      const own = rest as unknown as P;
      const plain = metric.plan(own, context);
      const other = otherOf(compare, own, context);
      if (!other) return plain;
      const relation = relationName(metric.kind, { ...own, compare }, context);
      const changed = comparison.now?.(plain, own, context) ?? plain;
      const now = renamed(changed, relation);
      const shifted = comparison.earlier?.(own, other, context) ?? { ...own, ...other };
      const asked = { ...shifted, ...all };
      const before = comparison.plan?.(asked, context, now) ?? metric.plan(asked, context);
      const joined = beside(now, before, relation, {
        fit: fitOf(own, other, context),
        whole: all === undefined && comparison.listed !== false,
        ...(comparison.texts && { texts: comparison.texts }),
        ...(comparison.facts && { facts: comparison.facts }),
      });
      return { ...joined, known: { ...now.known, compare: other } };
    },
    define({ compare, ...rest }, context, facts) {
      const own = rest as unknown as P;
      const definition = metric.define(own, context, facts);
      if (!compare || !applies(own)) return definition;
      const meant = comparedWith(compare, own, context);
      const other = fairly(meant, own, context);
      const said = other
        ? prose(
            t('compare.with', { from: format.day(other.from), to: format.day(other.to) }),
            comparison.said?.(own, other, context) ?? null,
          )
        : t(meant ? 'compare.unfair' : 'compare.nothing');
      return { ...definition, text: prose(definition.text, said) };
    },
  };
}

/** Weeks and months begin where the calendar lets them: the first is laid on the first. */
function fitOf(scope: Scope, other: Period, context: DatasetContext): Fit {
  if ('unit' in scope && (scope.unit === 'week' || scope.unit === 'month')) return 'order';
  const from = scope.from ?? context.from ?? other.from;
  return { days: (Date.parse(from) - Date.parse(other.from)) / DAY };
}
