import { format, t } from '../../i18n/index.ts';
import { listed, prose } from '../describe.ts';
import { stepWord } from '../series/words.ts';
import type { Facts, Row } from '../types.ts';

const figure = (facts: Facts, name: string): number =>
  typeof facts[name] === 'number' ? facts[name] : Number.NaN;

/** SQL over the summary `s` of a series and the errors `e` of its backtest: whether it beats repeating the last season. */
export const VERDICT = `CASE WHEN coalesce(s.method, '') = '' THEN 'short' WHEN e.mase IS NULL THEN 'untried'
  WHEN e.mase < e.naive_mase THEN 'beats' ELSE 'loses' END`;

/** Whether the forecast is worth more than repeating the last season: of one series in full, of several for each. */
export function verdict(facts: Facts): string {
  const all = Array.isArray(facts.summaries) ? (facts.summaries as readonly Row[]) : [];
  return all.length > 1 ? each(all) : only(facts);
}

function only(facts: Facts): string {
  if (!facts.method) return t('forecast.text.short', { n: figure(facts, 'known') || 0 });
  const [mase, naive] = [figure(facts, 'mase'), figure(facts, 'naive_mase')];
  const unit = stepWord(facts, figure(facts, 'horizon'));
  if (Number.isNaN(mase))
    return t(figure(facts, 'origins') > 0 ? 'forecast.text.repeats' : 'forecast.text.untried', {
      horizon: unit,
    });
  const season = figure(facts, 'benchmark');
  const said = {
    horizon: unit,
    origins: figure(facts, 'origins'),
    mase: format.decimal(mase, 2),
    naive: format.decimal(naive, 2),
    smape: format.percent(figure(facts, 'smape')),
    naive_smape: format.percent(figure(facts, 'naive_smape')),
    coverage: format.percent(figure(facts, 'coverage')),
    by: format.percent(Math.abs(1 - mase / naive)),
    benchmark:
      season > 1
        ? t('forecast.benchmark.season', { season: stepWord(facts, season) })
        : t('forecast.benchmark.last'),
  };
  return t(mase < naive ? 'forecast.text.beats' : 'forecast.text.loses', said);
}

function each(all: readonly Row[]): string {
  const of = (...kinds: readonly string[]) =>
    all.filter(({ verdict: own }) => kinds.includes(String(own)));
  const [beats, loses, unknown] = [of('beats'), of('loses'), of('untried', 'short')];
  const named = ({ series }: Row) => String(series ?? '–');
  const scored = (row: Row) =>
    t('forecast.text.each.one', {
      series: named(row),
      mase: format.decimal(figure(row, 'mase'), 2),
      naive: format.decimal(figure(row, 'naive_mase'), 2),
    });
  const said = (
    key: 'forecast.text.each.beats' | 'forecast.text.each.loses' | 'forecast.text.each.unknown',
    rows: readonly Row[],
    write: (row: Row) => string,
  ) => (rows.length > 0 ? t(key, { n: rows.length, list: listed(rows.map(write)) }) : null);
  return prose(
    t('forecast.text.each', { n: all.length }),
    said('forecast.text.each.beats', beats, scored),
    said('forecast.text.each.loses', loses, scored),
    said('forecast.text.each.unknown', unknown, named),
    all[0] ? t('forecast.text.each.rest', { series: named(all[0]) }) : null,
  );
}
