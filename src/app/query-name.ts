import type { QueryLogEntry } from '../engine/index.ts';
import { t } from '../i18n/index.ts';

const DROP = /^\s*DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?(\S+)/i;
const MAKE =
  /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\S+)/i;
const CHECK = 'check:';
const INSERT = /^INSERT INTO (\S+)$/;

/** What a query is called in lists: the cell that asked, or what the statement does, else its text. */
export function queryName({ sql, label }: Pick<QueryLogEntry, 'sql' | 'label'>): string {
  const dropped = DROP.exec(sql)?.[1];
  if (dropped) return t('panel.log.drop', { name: dropped });
  const made = MAKE.exec(sql)?.[1];
  if (made && label) return t('panel.log.make', { label, name: made });
  const filled = INSERT.exec(sql)?.[1];
  if (filled) return t('panel.log.insert', { name: filled });
  if (label?.startsWith(CHECK)) return t('panel.log.check', { name: label.slice(CHECK.length) });
  return label ?? sql.trim();
}
