import { TabhouseError } from '../../engine/errors.ts';
import { notebookText, parseNotebook } from '../text/parse.ts';
import { problemText } from '../text/problem.ts';
import { edited } from './operations.ts';

/**
 * The text of a notebook under another title: `title` in its front matter, and in its first heading where that said
 * the old one. Throws `notebook-syntax` where the front matter cannot be read, since writing it would lose something.
 */
export function retitled(text: string, title: string): string {
  const before = parseNotebook(text);
  if (before.frontMatterError) {
    const { line } = before.frontMatterError;
    const reason = problemText(before.frontMatterError);
    throw new TabhouseError('notebook-syntax', { parameters: { reason, line } });
  }
  const now = edited(before, { kind: 'front-matter', values: { title } });
  const cell = now.cells.find(({ kind, body }) => kind === 'text' && /^#\s/m.test(body));
  const [line = '', old] = /^#[ \t]+(.+?)[ \t]*#*$/m.exec(cell?.body ?? '') ?? [];
  if (!cell || old !== before.title || /[\n\r]/.test(title)) return notebookText(now);
  const body = cell.body.replace(line, () => `# ${title}`);
  return notebookText(edited(now, { kind: 'body', id: cell.id, body }));
}
