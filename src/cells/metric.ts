import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import {
  type Brushed,
  beforeLabel,
  beforeOf,
  type ChartOptions,
  columnLabel,
  METRIC_CHARTS,
  type Placed,
  SEGMENT_COLUMNS,
  segmentColour,
  segmentColumnLabel,
  segmentLabel,
  segments,
  titleTips,
  withBefore,
} from '../charts/index.ts';
import { weekday } from '../charts/weekday.ts';
import { locale, t } from '../i18n/index.ts';
import type { MetricResult } from '../metrics/types.ts';
import type { DrawOptions } from '../ui/figure.ts';
import { scheme } from '../ui/theme.ts';
import { bodyStyles, CellBody } from './body.ts';
import { brushedCells } from './brushed.ts';
import { passing } from './passing.ts';
import { metricOf } from './read.ts';
import type { CellState } from './types.ts';
import './audited.ts';
import './findings.ts';
import './places-file.ts';
import '../ui/clamped.ts';
import '../ui/empty.ts';
import '../ui/figure.ts';
import '../ui/table.ts';

/** Heights kept free until the first drawing, by metric. */
const RESERVE: Readonly<Record<string, number>> = {
  overview: 420,
  funnel: 250,
  hourly: 330,
  weekday: 250,
  pareto: 300,
  retention: 340,
  basket: 640,
  recommend: 420,
  cohorts: 380,
  lifecycle: 300,
  rfm: 320,
  report: 360,
  brands: 420,
  attribution: 360,
  change: 340,
  places: 420,
  quality: 280,
  experiment: 160,
  prediction: 320,
  clusters: 340,
  repurchase: 290,
  lifetime_value: 270,
  forecast: 380,
  anomalies: 380,
};

/** The drawings of a metric, with the sentence that defines it. */
@customElement('th-cell-metric')
export class MetricCell extends CellBody {
  readonly #brushed: Brushed = {};
  readonly #fetched = new WeakSet<MetricResult>();
  #drawings = new WeakMap<MetricResult, ReturnType<MetricCell['draws']>>();

  static override styles = [
    bodyStyles,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(12, minmax(0, 1fr));
        gap: 24px 32px;
        align-items: start;
      }
      .grid > * {
        grid-column: span var(--span, 12);
      }
      .caption {
        margin-block-start: 20px;
      }
      .skeleton {
        grid-column: 1 / -1;
        border-radius: var(--th-radius-2);
      }
      .fallback {
        grid-column: 1 / -1;
      }
      .none {
        display: none;
        grid-column: 1 / -1;
      }
      .grid:not(:has(> :not(.none, th-figure[nothing]))) > .none {
        display: block;
      }
      @container cell (max-width: 720px) {
        .grid {
          gap: 20px;
        }
        .grid > * {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    if (brushedCells.value.has(this.cell?.id) || !this.#brushed.x) return;
    for (const one of this.renderRoot.querySelectorAll('th-figure')) one.figure?.brush?.reset?.();
  }

  protected override render() {
    const metric = metricOf(this.result);
    const kind = metric?.kind ?? String(this.cell.spec.kind ?? '');
    if (!metric)
      return html`<div class="grid"><div class="skeleton" style="block-size:${RESERVE[kind] ?? 260}px"></div></div>`;
    if (metric.rows.length === 0 && !hasLine(metric)) {
      return html`${this.#empty()}
        <th-clamped class="caption" text=${metric.definition.text}></th-clamped>`;
    }
    if (this.#waits(metric))
      return html`<div class="grid"><div class="skeleton" style="block-size:${RESERVE[kind] ?? 260}px"></div></div>`;
    return html`<div class="grid">
        ${this.#drawn(metric).map(
          ({ draw, span }) =>
            html`<th-figure style="--span:${span}" .draw=${draw} .asTable=${this.asTable} .picks=${true} .optional=${true} .calm=${metric.pending !== undefined || (this.result !== null && passing.has(this.result))} .reserve=${RESERVE[kind] ?? 260} .currency=${this.context?.currency}></th-figure>`,
        )}
        ${wantsFile(metric) ? html`<th-places-file style="--span:12" .cell=${this.cell} .parameters=${metric.parameters} .names=${namesIn(metric)} @th-shapes=${() => this.#redraw(metric)}></th-places-file>` : nothing}
        ${kind === 'rfm' && !this.asTable ? this.#segments(metric) : nothing}
        ${kind === 'report' ? html`<th-findings .rows=${metric.rows}></th-findings>` : nothing}
        ${kind === 'quality' && !this.asTable ? html`<th-audited .rows=${metric.rows} label=${metric.definition.title}></th-audited>` : nothing}
        ${METRIC_CHARTS[kind] || kind === 'report' ? nothing : html`<th-table class="fallback" .rows=${metric.rows} label=${metric.definition.title}></th-table>`}
        <th-empty class="none" icon="inbox">${t('ui.empty')}</th-empty>
      </div>
      ${metric.pending ? html`<p class="caption" role="status">${pendingText(metric, this.state)}</p>` : nothing}
      <th-clamped class="caption" text=${metric.definition.text}></th-clamped>`;
  }

  /** Says that there are no rows, and what to do only where a choice can be the reason. */
  #empty() {
    const { where, filter } = this.cell.spec;
    return where === undefined && filter === undefined
      ? html`<th-empty icon="inbox" heading=${t('cells.empty.whole')}>${t('cells.empty.why')}</th-empty>`
      : html`<th-empty icon="inbox" heading=${t('cells.empty.metric')}>${t('cells.empty.advice')}</th-empty>`;
  }

  /** Fetches what the drawings need; true until that was tried. */
  #waits(metric: MetricResult): boolean {
    if (this.#fetched.has(metric)) return false;
    const waits = (METRIC_CHARTS[metric.kind] ?? []).flatMap(
      ({ ready }) => ready?.(metric.parameters) ?? [],
    );
    if (waits.length === 0) return false;
    void Promise.allSettled(waits).then(() => {
      this.#fetched.add(metric);
      this.requestUpdate();
    });
    return true;
  }

  #drawn(metric: MetricResult) {
    const known = this.#drawings.get(metric);
    if (known) return known;
    const made = this.draws(metric);
    this.#drawings.set(metric, made);
    return made;
  }

  protected draws(metric: MetricResult) {
    const placed: readonly Placed[] = isWeekday(metric)
      ? [{ chart: weekday, span: 12 }]
      : (METRIC_CHARTS[metric.kind] ?? []);
    const options = (at: DrawOptions): ChartOptions => ({
      ...at,
      currency: this.context?.currency,
      context: this.context,
      parameters: { ...this.#shown(), ...metric.parameters },
      onPick: this.pick,
      onBrush: this.brush,
      brushed: this.#brushed,
    });
    const first = placed.findIndex(({ plain }) => !plain);
    return placed.map(({ chart, span }, place) => ({
      span,
      draw: (at: DrawOptions) => {
        const { facts } = metric.definition;
        const shown = options(at);
        return titleTips(
          withBefore(chart(metric.rows, facts, shown), facts, at, place !== first),
          shown,
        );
      },
    }));
  }

  #redraw(metric: MetricResult) {
    this.#drawings.delete(metric);
    this.#fetched.delete(metric);
    this.requestUpdate();
  }

  #shown() {
    const { show, measure } = this.cell.spec;
    return {
      ...(show === undefined ? {} : { show }),
      ...(measure === undefined ? {} : { measure }),
    };
  }

  #segments(metric: MetricResult) {
    const rows = segments(metric.rows, metric.definition.facts);
    const theme = scheme().value;
    const columns = SEGMENT_COLUMNS.flatMap((name) =>
      ['users', 'users_share'].includes(name) ? [name, beforeOf(name)] : [name],
    )
      .filter((name) => rows.some((row) => row[name] !== undefined && row[name] !== null))
      .map((name) => ({
        name,
        label: name.endsWith(beforeOf(''))
          ? beforeLabel(name.slice(0, -beforeOf('').length), locale.value)
          : segmentColumnLabel(name, locale.value),
        ...(name === 'segment'
          ? { mark: (row: (typeof rows)[number]) => segmentColour(theme, String(row.key)) }
          : {}),
      }));
    return html`<th-table
      style="--span:${metric.definition.facts.compare ? 12 : 8}"
      .columns=${columns}
      .rows=${rows.map((row) => ({ ...row, key: row.segment, segment: segmentLabel(String(row.segment), locale.value) }))}
      label=${metric.definition.title}
      .currency=${this.context?.currency}
    ></th-table>`;
  }
}

/** Says which figures of the result are still on their way, or were given up. */
const pendingText = ({ pending = [] }: MetricResult, { phase }: CellState): string =>
  t(phase === 'cancelled' ? 'selection.pending.given-up' : 'selection.pending.these', {
    columns: pending
      .slice(0, 6)
      .map((column) => columnLabel(column, locale.value))
      .join(t('charts.comma')),
  });

/** True for places of a picked file, and for those that the map does not know: a file may. */
const wantsFile = ({ kind, parameters, definition }: MetricResult): boolean =>
  kind === 'places' &&
  (parameters.map === 'file' || Number(definition.facts.unlocated_places ?? 0) > 0);

const namesIn = ({ rows, parameters }: MetricResult): readonly string[] =>
  rows.map((row) => String(row[String(parameters.by)] ?? ''));

const isWeekday = ({ kind, rows }: MetricResult) =>
  kind === 'weekday' || (kind === 'hourly' && rows[0] !== undefined && 'weekday' in rows[0]);

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-metric': MetricCell;
  }
}

/** True where no row is an answer as well: a series in which nothing is out of the ordinary is drawn. */
const hasLine = ({ definition }: MetricResult) =>
  Array.isArray(definition.facts.line) && definition.facts.line.length > 0;
