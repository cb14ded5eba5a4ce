import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { format, isKey, t } from '../i18n/index.ts';
import type { Encoding, FileShape, Note } from '../sources/index.ts';
import { Watching } from '../ui/watching.ts';
import { type Means, type OpenDataset, planLoad } from '../warehouse/index.ts';
import {
  choiceAsOpen,
  inspectGroups,
  isEvents,
  notesOf,
  type OpenChoice,
  type OpenGroup,
  optionsOf,
  settingsOf,
} from './open-form.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import '../ui/dialog.ts';
import '../ui/error.ts';
import './mapping-form.ts';
import './preview-table.ts';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'];

/** What the picked files are, what they will become, and what that will cost, before anything long starts. */
@customElement('th-open-dialog')
export class OpenDialog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) files: readonly File[] = [];
  @property({ type: Boolean }) adding = false;
  /** True where the files are those of the data set on screen, to be read in another way. */
  @property({ type: Boolean }) again = false;
  @state() private groups: readonly OpenGroup[] | null = null;
  /** Why some of the files are not among the groups. */
  @state() private problem: unknown;
  @state() private means: Means | null = null;
  @state() private encoding: Encoding | undefined;

  static override styles = [
    shared,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      section + section {
        margin-top: 32px;
        padding-top: 24px;
        border-top: 1px solid var(--th-border);
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
      .cost {
        flex: 1 1 auto;
        font-size: 14px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .notes {
        display: grid;
        gap: 4px;
        font-size: 13px;
        color: var(--th-warn);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        flex: 1;
        gap: 8px;
        align-items: center;
        justify-content: flex-end;
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

  protected override firstUpdated(): void {
    void this.inspect();
  }

  private async inspect(encoding?: Encoding): Promise<void> {
    this.encoding = encoding;
    this.groups = null;
    try {
      const { warehouse, dataset } = this.workspace;
      const { groups, problem } = await inspectGroups(this.files, {
        storage: await warehouse.storage(),
        encoding,
        remembered: (shape) => warehouse.remembered(shape),
      });
      this.problem = problem;
      this.means = await warehouse.means();
      const open = this.again ? dataset.value : null;
      this.groups = open ? groups.map((group) => choiceAsOpen(group, open)) : groups;
    } catch (error) {
      this.workspace.fail(error);
      this.close();
    }
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  private build(group: OpenGroup, asTable: boolean): void {
    const options = {
      ...optionsOf(group, this.adding, this.encoding),
      ...(asTable ? { asTable } : {}),
    };
    const rest = this.groups?.filter((one) => one !== group) ?? [];
    if (rest.length === 0 || this.again) this.close();
    else this.groups = rest;
    const { workspace } = this;
    const open = this.again && !asTable ? workspace.dataset.value : null;
    const work = open ? this.rebuild(group, open) : workspace.open(group.files, options);
    work.catch((error) => workspace.fail(error));
  }

  private async rebuild(group: OpenGroup, open: OpenDataset): Promise<void> {
    const settings = settingsOf(group, open);
    if (settings) await this.workspace.change(settings);
  }

  private choose(group: OpenGroup, change: Partial<OpenChoice>): void {
    const choice = { ...group.choice, ...change };
    this.groups = this.groups?.map((one) => (one === group ? { ...one, choice } : one)) ?? null;
  }

  protected override render() {
    return html`<th-dialog open heading=${t(this.again ? 'app.settings.columns' : 'app.open.title')} size="large" @close=${() => this.close()}>
      ${this.problem ? html`<th-error .error=${this.problem}></th-error>` : nothing}
      ${this.groups ? this.groups.map((group) => this.group(group)) : html`<p class="muted">${t('app.load.looking')}</p>`}
      ${this.groups?.length === 1 ? this.groups.map((group) => html`<div slot="actions" class="foot">${this.actions(group)}</div>`) : nothing}
    </th-dialog>`;
  }

  private group(group: OpenGroup) {
    const { detection, shapes } = group;
    const [shape] = shapes;
    if (!shape) return nothing;
    const sure = detection.source !== 'custom' && detection.uncertain.length === 0;
    return html`<section>
      <h2>
        ${t(`detection.source.${detection.source}`)}
        <span class="verdict ${sure ? '' : 'guess'}">${sure ? t('app.open.sure') : t('app.open.guess')}</span>
      </h2>
      <ul class="files">${shapes.map((one) => this.file(one))}</ul>
      ${this.notes([...detection.notes, ...shape.notes, ...notesOf(group)])} ${this.encodingChoice(shape)}
      <th-preview-table .shape=${shape}></th-preview-table>
      <th-mapping-form .group=${group} @th-choice=${(event: CustomEvent<Partial<OpenChoice>>) => this.choose(group, event.detail)}></th-mapping-form>
      ${this.groups && this.groups.length > 1 ? html`<div class="foot">${this.actions(group)}</div>` : nothing}
    </section>`;
  }

  private actions(group: OpenGroup) {
    return html`<span class="cost">${this.cost(group)}</span>
      <th-button @click=${() => this.build(group, true)}>${t('app.open.as-table')}</th-button>
      <th-button variant="primary" ?disabled=${!isEvents(group.choice)} @click=${() => this.build(group, false)}>
        ${this.verb()}
      </th-button>`;
  }

  private verb(): string {
    const open = this.workspace.dataset.value;
    return this.adding && open
      ? t('app.open.append', { name: open.context.name })
      : t('app.open.build');
  }

  private file(shape: FileShape) {
    const member = shape.member ? ` › ${shape.member}` : '';
    const kind =
      shape.compression === 'none' ? shape.format : `${shape.format}, ${shape.compression}`;
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
        const value = (event.target as HTMLSelectElement).value;
        void this.inspect(ENCODINGS.find((one) => one === value));
      }}>
        ${ENCODINGS.map((one) => html`<option value=${one} ?selected=${one === shape.encoding}>${one.toUpperCase()}</option>`)}
      </select>
    </label>`;
  }

  private cost({ shapes, choice }: OpenGroup): string {
    if (!this.means) return '';
    const { rows, exactRows, seconds, bytes } = planLoad(shapes, choice, this.means);
    return t(exactRows ? 'app.open.cost.exact' : 'app.open.cost', {
      rows: format.compact(rows),
      time: format.duration(seconds),
      space: format.bytes(bytes),
    });
  }
}
