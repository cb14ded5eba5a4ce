import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { breath } from '../../engine/breath.ts';
import { base } from '../base.ts';
import { Watching } from '../watching.ts';
import type { CodeEditor } from './editor.ts';
import type { CodeLanguage, CodeProblem, CodeSupport } from './types.ts';

/**
 * A text in SQL, YAML or Markdown to be edited. The editor itself is fetched when the first one is drawn; until then
 * its text is shown. Emits `change` with the text on every key, and `leave` when the focus goes. Escape, Shift+Enter
 * and Ctrl+Enter pass through unless the editor has a list open; no other key that it uses does. After Escape, Tab
 * goes on to the next control.
 */
@customElement('th-code')
export class Code extends Watching {
  @property({ attribute: false }) value = '';
  /** Read once. */
  @property() language: CodeLanguage = 'sql';
  @property() label = '';
  @property() placeholder = '';
  @property({ attribute: false }) problems: readonly CodeProblem[] = [];
  @property({ attribute: false }) support: CodeSupport = {};
  @state() private ready = false;
  @query('.mount') private mount!: HTMLElement;
  @query('.tooltips') private tooltips!: HTMLElement;
  #editor: CodeEditor | null = null;
  #wantsFocus = false;
  #toSelect: string | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        border: 1px solid var(--th-strong);
        border-radius: var(--th-radius-2);
        background: var(--th-surface);
        overflow: clip;
      }
      :host(:focus-within) {
        border-color: var(--th-accent);
        box-shadow: 0 0 0 1px var(--th-accent);
      }
      pre {
        margin: 0;
        padding: 12px 16px 12px 48px;
        font: 400 var(--th-size-13) / 1.6 var(--th-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .tooltips {
        position: fixed;
        inset: 0 auto auto 0;
        inline-size: 0;
        block-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
        background: none;
        overflow: visible;
        pointer-events: none;
      }
      @media (pointer: coarse) {
        pre {
          font-size: var(--th-size-16);
        }
      }
      @media (max-width: 640px) {
        pre {
          padding-inline: 12px;
        }
      }
    `,
  ];

  protected override firstUpdated(): void {
    this.addEventListener('keydown', this.#onNotebookKey, { capture: true });
    this.addEventListener('keydown', this.#onKey);
    void this.#open();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#editor) return;
    if (changed.has('value')) this.#editor.setText(this.value);
    if (changed.has('problems')) this.#editor.setProblems(this.problems);
    this.#showTooltips();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#showTooltips();
  }

  protected override render() {
    return html`${this.ready ? nothing : html`<pre>${this.value || this.placeholder}</pre>`}
      <div class="mount"></div>
      <div class="tooltips" popover="manual"></div>`;
  }

  override focus(): void {
    this.#wantsFocus = true;
    this.#editor?.view.focus();
  }

  /** Selects where `part` stands last in the text, as soon as the editor is there. */
  select(part: string): void {
    const view = this.#editor?.view;
    this.#toSelect = view ? null : part;
    const anchor = view?.state.doc.toString().lastIndexOf(part) ?? -1;
    if (anchor >= 0)
      view?.dispatch({ selection: { anchor, head: anchor + part.length }, scrollIntoView: true });
  }

  /** Puts `text` in place of what is selected. */
  insert(text: string): void {
    const view = this.#editor?.view;
    if (!view) return;
    view.dispatch(view.state.replaceSelection(text));
    view.focus();
  }

  /** Replaces the whole text as one step that can be taken back, such as formatting. */
  rewrite(text: string): void {
    this.#editor?.setText(text, false);
  }

  /** Puts the cursor at an offset. */
  goTo(position: number): void {
    const view = this.#editor?.view;
    if (!view) return;
    const anchor = Math.min(position, view.state.doc.length);
    view.dispatch({ selection: { anchor }, scrollIntoView: true });
    view.focus();
  }

  async #open(): Promise<void> {
    const { createEditor } = await import('./editor.ts');
    await breath();
    const editor = await createEditor({
      text: this.value,
      language: this.language,
      label: this.label,
      placeholder: this.placeholder,
      parent: this.mount,
      root: this.renderRoot as ShadowRoot,
      tooltips: this.tooltips,
      support: () => this.support,
      onChange: (text) => {
        this.value = text;
        this.dispatchEvent(new CustomEvent('change', { detail: text, bubbles: true }));
      },
      onBlur: () => this.dispatchEvent(new CustomEvent('leave', { bubbles: true })),
    });
    this.#editor = editor;
    this.ready = true;
    editor.setText(this.value);
    editor.setProblems(this.problems);
    this.#showTooltips();
    await this.updateComplete;
    editor.view.requestMeasure();
    if (this.#wantsFocus) this.focus();
    if (this.#toSelect !== null) this.select(this.#toSelect);
  }

  /** Lists stand in the top layer, where no card cuts them off. */
  #showTooltips(): void {
    if (this.isConnected && this.tooltips && !this.tooltips.matches(':popover-open'))
      this.tooltips.showPopover();
  }

  /** The editor would take these for new lines: they go on from here as if it had not been asked. */
  #onNotebookKey = (event: KeyboardEvent) => {
    if (!isRun(event) || event.composedPath()[0] === this) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Who runs has typed all there is: Escape then leaves, and has no list to close first.
    this.#editor?.closeList();
    this.dispatchEvent(new KeyboardEvent('keydown', event));
  };

  #onKey = (event: KeyboardEvent) => {
    if (!passes(event)) event.stopPropagation();
  };
}

/** Enter with any other key: to the notebook it means to run. */
const isRun = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key === 'Enter' && (shiftKey || ctrlKey || metaKey || altKey);

/** True for keys that the notebook may answer too: not what is typed, and not what the editor has used. */
function passes(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  return isRun(event) || (!defaultPrevented && (ctrlKey || metaKey || altKey || key.length > 1));
}

declare global {
  interface HTMLElementTagNameMap {
    'th-code': Code;
  }
}
