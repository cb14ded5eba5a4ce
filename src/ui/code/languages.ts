import type { Extension } from '@codemirror/state';
import type { CodeLanguage } from './types.ts';

/** The grammar of a language, each in a chunk of its own. */
export async function languageOf(name: CodeLanguage): Promise<Extension> {
  switch (name) {
    case 'sql':
      return (await import('./duckdb.ts')).duckdbSql();
    case 'yaml':
      return (await import('@codemirror/lang-yaml')).yaml();
    case 'markdown':
      return (await import('@codemirror/lang-markdown')).markdown({ completeHTMLTags: false });
  }
}
