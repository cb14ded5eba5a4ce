import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { FORMATS } from '../../notebook/interpolate.ts';
import type { Code } from '../../ui/code/code.ts';
import type { CodeSupport } from '../../ui/code/types.ts';
import type { KnownCell } from '../assist.ts';
import { DraftEditor, editorStyles } from './cell-editor.ts';
import '../../ui/code/code.ts';

/** The Markdown of a text cell, with completion of `{{name.column | format}}`. */
@customElement('th-text-editor')
export class TextEditor extends DraftEditor {
  @query('th-code') private code!: Code | null;

  static override styles = [...editorStyles];

  readonly #support: CodeSupport = {
    complete: ({ state, pos }: CompletionContext) =>
      valueCompletions(state.doc.toString(), pos, this.assist?.cells() ?? []),
  };

  override focus(): void {
    this.code?.focus();
  }

  selectText(part: string): void {
    this.code?.select(part);
  }

  protected override render() {
    return html`${this.notice()}
      <th-code
        language="markdown"
        label=${t('editors.text.label')}
        placeholder=${t('editors.text.placeholder', { open: '{{', close: '}}' })}
        .value=${this.text}
        .support=${this.#support}
        @change=${(event: CustomEvent<string>) => this.type(event.detail)}
      ></th-code>`;
  }
}

/** Inside `{{ }}`: cells, then their columns, then formats. */
export function valueCompletions(
  text: string,
  position: number,
  cells: readonly KnownCell[],
): CompletionResult | null {
  const before = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  const inside = /\{\{([^{}]*)$/.exec(before)?.[1];
  if (inside === undefined) return null;
  const word = /\w*$/.exec(inside)?.[0] ?? '';
  const from = position - word.length;
  const validFor = /^\w*$/;
  const closes = text.slice(position).startsWith('}}') ? '' : ' }}';
  if (/\|\s*\w*$/.test(inside))
    return {
      from,
      validFor,
      options: [...FORMATS].map((label) => ({ label, apply: label + closes })),
    };
  const name = /^\s*(\w+)\.(?:\w+\.)*\w*$/.exec(inside)?.[1];
  if (name !== undefined) {
    const columns = cells.find((one) => one.name === name)?.columns ?? [];
    return {
      from,
      validFor,
      options: columns.map(({ name: label, type }) => ({ label, detail: type })),
    };
  }
  return {
    from,
    validFor,
    options: cells.map(({ name: label, cell }) => ({ label, detail: cell.kind })),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-text-editor': TextEditor;
  }
}
