import type { TwinColumn } from '../../charts/types.ts';
import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { Measured } from './bench.ts';
import type { LoadFigures } from './types.ts';

/** `Taobao CSV`, `REES46 CSV`, `Taobao Parquet`. */
function fileName({ shape, format: kind }: Pick<Measured, 'shape' | 'format'>): string {
  const source = t(shape === 'rees46' ? 'speed.shape.rees46' : 'speed.shape.taobao');
  return `${source} ${kind === 'parquet' ? 'Parquet' : 'CSV'}`;
}

/** Processor and memory; the rest of the description is in `bench/RESULTS.md`. */
const machineOf = ({ machine }: Measured) => machine.split(', ').slice(0, 2).join(', ');

/** This machine's times above those that were measured elsewhere. */
export function comparison(
  load: LoadFigures,
  measured: readonly Measured[],
): { readonly columns: readonly TwinColumn[]; readonly rows: readonly Row[] } {
  const names = ['where', 'file', 'rows', 'layers', 'overview', 'pace', 'native'] as const;
  const line = (
    one: Pick<Measured, 'rows' | 'layers' | 'overview'> & { readonly native: number | null },
    where: string,
    file: string,
  ): Row => ({
    where,
    file,
    rows: one.rows,
    layers: format.duration(one.layers),
    overview: format.duration(one.overview),
    pace: format.compact(Math.round(one.rows / one.overview)),
    native: one.native === null ? null : format.duration(one.native),
  });
  return {
    columns: names.map((name) => ({ name, label: t(`speed.column.${name}`) })),
    rows: [
      line(
        { ...load, rows: load.rows.read, native: null },
        t('speed.load.here'),
        fileName({ shape: 'taobao', format: 'csv' }),
      ),
      ...measured.map((one) => line(one, machineOf(one), fileName(one))),
    ],
  };
}
