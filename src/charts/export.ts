import { TabhouseError } from '../engine/errors.ts';
import type { Row } from '../metrics/types.ts';
import { csvLine, exactText } from '../sources/csv.ts';
import { node } from './frame.ts';
import { FONT, PALETTES, type ThemeName } from './palette.ts';

export interface PictureOptions {
  readonly theme: ThemeName;
  /** Drawn above the picture. */
  readonly title?: string;
  /** Drawn below it: the definition, the data set. */
  readonly note?: string;
}

const MARGIN = 24;

/** A drawing as SVG text that needs nothing from outside: colours resolved, font named, title and note drawn in. */
export function toSvg(drawing: SVGSVGElement, { theme, title, note }: PictureOptions): string {
  const palette = PALETTES[theme];
  const [width, height] = [
    Number(drawing.getAttribute('width')),
    Number(drawing.getAttribute('height')),
  ];
  const inner = drawing.cloneNode(true) as SVGSVGElement;
  for (const tip of inner.querySelectorAll('[aria-label="tip"]')) tip.remove();
  for (const [index, style] of [...inner.querySelectorAll('style')].entries())
    if (index > 0) style.remove();
  const top = MARGIN + (title ? 30 : 0);
  const notes = note ? wrap(note, width, 11) : [];
  const whole = {
    width: width + 2 * MARGIN,
    height: top + height + notes.length * 16 + (notes.length > 0 ? 12 : 0) + MARGIN,
  };
  inner.setAttribute('x', String(MARGIN));
  inner.setAttribute('y', String(top));
  inner.removeAttribute('aria-hidden');
  inner.style.removeProperty('height');
  const outer = node('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width: whole.width,
    height: whole.height,
    viewBox: `0 0 ${whole.width} ${whole.height}`,
    'font-family': FONT,
    'font-size': 12,
    color: palette.text,
    fill: palette.text,
  });
  outer.append(node('rect', { width: whole.width, height: whole.height, fill: palette.surface }));
  if (title)
    outer.append(
      node(
        'text',
        { x: MARGIN, y: MARGIN + 12, 'font-size': 16, 'font-weight': 600, fill: palette.text },
        title,
      ),
    );
  outer.append(inner);
  notes.forEach((line, index) => {
    outer.append(
      node(
        'text',
        { x: MARGIN, y: top + height + 22 + index * 16, 'font-size': 11, fill: palette.faint },
        line,
      ),
    );
  });
  return new XMLSerializer()
    .serializeToString(outer)
    .replaceAll('var(--plot-background)', palette.raised)
    .replaceAll('currentColor', palette.text);
}

function wrap(text: string, width: number, size: number): string[] {
  const perLine = Math.max(
    12,
    Math.floor(width / (size * (/[\u2e80-\u9fff]/.test(text) ? 1 : 0.53))),
  );
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > perLine && lines.length < 3) {
    const space = rest.lastIndexOf(' ', perLine);
    const at = space > perLine * 0.6 ? space : perLine;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest) lines.push(rest);
  return lines.slice(0, 4);
}

/** A drawing as a PNG at `scale` pixels a pixel. Rejects with `internal` where the browser cannot draw it. */
export async function toPng(
  drawing: SVGSVGElement,
  options: PictureOptions,
  scale = 2,
): Promise<Blob> {
  const text = toSvg(drawing, options);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The canvas gave no picture');
    return blob;
  } catch (cause) {
    throw new TabhouseError('internal', { cause });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Rows as CSV (RFC 4180, CRLF, UTF-8 with BOM so that Excel reads Chinese); exact values, no grouping. */
export function toCsv(
  rows: readonly Row[],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): string {
  const lines = [
    csvLine(columns),
    ...rows.map((row) => csvLine(columns.map((column) => row[column]))),
  ];
  return `\uFEFF${lines.join('')}`;
}

/** Rows as tab-separated text, as a spreadsheet takes them from the clipboard. */
export function toTsv(rows: readonly Row[], columns: readonly string[]): string {
  const flat = (value: unknown) => exactText(value).replaceAll(/[\t\r\n]+/g, ' ');
  return [columns, ...rows.map((row) => columns.map((column) => flat(row[column])))]
    .map((line) => line.join('\t'))
    .join('\n');
}

/** Hands a file to the reader. */
export function save(content: Blob | string, name: string, type = 'text/plain'): void {
  const blob =
    typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
