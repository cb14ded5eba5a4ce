import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import type { Encoding, FileShape, LookProgress } from '../sources/index.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetSummary, LoadPlan, Means, OpenDataset } from '../warehouse/index.ts';
import {
  choiceAsOpen,
  inspectGroups,
  isEvents,
  type OpenChoice,
  type OpenGroup,
  optionsOf,
  settingsOf,
} from './open-form.ts';
import { type Planned, planned } from './open-plan.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import '../ui/dialog.ts';
import '../ui/error.ts';
import './open-group.ts';

/** Data sets that are offered for deletion. */
const MOST_DELETABLE = 5;

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
  /** Names of what was begun here while other groups wait. */
  @state() private begun: readonly string[] = [];
  @state() private means: Means | null = null;
  @state() private encoding: Encoding | undefined;
  @state() private looked: LookProgress | null = null;
  #look = new AbortController();

  static override styles = [
    shared,
    css`
      section + section {
        margin-top: 32px;
        padding-top: 24px;
        border-top: 1px solid var(--th-border);
      }
      section > .foot {
        margin-top: 16px;
      }
      .cost {
        flex: 1 1 auto;
        font-size: 14px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        flex: 1;
        gap: 8px;
        align-items: center;
        justify-content: flex-end;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.inspect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#look.abort();
  }

  private async inspect(encoding?: Encoding): Promise<void> {
    this.#look.abort();
    this.#look = new AbortController();
    const { signal } = this.#look;
    this.encoding = encoding;
    this.groups = null;
    // What was wrong with the files picked before says nothing about these.
    this.workspace.dismiss();
    try {
      const { warehouse, dataset } = this.workspace;
      const added = this.adding ? dataset.value?.report : undefined;
      const [usual, means] = await Promise.all([warehouse.storage(), warehouse.means()]);
      const { groups, problem } = await inspectGroups(this.files, {
        storage: added?.storage ?? usual,
        sample: added?.sample?.share ?? 1,
        encoding,
        remembered: (shape) => warehouse.remembered(shape),
        signal,
        onProgress: (progress) => {
          this.looked = progress;
        },
      });
      if (signal.aborted) return;
      this.problem = problem;
      this.means = means;
      const open = this.again ? dataset.value : null;
      this.groups = open ? groups.map((group) => choiceAsOpen(group, open)) : groups;
    } catch (error) {
      if (signal.aborted) return;
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
      ...(this.planOf(group)?.shortage ? { anyway: true } : {}),
    };
    const rest = this.groups?.filter((one) => one !== group) ?? [];
    if (rest.length === 0 || this.again) this.close();
    else {
      this.groups = rest;
      this.begun = [...this.begun, ...group.shapes.map(nameOf)];
    }
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

  private planOf(group: OpenGroup): Planned | null {
    const open = this.adding ? this.workspace.dataset.value : null;
    return this.means && planned(group, this.means, open?.report.files);
  }

  /** Deletes a data set for its room, where the reader is sure. */
  private async free({ id, name }: DatasetSummary): Promise<void> {
    if (!window.confirm(t('app.rail.delete-sure', { name }))) return;
    try {
      await this.workspace.delete(id);
      this.means = await this.workspace.warehouse.means();
    } catch (error) {
      this.workspace.fail(error);
    }
  }

  protected override render() {
    return html`<th-dialog open heading=${t(this.again ? 'app.settings.columns' : 'app.open.title')} size="large" @close=${() => this.close()}>
      ${this.problem ? html`<th-error .error=${this.problem}></th-error>` : nothing}
      ${this.said()}
      ${this.groups ? this.groups.map((group) => this.group(group)) : html`<p class="muted">${t('app.load.looking')} ${this.looking()}</p>`}
      ${this.groups?.length === 1 ? this.groups.map((group) => html`<div slot="actions" class="foot">${this.actions(group)}</div>`) : nothing}
    </th-dialog>`;
  }

  /** What becomes of what is built here while something else loads. */
  private said() {
    const names = this.begun.join(', ');
    const loading = this.workspace.loading.value?.name;
    const text = names
      ? t(this.adding ? 'app.open.begun.added' : 'app.open.begun', { names })
      : loading && t(this.adding ? 'app.open.waits.added' : 'app.open.waits', { name: loading });
    return text ? html`<p role="status" class="muted">${text}</p>` : nothing;
  }

  private looking(): string {
    const { looked } = this;
    return looked && looked.totalBytes > 0
      ? `${looked.subject} · ${format.bytes(looked.bytes)} / ${format.bytes(looked.totalBytes)}`
      : '';
  }

  private group(group: OpenGroup) {
    return html`<section>
      <th-open-group .group=${group} .planned=${this.planOf(group)} .kept=${this.deletable()} ?settled=${this.again || this.adding}
        @th-choice=${(event: CustomEvent<Partial<OpenChoice>>) => this.choose(group, event.detail)}
        @th-free=${(event: CustomEvent<DatasetSummary>) => this.free(event.detail)}
        @th-encoding=${(event: CustomEvent<Encoding | undefined>) => this.inspect(event.detail)}></th-open-group>
      ${this.groups && this.groups.length > 1 ? html`<div class="foot">${this.actions(group)}</div>` : nothing}
    </section>`;
  }

  private actions(group: OpenGroup) {
    const here = this.planOf(group);
    const short = here?.shortage;
    return html`<span class="cost">${here && cost(here.plan)}</span>
      <th-button @click=${() => this.build(group, true)}>${t('app.open.as-table')}</th-button>
      <th-button variant=${short ? 'plain' : 'primary'} ?disabled=${!isEvents(group.choice)} @click=${() => this.build(group, false)}>
        ${short ? t('short.anyway') : this.verb()}
      </th-button>`;
  }

  private verb(): string {
    const open = this.workspace.dataset.value;
    return this.adding && open
      ? t('app.open.append', { name: open.context.name })
      : t('app.open.build');
  }

  /** Kept data sets, the largest first; not the one that is worked on. */
  private deletable(): readonly DatasetSummary[] {
    const { dataset, datasets } = this.workspace;
    const used = this.adding || this.again ? dataset.value?.context.id : undefined;
    return datasets.value
      .filter(({ id, storage, bytes }) => id !== used && storage === 'opfs' && bytes > 0)
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, MOST_DELETABLE);
  }
}

const nameOf = ({ name, member }: FileShape) => (member ? `${name} › ${member}` : name);

function cost({ rows, exactRows, seconds, bytes, sample }: LoadPlan): string {
  return t(exactRows && sample === 1 ? 'app.open.cost.exact' : 'app.open.cost', {
    rows: format.compact(rows * sample),
    time: format.duration(Math.max(1, Math.round(seconds))),
    space: format.bytes(bytes),
  });
}
