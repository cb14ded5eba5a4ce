import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, isKey, t } from '../i18n/index.ts';
import type { Encoding, FileShape, Note } from '../sources/index.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetSummary } from '../warehouse/index.ts';
import { notesOf, type OpenGroup } from './open-form.ts';
import type { Planned } from './open-plan.ts';
import { shared } from './styles.ts';
import './load-plan.ts';
import './mapping-form.ts';
import './preview-table.ts';
import './shortage.ts';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'];

/**
 * Files of one source: what they are, how they will be loaded, and all of it changeable. Tells `th-choice`,
 * `th-encoding` and `th-free` (a data set to be deleted for its room).
 */
@customElement('th-open-group')
export class OpenGroupView extends Watching {
  @property({ attribute: false }) group!: OpenGroup;
  @property({ attribute: false }) planned: Planned | null = null;
  /** Data sets whose room could be had. */
  @property({ attribute: false }) kept: readonly DatasetSummary[] = [];
  /** True where it is settled where the data set is kept. */
  @property({ type: Boolean }) settled = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      h2 {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: baseline;
        font-size: 16px;
      }
      .verdict {
        font-size: 12px;
        font-weight: 400;
        color: var(--th-good);
      }
      .verdict.guess {
        color: var(--th-warn);
      }
      .files {
        display: grid;
        gap: 4px;
        font-size: 13px;
      }
      .files li {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        overflow-wrap: anywhere;
      }
      .notes {
        display: grid;
        gap: 4px;
        font-size: 13px;
        color: var(--th-warn);
      }
      label {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        font-size: 13px;
        color: var(--th-muted);
      }
    `,
  ];

  protected override render() {
    const { group } = this;
    const { detection, shapes } = group;
    const [shape] = shapes;
    if (!shape) return nothing;
    const sure = detection.source !== 'custom' && detection.uncertain.length === 0;
    return html`<h2>
        ${t(`detection.source.${detection.source}`)}
        <span class="verdict ${sure ? '' : 'guess'}">${sure ? t('app.open.sure') : t('app.open.guess')}</span>
      </h2>
      <ul class="files">${shapes.map((one) => this.file(one))}</ul>
      ${this.notes([...detection.notes, ...shape.notes, ...notesOf(group)])} ${this.encodingChoice(shape)}
      <th-preview-table .shape=${shape}></th-preview-table>
      ${this.plan()}
      <th-mapping-form .group=${group} @th-choice=${this.#again}></th-mapping-form>`;
  }

  private plan() {
    const { group, planned } = this;
    if (!planned) return nothing;
    const { means, plan, shortage, sampled } = planned;
    return html`${
      shortage
        ? html`<th-shortage .shortage=${shortage} .means=${means} .kept=${this.kept} .sampled=${sampled}
            @th-choice=${this.#again} @th-free=${this.#again}></th-shortage>`
        : nothing
    }
      <th-load-plan .plan=${plan} .means=${means} .group=${group} ?settled=${this.settled} @th-choice=${this.#again}></th-load-plan>`;
  }

  private file(shape: FileShape) {
    const member = shape.member ? ` › ${shape.member}` : '';
    const own = t(`app.open.format.${shape.format}`);
    const kind = shape.compression === 'none' ? own : `${own}, ${shape.compression}`;
    return html`<li>
      <strong>${shape.name}${member}</strong>
      <span class="muted">${format.bytes(shape.size)}</span>
      <span class="muted">${kind}</span>
      <span class="muted">${t('app.open.columns', { n: shape.columns.length })}</span>
    </li>`;
  }

  private notes(notes: readonly Note[]) {
    if (notes.length === 0) return nothing;
    return html`<ul class="notes">
      ${notes.map(({ key, parameters }) => (isKey(key) ? html`<li>${t(key, parameters)}</li>` : nothing))}
    </ul>`;
  }

  private encodingChoice(shape: FileShape) {
    if (shape.format !== 'delimited') return nothing;
    return html`<label>
      ${t('app.open.encoding')}
      <select @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        const encoding = ENCODINGS.find((one) => one === value);
        this.dispatchEvent(new CustomEvent('th-encoding', { detail: encoding }));
      }}>
        ${ENCODINGS.map((one) => html`<option value=${one} ?selected=${one === shape.encoding}>${one.toUpperCase()}</option>`)}
      </select>
    </label>`;
  }

  /** Says again what a part of it said. */
  #again = ({ type, detail }: CustomEvent) => {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  };
}
