import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { forest } from '../experiment/forest.ts';
import { figure } from '../frame.ts';
import { categorical } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';

/** Weights of the features, the strongest first, with intervals of 95 %. */
export const coefficients: Chart = (_rows, facts, options) => {
  const given = (Array.isArray(facts.coefficients) ? facts.coefficients : []) as readonly Row[];
  const rows = given
    .filter((row) => row.feature !== 'intercept' && num(row.deviation) > 0)
    .toSorted((a, b) => Math.abs(num(b.coefficient)) - Math.abs(num(a.coefficient)));
  if (rows.length === 0) return null;
  const { locale, theme } = options;
  const title = t('charts.prediction.coefficients', {}, locale);
  const list = rows.map((row) => {
    const [value, error] = [num(row.coefficient), num(row.standard_error)];
    return {
      name: columnLabel(String(row.feature), locale),
      value,
      low: value - 1.96 * error,
      high: value + 1.96 * error,
      colour: categorical(theme, value >= 0 ? 2 : 1),
      told: `${show(value, 'number', locale)} ± ${show(1.96 * error, 'number', locale)}`,
    };
  });
  const svg = forest(
    list,
    { title, zero: true, dense: true, tick: (value) => show(value, 'number', locale) },
    options,
  );
  const names = ['feature', 'coefficient', 'standard_error'];
  return figure(svg, title, {
    columns: names.map((name) => ({ name, label: columnLabel(name, locale) })),
    rows: given.map((row) => ({ ...row, feature: columnLabel(String(row.feature), locale) })),
  });
};
