import type { CompletionContext } from '@codemirror/autocomplete';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import type { Code } from '../../ui/code/code.ts';
import type { CodeSupport } from '../../ui/code/types.ts';
import type { KnownCell } from '../assist.ts';
import { DraftEditor, editorStyles } from './cell-editor.ts';
import { specCompletions } from './complete.ts';
import { keysOf, type SpecKey } from './keys.ts';
import { specProblems } from './problems.ts';
import type { SpecChange } from './spec-form.ts';
import { withValue } from './yaml-edit.ts';
import { yamlText } from './yaml-text.ts';
import '../../ui/code/code.ts';
import '../../ui/segmented.ts';
import './spec-form.ts';

type View = 'form' | 'text';

/** Each kind opens in the view that it was left in. */
const views = new Map<string, View>();

/** A block's YAML as a form and as text: two views of the same thing. */
@customElement('th-spec-editor')
export class SpecEditor extends DraftEditor {
  @state() private view: View | null = null;
  @query('th-code') private code!: Code | null;

  static override styles = editorStyles;

  readonly #support: CodeSupport = {
    complete: ({ state: at, pos, explicit }: CompletionContext) => {
      const text = at.doc.toString();
      if (!explicit && !/[\w$-]/.test(text[pos - 1] ?? '')) return null;
      const { keys, cells } = this.#known(text);
      return specCompletions(text, pos, keys ?? [], cells);
    },
  };

  override focus(): void {
    if (this.code) this.code.focus();
    else super.focus();
  }

  protected override render() {
    const { text } = this;
    const { keys, cells } = this.#known(text);
    const shown = keys ? (this.view ?? views.get(this.cell.kind) ?? 'form') : 'text';
    return html`${this.notice()}
      ${
        keys
          ? html`<div class="bar">
            <th-segmented
              label=${t('editors.view')}
              .options=${(['form', 'text'] as const).map((value) => ({ value, label: t(`editors.view.${value}`) }))}
              .value=${shown}
              @change=${({ detail }: CustomEvent<View>) => {
                this.commit();
                this.view = detail;
                views.set(this.cell.kind, detail);
              }}
            ></th-segmented>
          </div>`
          : nothing
      }
      ${shown === 'form' && keys ? this.#form(text, keys, cells) : this.#text(text, keys, cells)}`;
  }

  #form(text: string, keys: readonly SpecKey[], cells: readonly KnownCell[]) {
    const { value, errors, odd } = yamlText(text);
    if (errors.length > 0 || odd) return html`<p class="note">${t('editors.form.unreadable')}</p>`;
    return html`<div class="panel">
      <th-spec-form
        .keys=${keys}
        .spec=${value}
        .cells=${cells}
        @change=${(event: CustomEvent<SpecChange>) => {
          event.stopPropagation();
          this.#set(event.detail);
        }}
      ></th-spec-form>
    </div>`;
  }

  #text(text: string, keys: readonly SpecKey[] | null, cells: readonly KnownCell[]) {
    return html`<th-code
      language="yaml"
      label=${t('editors.yaml.label', { name: this.cell.name ?? '' })}
      .value=${text}
      .support=${this.#support}
      .problems=${specProblems(text, keys, cells)}
      @change=${(event: CustomEvent<string>) => {
        event.stopPropagation();
        this.type(event.detail);
      }}
    ></th-code>`;
  }

  #set({ path, value }: SpecChange): void {
    this.change(withValue(this.text, path, value));
  }

  /** What is known of the text as it stands: its keys depend on what it says. */
  #known(text: string): { keys: readonly SpecKey[] | null; cells: readonly KnownCell[] } {
    const cells = (this.assist?.cells() ?? []).filter(({ cell }) => cell.id !== this.cell.id);
    const { context } = this;
    return { keys: keysOf(this.cell.kind, { spec: yamlText(text).value, cells, context }), cells };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-spec-editor': SpecEditor;
  }
}
