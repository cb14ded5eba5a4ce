import { format, type Key, t } from '../../i18n/index.ts';
import type { Measured } from './bench.ts';
import {
  type FormatFigures,
  type LayerFigures,
  type LoadFigures,
  QUESTIONS,
  type SkewFigures,
} from './types.ts';

/** Below this share of difference two times are called the same. */
const SAME = 0.1;
/** A file in the table this many times smaller or larger can still be compared with. */
const NEAR = 1.5;
const MANY = 100_000_000;

export interface Sentence {
  readonly key: Key;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Sentences as one text in the reader's language. */
export const spoken = (sentences: readonly Sentence[], joint: string) =>
  sentences.map(({ key, parameters }) => t(key, parameters)).join(joint);

const times = (value: number) => format.decimal(value, value < 10 ? 1 : 0);
const milliseconds = (value: number) => format.duration(value / 1000);

/** This machine beside the measured one, and what more rows would take. */
export function loadAdvice(load: LoadFigures, measured: readonly Measured[]): Sentence[] {
  const rows = load.rows.read;
  const csv = measured.filter(({ shape, format: kind }) => shape === 'taobao' && kind === 'csv');
  const near = csv.find((one) => Math.max(one.rows / rows, rows / one.rows) <= NEAR);
  const here = { rows, time: format.duration(load.overview) };
  if (!near) return [{ key: 'speed.advice.load.alone', parameters: here }];
  const ratio = load.overview / rows / (near.overview / near.rows);
  const parameters = {
    ...here,
    other: format.duration((near.overview / near.rows) * rows),
    factor: times(Math.max(ratio, 1 / ratio)),
  };
  const how = ratio > 1 + SAME ? 'slower' : ratio < 1 - SAME ? 'faster' : 'same';
  const found: Sentence[] = [{ key: `speed.advice.load.${how}`, parameters }];
  const large = csv.find((one) => one.rows === MANY);
  if (large && near.rows < MANY) {
    const time = format.duration(Math.round(ratio * large.overview));
    found.push({ key: 'speed.advice.load.ahead', parameters: { rows: MANY, time } });
  }
  return found;
}

/** Which format to keep data in, as the scans say. */
export function formatAdvice({ scans, csvBytes, parquetBytes }: FormatFigures): Sentence[] {
  const gain = ({ csv, parquet }: FormatFigures['scans']['column']) => csv.median / parquet.median;
  const [column, whole] = [gain(scans.column), gain(scans.whole)];
  const how = column <= 1 + SAME ? 'csv' : whole <= 1 + SAME ? 'columns' : 'parquet';
  return [
    {
      key: `speed.advice.formats.${how}`,
      parameters: {
        column: times(column),
        whole: times(whole),
        share: format.percent(parquetBytes / csvBytes),
        columnCsv: milliseconds(scans.column.csv.median),
        columnParquet: milliseconds(scans.column.parquet.median),
        wholeCsv: milliseconds(scans.whole.csv.median),
        wholeParquet: milliseconds(scans.whole.parquet.median),
      },
    },
  ];
}

type Change = 'saves' | 'costs' | 'same';

const changeOf = (plain: number, salted: number): { how: Change; share: string } => {
  const more = salted / plain - 1;
  const how = more > SAME ? 'costs' : more < -SAME ? 'saves' : 'same';
  return { how, share: format.percent(Math.abs(more)) };
};

/** What salting brings over workers and in the one engine, and what to do therefore. */
export function skewAdvice({ spread, engine, workers }: SkewFigures): Sentence[] {
  const across = changeOf(spread.plain.whole.median, spread.salted.whole.median);
  const alone = changeOf(engine.plain.median, engine.salted.median);
  const share = ({ load }: SkewFigures['spread']['plain']) =>
    format.percent(
      Math.max(...load) /
        Math.max(
          1,
          load.reduce((sum, rows) => sum + rows, 0),
        ),
    );
  const so =
    across.how === 'saves'
      ? alone.how === 'saves'
        ? 'both'
        : 'salt'
      : alone.how === 'saves'
        ? 'engineOnly'
        : 'plain';
  return [
    {
      key: 'speed.advice.skew.load',
      parameters: { plain: share(spread.plain), salted: share(spread.salted) },
    },
    {
      key: `speed.advice.skew.workers.${across.how}`,
      parameters: { n: workers, share: across.share },
    },
    { key: `speed.advice.skew.engine.${alone.how}`, parameters: { share: alone.share } },
    { key: `speed.advice.skew.${so}`, parameters: {} },
  ];
}

/** Whether the summaries are worth asking at this size. */
export function layerAdvice({ questions, dwdRows }: LayerFigures): Sentence[] {
  const gains = QUESTIONS.map((question) => ({
    question,
    gain: questions[question].dwd.median / questions[question].dws.median,
  })).sort((a, b) => a.gain - b.gain);
  const [least, most] = [gains[0], gains.at(-1)];
  if (!least || !most) return [];
  const how = least.gain > 1 + SAME ? 'dws' : most.gain > 1 + SAME ? 'some' : 'dwd';
  return [
    {
      key: `speed.advice.layers.${how}`,
      parameters: {
        rows: dwdRows,
        least: times(least.gain),
        most: times(most.gain),
        question: t(`speed.layers.${most.question}`),
      },
    },
  ];
}
