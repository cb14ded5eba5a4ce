import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { prose } from '../describe.ts';
import { relationName } from '../relation.ts';
import type { Scope } from '../sql/scope.ts';
import type { Metric } from '../types.ts';
import { beside, type Fit } from './beside.ts';
import { type Compare, comparedWith, compareField, type Period, readCompare } from './parameter.ts';

const DAY = 86_400_000;

/** Parameters of a metric that may be compared with itself over another period. */
type Compared<P> = P & { readonly compare?: Compare };

/**
 * The metric with one more parameter, `compare`: its rows then stand beside those of an earlier period. Where that is
 * not given, or the data do not reach back so far, it is as it was. A metric that lists only the first of its rows is
 * asked with `all` for the earlier ones, so that none is told as absent that was only further down.
 */
export function comparable<P extends Scope>(
  metric: Metric<P>,
  all?: Partial<P>,
): Metric<Compared<P>> {
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
      const now = metric.plan(own, context);
      const other = compare && comparedWith(compare, own, context);
      if (!other) return now;
      const before = metric.plan({ ...own, ...all, ...other }, context);
      const relation = relationName(metric.kind, { ...own, compare }, context);
      const joined = beside(now, before, relation, fitOf(own, other, context), all === undefined);
      return { ...joined, known: { ...now.known, compare: other } };
    },
    define({ compare, ...rest }, context, facts) {
      const own = rest as unknown as P;
      const definition = metric.define(own, context, facts);
      if (!compare) return definition;
      const other = comparedWith(compare, own, context);
      const said = other
        ? t('compare.with', { from: format.day(other.from), to: format.day(other.to) })
        : t('compare.nothing');
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
