import type { Chart } from '../types.ts';
import { matrix } from './matrix.ts';
import { ruleNetwork } from './network.ts';
import { recommended } from './recommended.ts';
import { itemsets, rules } from './rules.ts';

/** What baskets show: rules as a list, a matrix and a network; itemsets as a list. */
export const basketCharts: readonly { readonly chart: Chart; readonly span: number }[] = [
  {
    chart: (rows, facts, options) => rules(rows, facts, options) ?? itemsets(rows, facts, options),
    span: 12,
  },
  { chart: matrix, span: 6 },
  { chart: ruleNetwork, span: 6 },
];

export const recommendCharts: readonly { readonly chart: Chart; readonly span: number }[] = [
  { chart: recommended, span: 12 },
];
