import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { stringify } from 'yaml';
import { markValue } from '../../cells/mark-words.ts';
import { whoText } from '../../cells/segment.ts';
import type { SegmentDetail } from '../../cells/types.ts';
import { columnLabel } from '../../charts/values.ts';
import { format, locale, t } from '../../i18n/index.ts';
import type { MemberKind } from '../../metrics/index.ts';
import { type Cell, type CellResult, newBlock } from '../../notebook/index.ts';
import { control } from '../../ui/control.ts';
import type { Grid } from '../../ui/grid/grid.ts';
import { AS_IT_IS, type GridState } from '../../ui/grid/layout.ts';
import { EngineRows } from '../../ui/grid/rows/engine-rows.ts';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import { emitApp } from '../events.ts';
import { handsOnScreen } from '../notebook/hands.ts';
import { freeName } from '../notebook/starters.ts';
import { isReading } from '../share/origin.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { type Picked, type Proposal, proposed, specOf } from './propose.ts';
import { segmentOf } from './resolve.ts';
import { standing } from './result.ts';
import '../../ui/button.ts';
import '../../ui/drawer.ts';
import '../../ui/error.ts';
import '../../ui/grid/grid.ts';
import '../../ui/segmented.ts';

/** The users or items behind a mark: all of them as a grid, to be exported, saved by what makes them, and filtered by. */
@customElement('th-members-drawer')
export class MembersDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() cellId = '';
  @property({ attribute: false }) picked!: Picked;
  @state() private of: MemberKind | null = null;
  @state() private who: string | null = null;
  @state() private result: CellResult | null = null;
  @state() private error: unknown = null;
  @state() private name = '';
  @state() private arranged: GridState = AS_IT_IS;
  #proposal: Proposal | null = null;
  #rows: EngineRows | null = null;
  #abort: AbortController | null = null;

  static override styles = [
    shared,
    control,
    css`
      .part {
        display: grid;
        gap: 14px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
      }
      .size {
        font-size: var(--th-size-20);
        font-weight: 600;
      }
      .quiet-text {
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
      input.control {
        inline-size: min(220px, 100%);
      }
      .skeleton {
        block-size: 240px;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('picked') && !changed.has('cellId')) return;
    const cell = this.#cell();
    const context = this.workspace.dataset.value?.context;
    const { runtime } = this.workspace;
    this.#proposal =
      cell && context
        ? proposed(
            cell,
            this.picked,
            this.#cells(),
            (id) => runtime.result(id).peek(),
            context,
            (id) => {
              const everywhere = runtime.graph.peek().everywhere;
              return everywhere?.cells.has(id) ? everywhere.name : null;
            },
          )
        : null;
    this.of = this.#proposal?.of[0] ?? null;
    this.who = this.#proposal?.who[0] ?? null;
    this.name = freeName('segment', this.#cells());
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
    this.#rows?.close();
    this.#rows = null;
  }

  #cells(): readonly Cell[] {
    return this.workspace.runtime.document.peek().cells;
  }

  #cell(): Cell | undefined {
    return this.#cells().find(({ id }) => id === this.cellId);
  }

  async #load(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#rows?.close();
    this.#rows = null;
    this.result = null;
    this.error = null;
    const context = this.workspace.dataset.value?.context;
    const proposal = this.#proposal;
    if (!context || !proposal || !this.of) return;
    try {
      const spec = specOf(proposal, this.of, this.who, HERE);
      const segment = await segmentOf(
        // A selection leaves out what was picked in the cell itself, as it does in that cell.
        { name: proposal.counted.name, line: proposal.counted.line, spec },
        this.#environment(proposal.from),
        context,
        this.workspace.engine,
      );
      const result = await standing(segment, this.workspace.engine, context, {
        signal: abort.signal,
        priority: 'screen',
      });
      if (abort.signal.aborted) return;
      const { sql } = result.detail as SegmentDetail;
      this.#rows = new EngineRows(this.workspace.engine, { sql: sql ?? '', rows: result.total });
      this.result = result;
    } catch (error) {
      if (!abort.signal.aborted) this.error = error;
    }
  }

  /** Every cell of the notebook by its name, and the one that is meant also where it has none. */
  #environment(from: Cell | null) {
    const { runtime } = this.workspace;
    const found = this.#cells().flatMap((cell) => {
      const result = runtime.result(cell.id).peek();
      const names = [...(cell.name ? [cell.name] : []), ...(cell === from ? [HERE] : [])];
      return result ? names.map((name) => [name, result] as const) : [];
    });
    const results = new Map(found);
    return { results, behind: results };
  }

  protected override render() {
    const proposal = this.#proposal;
    const heading = t(`segments.behind.${this.of ?? 'users'}`, { what: this.#what() });
    return html`<th-drawer open size="large" heading=${heading} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="part">
        ${
          proposal
            ? html`${this.#choices(proposal)} ${this.#body()}`
            : html`<p>${t('segments.not-told')}</p>`
        }
      </div>
    </th-drawer>`;
  }

  #what(): string {
    const where = Object.entries(this.#proposal?.mark ?? {});
    const { column, value } = this.picked;
    const list = where.length > 0 ? where : [[column, value] as const];
    return list
      .map(
        ([name, one]) => `${columnLabel(name, locale.value)} ${markValue(name, one, locale.value)}`,
      )
      .join(t('segments.and'));
  }

  #choices({ of, who }: Proposal) {
    return html`<div class="line">
      ${
        of.length > 1
          ? html`<th-segmented label=${t('segments.which')} .value=${this.of} .options=${of.map((value) => ({ value, label: t(`segments.of.${value}`) }))}
              @change=${(event: CustomEvent<MemberKind>) => {
                event.stopPropagation();
                this.of = event.detail;
                void this.#load();
              }}></th-segmented>`
          : nothing
      }
      ${
        who.length > 1
          ? html`<th-segmented label=${t('segments.who')} .value=${this.who} .options=${who.map((value) => ({ value, label: whoText(value) }))}
              @change=${(event: CustomEvent<string>) => {
                event.stopPropagation();
                this.who = event.detail;
                void this.#load();
              }}></th-segmented>`
          : nothing
      }
    </div>`;
  }

  #body() {
    if (this.error) return html`<th-error .error=${this.error}></th-error>`;
    const { result } = this;
    if (!result || !this.#rows)
      return html`<div class="skeleton" role="status">${t('segments.counting')}</div>`;
    const { everybody, of } = result.detail as SegmentDetail;
    const most = Math.max(260, Math.min(innerHeight * 0.9, 900) - 330);
    return html`<div class="line" role="status">
        <span class="size">${t(`segments.count.${of}`, { n: result.total })}</span>
        ${everybody > 0 ? html`<span class="quiet-text">${t(`segments.share.${of}`, { share: format.percent(result.total / everybody) })}</span>` : nothing}
        <th-button size="small" icon="download" @click=${() => this.#export()}>${t('segments.export')}</th-button>
      </div>
      ${isReading(this.workspace) ? nothing : this.#saving()}
      <th-grid .rows=${this.#rows} .columns=${(result.detail as SegmentDetail).columns ?? null} .total=${result.total} .state=${this.arranged} label=${t(`segments.of.${of}`)} .most=${most} @grid-state=${this.#onState}></th-grid>`;
  }

  #saving() {
    return html`<form class="line" @submit=${(event: Event) => {
      event.preventDefault();
      this.#save(false);
    }}>
      <input class="control" aria-label=${t('segments.name')} .value=${this.name} pattern="[A-Za-z_][A-Za-z0-9_]*" required
        @input=${(event: Event) => {
          this.name = (event.target as HTMLInputElement).value;
        }} />
      <th-button icon="save" @click=${() => this.#save(false)}>${t('segments.save')}</th-button>
      <th-button variant="primary" icon="users" @click=${() => this.#save(true)}>${t('segments.filter')}</th-button>
    </form>`;
  }

  /** Adds the segment cell after the one that was looked at; where `filters`, the notebook is filtered by it. */
  #save(filters: boolean): void {
    const hands = handsOnScreen.peek();
    const proposal = this.#proposal;
    const cell = this.#cell();
    if (!hands || !proposal || !this.of || !cell) return;
    const name = this.name.trim();
    const from = proposal.from;
    const fromName = from && (from.name ?? freeName(from.kind, this.#cells()));
    const spec = specOf(proposal, this.of, this.#chosenWho(), fromName);
    const text = newBlock('segment', { name, body: stringify(spec, { lineWidth: 0 }).trimEnd() });
    const taken = this.#cells().some((one) => one.name?.toLowerCase() === name.toLowerCase());
    if (taken || !/^[A-Za-z_]\w*$/.test(name)) {
      toast(t(taken ? 'segments.taken' : 'segments.name-rule', { name }));
      return;
    }
    if (from && from.name === null && !hands.apply({ kind: 'rename', id: from.id, name: fromName }))
      return;
    const at = this.#cells().findIndex(({ id }) => id === cell.id) + 1;
    if (!hands.apply({ kind: 'insert', at, text })) return;
    if (filters) hands.apply({ kind: 'front-matter', values: { segment: name } });
    toast(t(filters ? 'segments.filtering' : 'segments.saved', { name }));
    this.dispatchEvent(new CustomEvent('close'));
  }

  /** The first is meant where nobody says which: it need not be written. */
  #chosenWho(): string | null {
    return this.who === this.#proposal?.who[0] ? null : this.who;
  }

  #export(): void {
    const { result } = this;
    const { sql } = (result?.detail ?? {}) as SegmentDetail;
    if (!result || sql === undefined) return;
    emitApp(this, 'th-export-data', {
      kind: 'rows',
      subject: { name: this.name, sql, values: [], rows: result.total },
    });
  }

  #onState = ({ target }: Event) => {
    this.arranged = (target as Grid).state;
  };
}

/** Stands for the cell that was looked at where it has no name. */
const HERE = '·';

declare global {
  interface HTMLElementTagNameMap {
    'th-members-drawer': MembersDrawer;
  }
}
