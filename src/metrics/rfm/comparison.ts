import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { Comparison } from '../compare/comparison.ts';
import { movesOf } from '../compare/moves.ts';
import type { Period } from '../compare/parameter.ts';
import type { BuyerParameters } from './buyers.ts';
import type { RfmParameters } from './parameters.ts';

const DAY = 86_400_000;

/** The day that recency is counted to in the earlier period: as far from its end as the other is from its own. */
export function earlierReference(
  { reference, to }: Pick<BuyerParameters, 'reference' | 'to'>,
  other: Period,
  context: DatasetContext,
): string {
  const after = Date.parse(reference) - Date.parse(to ?? context.to ?? reference);
  return new Date(Date.parse(other.to) + Math.round(after / DAY) * DAY).toISOString().slice(0, 10);
}

/** Buyers of two periods, those of each scored among themselves by the same rules. */
export const rfmComparison: Comparison<RfmParameters> = {
  earlier: (own, other, context) => ({
    ...own,
    ...other,
    reference: earlierReference(own, other, context),
  }),
  texts: ['segment'],
  facts: movesOf({ name: 'segment', type: 'text' }),
  said: (own, other, context) =>
    t('compare.rfm', { reference: format.day(earlierReference(own, other, context)) }),
};
