import { identifier } from '../engine/identifier.ts';
import { t } from '../i18n/index.ts';
import type { LoadReport } from '../warehouse/index.ts';
import { isPlain } from './table-kinds.ts';

const ROWS = 1000;

/** The notebook of a data set that holds tables and no events: one look at each of them. */
export function tablesNotebook({ name, tables }: LoadReport): string {
  const looks = tables
    .filter(isPlain)
    .map((table, index) => `## ${table.name}\n\n${look(table.name, index + 1)}`);
  return [`# ${name}`, t('app.tables.intro'), ...looks].join('\n\n');
}

const look = (name: string, number: number) =>
  `\`\`\`sql rows_${number}\nSELECT * FROM ${identifier(name)} LIMIT ${ROWS}\n\`\`\`\n`;
