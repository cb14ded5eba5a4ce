import { TabhouseError } from '../engine/index.ts';
import { type Locale, locale } from '../i18n/index.ts';

/** The notebooks that come with the page. */
export type NotebookName = 'overview' | 'speed';

/** Text of a notebook, in the reader's language unless another is named. Rejects with `file-missing`. */
export async function notebookFile(
  name: NotebookName,
  language: Locale = locale.value,
): Promise<string> {
  const file = language === 'zh-CN' ? `${name}.zh-CN.md` : `${name}.md`;
  const response = await fetch(new URL(`notebooks/${file}`, document.baseURI));
  if (!response.ok) throw new TabhouseError('file-missing', { parameters: { file } });
  return response.text();
}
