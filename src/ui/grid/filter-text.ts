import { locale, t } from '../../i18n/index.ts';
import type { ColumnFilter } from './types.ts';

/** A filter as a sentence for its chip. */
export function filterText(filter: ColumnFilter): string {
  const { column } = filter;
  switch (filter.kind) {
    case 'contains':
      return t('grid.says.contains', { column, text: filter.text });
    case 'null':
      return t(filter.is ? 'grid.says.null' : 'grid.says.not-null', { column });
    case 'in': {
      const values = filter.values.map((value) => value ?? t('grid.null'));
      const text = new Intl.ListFormat(locale.value, { type: 'disjunction' }).format(values);
      return t('grid.says.in', { column, text });
    }
    case 'range': {
      const { from, to } = filter;
      if (from !== null && to !== null) return t('grid.says.between', { column, from, to });
      if (from !== null) return t('grid.says.from', { column, from });
      return t('grid.says.to', { column, to: to ?? '' });
    }
  }
}
