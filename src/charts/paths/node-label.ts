import { type Locale, t } from '../../i18n/index.ts';
import { eventLabel } from '../values.ts';

/** What a node is called: its event in the reader's words, with its category where those are told apart. */
export function nodeLabel(node: string, locale: Locale): string {
  if (node === '(start)') return t('paths.start', {}, locale);
  if (node === '(exit)') return t('paths.exit', {}, locale);
  const [type = '', ...category] = node.split(' · ');
  const rest = category.join(' · ');
  const told = rest === '*' ? t('paths.rest', {}, locale) : rest;
  return told === '' ? eventLabel(type, locale) : `${eventLabel(type, locale)} · ${told}`;
}
