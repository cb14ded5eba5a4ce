import { TabhouseError } from '../engine/index.ts';
import { type Locale, locale } from '../i18n/index.ts';

/** The notebooks that come with the page. */
export type NotebookName = 'overview' | 'speed';

/** Texts on their way, for whoever asks first. */
const ahead = new Map<string, Promise<string>>();

/** Begins to fetch a notebook that will probably be asked for. */
export function fetchNotebookText(name: NotebookName, language: Locale = locale.peek()): void {
  const file = fileOf(name, language);
  const text = textOf(file);
  text.catch(() => ahead.delete(file));
  ahead.set(file, text);
}

/** Text of a notebook, in the reader's language unless another is named. Rejects with `file-missing`. */
export function notebookFile(name: NotebookName, language: Locale = locale.value): Promise<string> {
  const file = fileOf(name, language);
  const text = ahead.get(file) ?? textOf(file);
  ahead.delete(file);
  return text;
}

const fileOf = (name: NotebookName, language: Locale) =>
  language === 'zh-CN' ? `${name}.zh-CN.md` : `${name}.md`;

async function textOf(file: string): Promise<string> {
  const response = await fetch(new URL(`notebooks/${file}`, document.baseURI));
  if (!response.ok) throw new TabhouseError('file-missing', { parameters: { file } });
  return response.text();
}
