import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { notebookText, parseNotebook, problemText } from '../../notebook/index.ts';
import type { Code } from '../../ui/code/code.ts';
import type { CodeProblem } from '../../ui/code/types.ts';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import '../../ui/button.ts';
import '../../ui/code/code.ts';
import '../../ui/drawer.ts';

interface Unreadable {
  readonly line: number;
  readonly sentence: string;
}

/** Times 50 ms that the editor may take to come. */
const PATIENCE = 100;

/** The whole notebook as the text of its file, to be edited; leaving applies it as one step. */
@customElement('th-source-drawer')
export class SourceDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  /** Where to begin; 0: at the top. */
  @property({ type: Number }) line = 0;
  @state() private text: string | null = null;
  /** The text as it was when this was opened. */
  #before = '';
  @query('th-code') private code!: Code | null;

  static override styles = [
    shared,
    css`
      .note {
        margin-bottom: 12px;
      }
      pre {
        margin: 0;
        padding: 12px 16px;
        border: 1px solid var(--th-border);
        border-radius: 8px;
        background: var(--th-sunken);
        font: 400 13px / 1.6 var(--th-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .problems {
        margin-bottom: 12px;
        padding: 10px 14px;
        border-radius: 8px;
        background: var(--th-warn-soft);
      }
      .problems button {
        min-height: 28px;
        padding: 2px 6px;
        text-align: start;
      }
    `,
  ];

  protected override firstUpdated(): void {
    const editor = this.workspace.document.editor.peek();
    this.#before = editor ? notebookText(editor.state.peek().document) : '';
    this.text = this.#before;
    void this.updateComplete.then(() => this.goTo(this.line));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#apply();
  }

  protected override render() {
    const { text } = this;
    if (text === null) return nothing;
    const published = this.workspace.notebooks.current.value?.standing === 'published-beside-mine';
    return html`<th-drawer open size="large" heading=${t('documents.source.title')} @close=${this.#leave}>
      <p class="muted small note">${t(published ? 'documents.source.published' : 'documents.source.note')}</p>
      ${published ? html`<pre tabindex="0">${text}</pre>` : this.editor(text)}
      ${
        published
          ? nothing
          : html`<th-button slot="actions" variant="quiet" @click=${this.#drop}>${t('documents.source.leave')}</th-button>
            <th-button slot="actions" variant="primary" .disabled=${text === this.#before} @click=${() => this.#close()}>
              ${t('documents.source.apply')}
            </th-button>`
      }
    </th-drawer>`;
  }

  private editor(text: string) {
    const problems = unreadable(text);
    return html`${
      problems.length > 0
        ? html`<div class="problems" role="status">
            <strong>${t('documents.source.problems')}</strong>
            <ul>${problems.map(
              ({ line, sentence }) => html`<li>
                <button class="quiet" @click=${() => this.goTo(line)}>${onLine(line, sentence)}</button>
              </li>`,
            )}</ul>
          </div>`
        : nothing
    }
    <th-code language="markdown" label=${t('documents.source.title')} .value=${text} .problems=${marks(text, problems)}
      @change=${(event: CustomEvent<string>) => {
        this.text = event.detail;
      }}
      @keydown=${this.#onKey}></th-code>`;
  }

  /** Puts the cursor on a line, as soon as the editor has been fetched. */
  private async goTo(line: number): Promise<void> {
    this.code?.focus();
    for (let tries = 0; line > 0 && tries < PATIENCE; tries++) {
      if (this.code?.renderRoot.querySelector('.cm-content')) {
        this.code.goTo(offsetOf(this.text ?? '', line));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#close();
  };

  #drop = () => {
    this.text = this.#before;
    this.#close();
  };

  #close(): void {
    this.#apply();
    this.dispatchEvent(new CustomEvent('close'));
  }

  #leave = () => this.#apply();

  #apply(): void {
    const { text } = this;
    if (text === null || text === this.#before) return;
    this.#before = text;
    this.workspace.document.apply({ kind: 'text', text });
    const run = () => void this.workspace.document.editor.peek()?.undo();
    toast(t('documents.source.applied'), { label: t('documents.undo'), run });
  }
}

/** What of a text cannot be read, in the order of its lines. */
function unreadable(text: string): readonly Unreadable[] {
  const { frontMatterError, cells } = parseNotebook(text);
  const errors = [frontMatterError ?? null, ...cells.map(({ error }) => error)];
  return errors.flatMap((error) =>
    error ? [{ line: error.line, sentence: problemText(error) }] : [],
  );
}

/** A sentence with its line, unless it names that itself. */
const onLine = (line: number, sentence: string): string =>
  new RegExp(`\\b${line}\\b`).test(sentence)
    ? sentence
    : `${t('documents.source.line', { line })}: ${sentence}`;

/** Offset of a 1-based line. */
function offsetOf(text: string, line: number): number {
  let at = 0;
  for (let one = 1; one < line; one++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return at;
    at = end + 1;
  }
  return at;
}

function marks(text: string, problems: readonly Unreadable[]): readonly CodeProblem[] {
  return problems.map(({ line, sentence }) => {
    const from = offsetOf(text, line);
    const end = text.indexOf('\n', from);
    const to = Math.max(from + 1, end < 0 ? text.length : end);
    return { from, to: Math.min(to, text.length), message: sentence, severity: 'error' };
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'th-source-drawer': SourceDrawer;
  }
}
