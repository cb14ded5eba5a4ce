import { gazetteer } from '../../metrics/places/gazetteer.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel, beforeOf } from '../compare/twin.ts';
import { nameOf } from '../shops/entities.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { columnLabel, kindOf, show } from '../values.ts';

const FIGURES = ['users', 'buyers', 'events', 'views', 'purchases', 'gmv', 'conversion', 'share'];

/** What places are drawn by. */
export interface Setting {
  readonly by: string;
  readonly map: string;
  readonly measure: string;
  readonly options: ChartOptions;
}

export const settingOf = (facts: Facts, options: ChartOptions): Setting => ({
  by: String(facts.by),
  map: String(facts.map),
  measure: String(facts.measure),
  options,
});

/** A place's name in the reader's language; as the data write it where it is not known. */
export function placeName(row: Row, { by, map, options }: Setting): string {
  if (typeof row.code !== 'string' || map === 'file') return nameOf(row[by], options);
  return gazetteer(map as 'world').label(row.code, options.locale);
}

/** A place as the data write it, with what it was taken for where that is another name. */
export function asWritten(row: Row, setting: Setting): string {
  const [own, name] = [nameOf(row[setting.by], setting.options), placeName(row, setting)];
  return own === name ? own : `${own} (${name})`;
}

/** A place's figures, each with that of an earlier period where there is one. */
export function tipOf(row: Row, setting: Setting): string {
  const { locale, currency } = setting.options;
  const there = (name: string) => row[name] !== undefined && row[name] !== null;
  const value = (name: string, of = name) => show(row[of], kindOf(name, 1), locale, currency);
  const lines = FIGURES.filter(there).map((name) => {
    const before = beforeOf(name);
    const earlier = there(before) ? `  (${beforeLabel(name, locale)}  ${value(name, before)})` : '';
    return `${columnLabel(name, locale)}  ${value(name)}${earlier}`;
  });
  return [placeName(row, setting), ...lines].join('\n');
}
