import { save, toCsv, toPng, toSvg } from '../../charts/index.ts';
import { t } from '../../i18n/index.ts';
import type { FigureElement } from '../../ui/figure.ts';
import { scheme } from '../../ui/theme.ts';
import { toast } from '../../ui/toast.ts';
import { fileName, headingOf, metricOf } from '../read.ts';
import type { Cell, CellResult } from '../types.ts';

const nameOf = (cell: Cell, result: CellResult | null): string =>
  fileName(cell.name || headingOf(cell, result));

/** Saves the rows that a cell holds, and says where those are not all. */
export function saveCsv(cell: Cell, result: CellResult | null): void {
  if (!result) return;
  save(toCsv(result.rows), `${nameOf(cell, result)}.csv`, 'text/csv');
  if (result.total > result.rows.length)
    toast(t('cells.rows.first', { n: result.rows.length, total: result.total }));
}

/** Saves every drawing under `body`, one file each. */
export async function savePictures(
  kind: 'png' | 'svg',
  body: ParentNode | null,
  cell: Cell,
  result: CellResult | null,
): Promise<void> {
  const figures = [...(body?.querySelectorAll<FigureElement>('th-figure') ?? [])].flatMap(
    ({ figure }) => (figure ? [figure] : []),
  );
  const whole = {
    theme: scheme().value,
    title: headingOf(cell, result),
    note: metricOf(result)?.definition.text,
  };
  for (const [index, { svg, notes = [] }] of figures.entries()) {
    const options = { ...whole, note: whole.note ?? notes.join(' ') };
    const name = `${nameOf(cell, result)}${index > 0 ? `-${index + 1}` : ''}`;
    if (kind === 'svg') save(toSvg(svg, options), `${name}.svg`, 'image/svg+xml');
    else save(await toPng(svg, options), `${name}.png`);
  }
}
