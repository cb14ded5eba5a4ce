import { app } from './words/app.ts';
import { basketWords } from './words/baskets.ts';
import { cells } from './words/cells.ts';
import { chartPanel } from './words/chart-panel.ts';
import { charts } from './words/charts.ts';
import { cohortWords } from './words/cohorts.ts';
import { common } from './words/common.ts';
import { customerWords } from './words/customers.ts';
import { declaredCharts } from './words/declared-charts.ts';
import { detection } from './words/detection.ts';
import { documents } from './words/documents.ts';
import { editors } from './words/editors.ts';
import { engine } from './words/engine.ts';
import { enginePanel } from './words/engine-panel.ts';
import { exporting } from './words/export.ts';
import { frame } from './words/frame.ts';
import { grid } from './words/grid.ts';
import { loadPlan } from './words/load-plan.ts';
import { metrics } from './words/metrics.ts';
import { motionWords } from './words/motion.ts';
import { notebook } from './words/notebook.ts';
import { offline } from './words/offline.ts';
import { opening } from './words/opening.ts';
import { palette } from './words/palette.ts';
import { pathWords } from './words/paths.ts';
import { placeWords } from './words/places.ts';
import { quality } from './words/quality.ts';
import { recommendWords } from './words/recommend.ts';
import { regions } from './words/regions.ts';
import { growthReport } from './words/report.ts';
import { segmentWords } from './words/segments.ts';
import { selection } from './words/selection.ts';
import { seriesWords } from './words/series.ts';
import { share } from './words/share.ts';
import { shopCharts } from './words/shop-charts.ts';
import { shops } from './words/shops.ts';
import { sources } from './words/sources.ts';
import { specKeys } from './words/spec-keys.ts';
import { speed } from './words/speed.ts';
import { statisticsWords } from './words/statistics.ts';
import { tables } from './words/tables.ts';
import { ui } from './words/ui.ts';
import { warehouse } from './words/warehouse.ts';

/** Every sentence of the product, by key; each room writes its own part in `words/`. */
export const dictionary = {
  ...common,
  ...basketWords,
  ...seriesWords,
  ...recommendWords,
  ...cohortWords,
  ...customerWords,
  ...engine,
  ...sources,
  ...detection,
  ...warehouse,
  ...statisticsWords,
  ...tables,
  ...metrics,
  ...motionWords,
  ...notebook,
  ...offline,
  ...palette,
  ...exporting,
  ...charts,
  ...declaredCharts,
  ...chartPanel,
  ...placeWords,
  ...regions,
  ...ui,
  ...speed,
  ...cells,
  ...app,
  ...opening,
  ...enginePanel,
  ...grid,
  ...loadPlan,
  ...documents,
  ...pathWords,
  ...segmentWords,
  ...selection,
  ...growthReport,
  ...quality,
  ...share,
  ...shopCharts,
  ...shops,
  ...editors,
  ...specKeys,
  ...frame,
};

export type Key = keyof typeof dictionary;
