import type { CompletionSource } from '@codemirror/autocomplete';

export type CodeLanguage = 'sql' | 'yaml' | 'markdown';

/** Something wrong with a stretch of the text, underlined there and said in words. */
export interface CodeProblem {
  /** Offsets in UTF-16 units; without `to`, the word that begins at `from`. */
  readonly from: number;
  readonly to?: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** What stands under the pointer, explained. */
export interface CodeHint {
  readonly from: number;
  readonly to: number;
  readonly dom: HTMLElement;
}

/** What knows the text's meaning; without it the editor knows the language alone. */
export interface CodeSupport {
  readonly complete?: CompletionSource;
  readonly hint?: (text: string, position: number) => Promise<CodeHint | null>;
}
