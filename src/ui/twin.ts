import type { Figure } from '../charts/index.ts';
import { kindOf, show } from '../charts/values.ts';
import { type Locale, t } from '../i18n/index.ts';

const ROWS = 200;

/** The figures of a drawing as a plain table, for screen readers: the first 200 rows, and how many there are beyond. */
export function twinTable(
  { twin: { columns, rows }, label }: Figure,
  locale: Locale,
  currency?: string,
): DocumentFragment {
  const table = document.createElement('table');
  table.createCaption().textContent = label;
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = column.label;
    head.append(cell);
  }
  const kinds = columns.map(
    ({ name, kind }) =>
      kind ??
      kindOf(name, rows.find((row) => row[name] !== null && row[name] !== undefined)?.[name]),
  );
  const body = table.createTBody();
  for (const row of rows.slice(0, ROWS)) {
    const line = body.insertRow();
    columns.forEach(({ name }, at) => {
      line.insertCell().textContent = show(row[name], kinds[at] ?? 'text', locale, currency);
    });
  }
  const made = document.createDocumentFragment();
  made.append(table);
  if (rows.length > ROWS) {
    const more = document.createElement('p');
    more.textContent = t('ui.twin.more', { n: rows.length - ROWS }, locale);
    made.append(more);
  }
  return made;
}
