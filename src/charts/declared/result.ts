import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { titleTips } from '../marks/titles.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { added } from './added.ts';
import { drawAlone } from './alone.ts';
import { arrange } from './arrange.ts';
import { columnsOf } from './columns.ts';
import { derive, kept } from './derive.ts';
import { drawDeclared } from './draw.ts';
import { type LayerPlan, planChart } from './plan.ts';
import { type Proposal, proposals } from './propose.ts';
import { readChart } from './read.ts';
import type { ColumnFacts, LayerRows, Problem } from './types.ts';
import type { Mapping } from './value.ts';
import { ruleOf } from './vocabulary.ts';

/** What a chart cell draws: the rows of each mark, and what is known of the relation that they come from. */
export interface ChartDetail {
  readonly chart: true;
  /** The keys that are drawn: the block's own, or those of the first proposal where it names no mark. */
  readonly spec: Mapping;
  readonly columns: readonly ColumnFacts[];
  /** Rows of the relation. */
  readonly total: number;
  readonly layers: readonly LayerRows[];
  /** What else would suit the columns; empty where the block names its marks. */
  readonly proposals: readonly Proposal[];
  /** What was asked for the rows, in the notebook's own names. */
  readonly sql?: string;
}

/** The rows of one mark from all rows of its relation. */
export function layerRows(rows: readonly Row[], plan: LayerPlan): LayerRows {
  if (isConstant(plan)) return ONCE;
  const wanted = kept(rows, plan.layer.where);
  return arrange(plan.derived ? derive(wanted, plan.derived) : wanted, plan);
}

/** True for a mark of constants alone, such as a rule at zero: it is drawn once. */
export const isConstant = ({ bounds }: LayerPlan): boolean =>
  Object.values(bounds).every(({ kind }) => kind === 'constant');

const ONCE: LayerRows = { rows: [{}], total: 1, thinned: null };

/** True where a block leaves the choice of the chart to the page. */
export const isOpen = (spec: Mapping): boolean =>
  spec.mark === undefined && spec.marks === undefined;

/** The block's keys with those of a proposal. */
export const withProposal = (spec: Mapping, proposal: Proposal | undefined): Mapping => ({
  ...spec,
  ...proposal?.spec,
});

/** What a chart draws of rows that are all at hand; `problems` says what of the block is not understood. */
export function chartOfRows(
  spec: Mapping,
  rows: readonly Row[],
  typed: readonly { readonly name: string; readonly type: string }[] | null = null,
): { readonly detail: ChartDetail; readonly problems: readonly Problem[] } {
  const columns = columnsOf(rows, typed);
  const offered = isOpen(spec) ? proposals(columns, rows.length) : [];
  const open = isOpen(spec) ? withProposal(spec, offered[0]) : spec;
  const chosen = added(open, planChart(readChart(open).chart, columns).plans[0], rows);
  const { chart, problems } = readChart(chosen);
  const planned = planChart(chart, columns);
  const wrong = [...problems, ...(rows.length > 0 ? planned.problems : [])];
  const layers = wrong.length > 0 ? [] : planned.plans.map((plan) => layerRows(rows, plan));
  return {
    detail: { chart: true, spec: chosen, columns, total: rows.length, layers, proposals: offered },
    problems: wrong,
  };
}

/** Draws a chart cell's result; null where none of its rows can be drawn. */
export function drawChart(
  { spec, columns, layers, total }: ChartDetail,
  options: ChartOptions,
): Figure | null {
  const { chart } = readChart(spec);
  const { plans } = planChart(chart, columns);
  const [first] = plans;
  if (!first || total === 0) return null;
  try {
    const drawn = ruleOf(first.layer.mark).alone
      ? drawAlone(chart, first, layers[0] ?? NO_ROWS, options)
      : drawDeclared(chart, plans, layers, options);
    return titleTips(drawn, options);
  } catch (error) {
    return refusedFigure(error, options);
  }
}

const NO_ROWS: LayerRows = { rows: [], total: 0, thinned: null };

/** What the library refuses to draw is said in its place. */
function refusedFigure(error: unknown, { width, theme, locale }: ChartOptions): Figure {
  const message = error instanceof Error ? error.message : String(error);
  const words = t('declared.problem.plot', { message }, locale);
  const svg = node('svg', {}, node('text', { x: 0, y: 18, fill: PALETTES[theme].bad }, words));
  return figure(sized(svg, width, 28), words, { columns: [], rows: [] });
}

export const isChartDetail = (value: unknown): value is ChartDetail =>
  typeof value === 'object' && value !== null && 'chart' in value && 'layers' in value;
