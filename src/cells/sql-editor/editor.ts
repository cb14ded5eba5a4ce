import type { Completion, CompletionContext } from '@codemirror/autocomplete';
import { css, html, nothing, type PropertyValues, render } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import type { Code } from '../../ui/code/code.ts';
import type { CodeProblem, CodeSupport } from '../../ui/code/types.ts';
import { explain } from '../../ui/explain.ts';
import { toast } from '../../ui/toast.ts';
import { DraftEditor, editorStyles } from '../form/cell-editor.ts';
import { emit } from '../types.ts';
import { type SqlOption, sqlCompletions } from './complete.ts';
import { type SqlHint, sqlHint } from './hint.ts';
import type { Knowledge } from './scope.ts';
import '../../ui/button.ts';
import '../../ui/code/code.ts';

/** After the last key, the engine is asked what it thinks of the statement. */
const CHECK_AFTER = 400;

/** The statement of an SQL cell as it is edited. */
@customElement('th-sql-editor')
export class SqlEditor extends DraftEditor {
  /** What is wrong with the draft; null where it is not known yet. */
  @state() private found: { readonly text: string; readonly error: unknown } | null = null;
  @query('th-code') private code!: Code;
  #checking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    editorStyles,
    css`
      .said {
        color: var(--th-bad);
        font-size: var(--th-size-13);
        overflow-wrap: anywhere;
      }
    `,
  ];

  readonly #support: CodeSupport = {
    complete: (context) => this.#complete(context),
    hint: async (text, position) => {
      const hint = sqlHint(text, position, await this.#knowledge());
      return hint && { from: hint.from, to: hint.to, dom: hintBox(hint) };
    },
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#checking?.abort();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('cell') && this.draft === null) this.found = null;
  }

  protected override render() {
    const error = this.#error();
    return html`${this.notice()}
      <th-code
        language="sql"
        label=${t('editors.sql.label', { name: this.cell.name ?? '' })}
        placeholder=${t('editors.sql.placeholder')}
        .value=${this.text}
        .support=${this.#support}
        .problems=${error ? problems(error) : []}
        @change=${(event: CustomEvent<string>) => this.#typed(event.detail)}
      ></th-code>
      ${error && this.draft !== null ? html`<p class="said" role="status">${explain(error).sentence}</p>` : nothing}
      <div class="bar" @mousedown=${(event: Event) => event.preventDefault()}>
        <th-button size="small" icon="play" @click=${this.#run}>${t('cells.run')}</th-button>
        <th-button size="small" variant="quiet" icon="code-xml" @click=${this.#format}>${t('editors.sql.format')}</th-button>
        <span class="hint end">${t('editors.sql.keys')}</span>
      </div>`;
  }

  override focus(): void {
    this.code?.focus();
  }

  selectText(part: string): void {
    this.code?.select(part);
  }

  /** The engine's word on the draft, else the failure of the last run. */
  #error(): unknown {
    if (this.found?.text === this.text) return this.found.error;
    return this.draft === null && this.state.phase === 'failed' ? this.state.error : null;
  }

  #typed(text: string): void {
    this.type(text);
    clearTimeout(this.#timer);
    this.#checking?.abort();
    this.#timer = setTimeout(() => void this.#check(), CHECK_AFTER);
  }

  async #check(): Promise<void> {
    const { assist, text } = this;
    if (!assist || text.trim() === '') return;
    const checking = new AbortController();
    this.#checking = checking;
    const error = await assist.check(this.cell, text, checking.signal).catch(() => null);
    if (!checking.signal.aborted) this.found = { text, error };
  }

  #run = () => {
    this.commit();
    emit(this, 'th-command', { id: this.cell.id, command: 'run' });
  };

  #format = async () => {
    const { formatSql } = await import('./format.ts');
    try {
      const text = formatSql(this.text);
      this.code.rewrite(text);
      this.code.focus();
    } catch {
      toast(t('editors.sql.unformatted'));
    }
  };

  async #knowledge(): Promise<Knowledge> {
    const { assist } = this;
    if (!assist) return { tables: [], functions: [], cells: [] };
    const [tables, functions] = await Promise.all([assist.tables(), assist.functions()]);
    return {
      tables,
      functions,
      cells: assist.cells().filter(({ cell }) => cell.id !== this.cell.id),
    };
  }

  async #complete({ state: at, pos, explicit }: CompletionContext) {
    const text = at.doc.toString();
    const before = text.slice(Math.max(0, pos - 1), pos);
    if (!explicit && !/[\p{L}_$.]/u.test(before)) return null;
    const found = sqlCompletions(text, pos, await this.#knowledge());
    return (
      found && {
        from: found.from,
        options: found.options.map(completion),
        validFor: /^\$?[\p{L}\p{N}_]*$/u,
      }
    );
  }
}

const completion = ({ label, kind, detail, text, boost, info }: SqlOption): Completion => ({
  label,
  type: kind,
  detail: detail || kindText(kind),
  boost,
  ...(info ? { info } : {}),
  ...(text?.endsWith('()')
    ? {
        apply: (view, _completion, from, to) =>
          view.dispatch({
            changes: { from, to, insert: text },
            selection: { anchor: from + text.length - 1 },
          }),
      }
    : text
      ? { apply: text }
      : {}),
});

const kindText = (kind: SqlOption['kind']): string =>
  kind === 'table' || kind === 'cell' ? t(`editors.kind.${kind}`) : '';

function problems(error: unknown): readonly CodeProblem[] {
  if (!(error instanceof TabhouseError) || error.position === undefined) return [];
  return [{ from: error.position, message: explain(error).sentence, severity: 'error' }];
}

function hintBox({ title, lines, about }: SqlHint): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText =
    'padding: 8px 12px; display: grid; gap: 4px; max-block-size: 40vh; overflow: auto';
  render(
    html`<div style="font: 600 var(--th-size-13) / 1.5 var(--th-mono)">${title}</div>
      ${about ? html`<div style="font: var(--th-size-13) / 1.5 var(--th-font)">${about}</div>` : nothing}
      ${lines.length > 0 ? html`<div style="font: var(--th-size-12) / 1.6 var(--th-mono); color: var(--th-muted); white-space: pre-wrap">${lines.join('\n')}</div>` : nothing}`,
    box,
  );
  return box;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-sql-editor': SqlEditor;
  }
}
