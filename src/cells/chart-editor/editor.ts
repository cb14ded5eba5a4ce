import type { CompletionContext } from '@codemirror/autocomplete';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
  type ColumnFacts,
  isChartDetail,
  isMapping,
  type Mapping,
  planChart,
  readChart,
  typeOfSql,
} from '../../charts/declared/index.ts';
import { t } from '../../i18n/index.ts';
import type { Code } from '../../ui/code/code.ts';
import type { CodeProblem, CodeSupport } from '../../ui/code/types.ts';
import type { KnownTable } from '../assist.ts';
import { withPath } from '../chart-body.ts';
import { DraftEditor, editorStyles } from '../form/cell-editor.ts';
import { yamlText } from '../form/yaml-text.ts';
import { chartCompletions } from './complete.ts';
import type { PanelChange } from './panel.ts';
import { rangeOf } from './range.ts';
import '../../ui/code/code.ts';
import '../../ui/segmented.ts';
import './panel.ts';

type View = 'panel' | 'text';

/** The view that the last chart was left in. */
let left: View = 'panel';

/** A chart's YAML as a panel of controls and as text: two views of the same thing. */
@customElement('th-chart-editor')
export class ChartEditor extends DraftEditor {
  @state() private view: View = left;
  @state() private tables: readonly KnownTable[] = [];
  @query('th-code') private code!: Code | null;

  static override styles = editorStyles;

  readonly #support: CodeSupport = {
    complete: ({ state: at, pos, explicit }: CompletionContext) => {
      const text = at.doc.toString();
      if (!explicit && !/[\w$-]/.test(text[pos - 1] ?? '')) return null;
      return chartCompletions(text, pos, this.#columns(yamlText(text).value), this.#sources());
    },
  };

  protected override firstUpdated(): void {
    void this.assist?.tables().then((tables) => {
      this.tables = tables;
    });
  }

  override focus(): void {
    if (this.code) this.code.focus();
    else super.focus();
  }

  protected override render() {
    const { text } = this;
    const { value, errors, odd } = yamlText(text);
    const readable = errors.length === 0 && !odd;
    const shown = readable ? this.view : 'text';
    return html`${this.notice()}
      <div class="bar">
        <th-segmented
          label=${t('editors.view')}
          .options=${[
            { value: 'panel', label: t('charts.panel.view') },
            { value: 'text', label: t('editors.view.text') },
          ]}
          .value=${shown}
          @change=${({ detail }: CustomEvent<View>) => {
            this.commit();
            this.view = detail;
            left = detail;
          }}
        ></th-segmented>
      </div>
      ${
        shown === 'panel'
          ? html`<div class="panel"><th-chart-panel .spec=${this.#shownSpec(value)} .columns=${this.#columns(value)} .sources=${this.#sources()} @change=${({ detail }: CustomEvent<PanelChange>) => this.#set(detail)}></th-chart-panel></div>`
          : html`<th-code language="yaml" label=${t('frame.edit.source')} .value=${text} .problems=${this.#problems(text)} .support=${this.#support} @change=${({ detail }: CustomEvent<string>) => this.type(detail)} @leave=${() => this.commit()}></th-code>
              ${readable ? nothing : html`<p class="note">${t('charts.panel.unreadable')}</p>`}`
      }`;
  }

  /** A block that leaves the choice to the page shows what was chosen for it. */
  #shownSpec(value: Mapping): Mapping {
    const detail = this.result?.detail;
    const open = value.mark === undefined && value.marks === undefined;
    return open && isChartDetail(detail) && detail.spec.from === value.from
      ? { ...detail.spec, ...value }
      : value;
  }

  #set(changes: PanelChange): void {
    const spec = yamlText(this.text).value;
    const shown = this.#shownSpec(spec);
    // The first hand on a proposed chart makes it one's own.
    const own = Object.entries(shown).filter(([key]) => !(key in spec));
    const start = own.reduce((text, [key, value]) => withPath(text, [key], value), this.text);
    this.change(changes.reduce((text, [path, value]) => withPath(text, path, value), start));
  }

  #sources(): readonly string[] {
    const cells =
      this.assist
        ?.cells()
        .filter(
          ({ cell, columns }) =>
            columns.length > 0 || cell.kind === 'sql' || cell.kind === 'metric',
        ) ?? [];
    return [
      ...cells.filter(({ cell }) => cell.id !== this.cell.id).map(({ name }) => name),
      ...this.tables.filter(({ unlisted }) => !unlisted).map(({ name }) => name),
    ];
  }

  /** Columns of what the block draws from, with what the last run found out about them. */
  #columns(spec: Mapping): readonly ColumnFacts[] {
    const detail = this.result?.detail;
    if (isChartDetail(detail) && detail.spec.from === spec.from) return detail.columns;
    const found =
      this.assist?.cells().find(({ name }) => name === spec.from)?.columns ??
      this.tables.find(({ name }) => name === spec.from)?.columns ??
      [];
    return found.map(({ name, type }) => ({ name, type: typeOfSql(type) }));
  }

  #problems(text: string): readonly CodeProblem[] {
    const { value, errors, odd } = yamlText(text);
    if (errors.length > 0) return errors.map((one) => ({ ...one, severity: 'error' as const }));
    if (odd || !isMapping(value)) return [];
    const { chart, problems } = readChart(value);
    const columns = this.#columns(value);
    const all =
      columns.length > 0 ? [...problems, ...planChart(chart, columns).problems] : problems;
    return all.map(({ path, message }) => ({
      ...rangeOf(text, path),
      message,
      severity: 'error' as const,
    }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-chart-editor': ChartEditor;
  }
}
