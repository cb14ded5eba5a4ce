import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { columnLabel, loadBar } from '../charts/index.ts';
import { format, isKey, locale, t } from '../i18n/index.ts';
import type { DrawOptions } from '../ui/figure.ts';
import type { LoadReport, Made, Shared } from '../warehouse/types.ts';
import { bodyStyles, CellBody } from './body.ts';
import '../ui/chip.ts';
import '../ui/figure.ts';
import '../ui/table.ts';
import './sample-figures.ts';

/** What became of every record: the sum that must be right, what was rejected and why, file by file. */
@customElement('th-cell-load-report')
export class LoadReportCell extends CellBody {
  #made: { detail: LoadReport; draw: (options: DrawOptions) => ReturnType<typeof loadBar> } | null =
    null;

  static override styles = [
    bodyStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .skeleton {
        block-size: 180px;
      }
      .sum,
      .part {
        display: flex;
        align-items: baseline;
        gap: 8px 18px;
      }
      .sum {
        flex-wrap: wrap;
      }
      .term {
        display: grid;
      }
      .term b {
        font-size: var(--th-size-20);
        font-weight: 600;
        letter-spacing: -0.01em;
        line-height: 1.3;
      }
      .term small {
        display: flex;
        align-items: center;
        gap: 6px;
        color: var(--th-muted);
        font-size: var(--th-size-12);
      }
      .dot {
        inline-size: 8px;
        block-size: 8px;
        border-radius: 2px;
      }
      .sign {
        color: var(--th-faint);
        font-size: var(--th-size-20);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
        gap: 20px 32px;
      }
      h4 {
        margin-block-end: 8px;
        font-size: var(--th-size-13);
        font-weight: 600;
      }
      .wide {
        grid-column: 1 / -1;
        min-inline-size: 0;
      }
    `,
  ];

  protected override render() {
    const report = this.result?.detail as LoadReport | undefined;
    if (!report) return html`<div class="skeleton"></div>`;
    if (this.#made?.detail !== report)
      this.#made = { detail: report, draw: (at) => loadBar(report, at) };
    return html`${this.#sum(report)}
      <th-figure .draw=${this.#made.draw} .reserve=${16} .asTable=${this.asTable}></th-figure>
      ${this.#facts(report)}
      <div class="parts">${this.#counts(report.rejects, 'cells.load.rejects')}${this.#counts(report.flags, 'cells.load.flags')}${this.#files(report)}${this.#sample(report)}${this.#rejected()}</div>`;
  }

  #sum({ rows }: LoadReport) {
    const term = (value: number, name: string, colour: string) => html`<div class="term">
      <b>${format.integer(value)}</b>
      <small>${colour ? html`<span class="dot" style="background:var(${colour})"></span>` : nothing}${columnLabel(name, locale.value)}</small>
    </div>`;
    // A sign goes over to the next line with what follows it.
    const part = (sign: string, value: number, name: string, colour: string) =>
      html`<div class="part"><span class="sign">${sign}</span>${term(value, name, colour)}</div>`;
    return html`<div class="sum">
      ${term(rows.read, 'read', '')}${part('=', rows.dwd, 'dwd', '--th-c3')}${part('+', rows.duplicates, 'duplicates', '--th-c5')}${part('+', rows.rejected, 'rejected', '--th-bad')}${rows.unsampled > 0 ? part('+', rows.unsampled, 'unsampled', '--th-faint') : nothing}
    </div>`;
  }

  #facts(report: LoadReport) {
    const { rows, seconds, storage, tables, shared, sample, made } = report;
    const adds = rows.read === rows.dwd + rows.duplicates + rows.rejected + (rows.unsampled ?? 0);
    const checks = tables.flatMap((table) => table.checks);
    const failed = checks.filter((check) => !check.passed).length;
    return html`<div class="facts">
      <th-chip tone=${adds ? 'good' : 'bad'} icon=${adds ? 'check' : 'triangle-alert'}>${t(adds ? 'cells.load.adds' : 'cells.load.addsNot')}</th-chip>
      ${checks.length > 0 ? html`<th-chip tone=${failed === 0 ? 'good' : 'bad'} icon=${failed === 0 ? 'shield-check' : 'shield-alert'}>${failed === 0 ? t('charts.checks.passed', { n: checks.length }) : t('charts.checks.failed', { failed, n: checks.length })}</th-chip>` : nothing}
      <th-chip icon="clock">${made ? howMade(made, seconds) : t('cells.load.time', { time: format.duration(seconds), rate: format.compact(rows.read / Math.max(seconds, 0.001)) })}</th-chip>
      <th-chip icon="database">${t(storage === 'opfs' ? 'cells.load.opfs' : 'cells.load.memory')}</th-chip>
      ${shared ? html`<th-chip icon="settings">${howShared(shared)}</th-chip>` : nothing}
      ${sample ? html`<th-chip tone="warn" icon="info">${t('sample.chip', { n: format.compact(1 / sample.share) })}</th-chip>` : nothing}
      ${rows.blank > 0 ? html`<th-chip>${t('cells.load.blank', { n: rows.blank })}</th-chip>` : nothing}
    </div>`;
  }

  #counts(
    counts: Readonly<Record<string, number>>,
    key: 'cells.load.rejects' | 'cells.load.flags',
  ) {
    const rows = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([reason, count]) => ({ reason: reasonLabel(reason), rows: count }));
    if (rows.length === 0) return nothing;
    return html`<section>
      <h4>${t(key)}</h4>
      <th-table .rows=${rows} label=${t(key)} most="260"></th-table>
    </section>`;
  }

  #files({ files }: LoadReport) {
    const rows = files.map(({ name, member, size, encoding, format: shape, compression }) => ({
      file: member ? `${name} › ${member}` : name,
      bytes: format.bytes(size),
      format: [
        shape === 'delimited' ? t('cells.load.delimited') : shape,
        compression === 'none' ? '' : compression,
        shape === 'delimited' ? encoding : '',
      ]
        .filter(Boolean)
        .join(' · '),
    }));
    return html`<section>
      <h4>${t('cells.load.files', { n: files.length })}</h4>
      <th-table .rows=${rows} .columns=${[{ name: 'file' }, { name: 'bytes' }, { name: 'format', label: t('cells.load.format') }]} label=${t('cells.load.files', { n: files.length })} most="260"></th-table>
    </section>`;
  }

  #sample({ sample }: LoadReport) {
    if (!sample) return nothing;
    return html`<section>
      <h4>${t('sample.title')}</h4>
      <th-sample-figures .sample=${sample} .currency=${this.context?.currency}></th-sample-figures>
    </section>`;
  }

  #rejected() {
    const rows = this.result?.rows ?? [];
    if (rows.length === 0) return nothing;
    return html`<section class="wide">
      <h4>${t('cells.load.records')}</h4>
      <th-table .rows=${rows.map((row) => ({ ...row, reason: reasonLabel(String(row.reason)) }))} label=${t('cells.load.records')} most="300"></th-table>
    </section>`;
  }
}

const howShared = ({ workers, parts, buckets, slices, spilled = 0 }: Shared) =>
  [
    t('plan.work.workers', { n: workers }),
    t('plan.work.slices', { n: slices }),
    t('plan.work.parts', { n: parts }),
    t('plan.work.buckets', { n: buckets }),
    ...(spilled > 0 ? [t('plan.work.waited', { size: format.bytes(spilled) })] : []),
  ].join(' · ');

function howMade({ from, tables }: Made, seconds: number): string {
  const time = format.duration(seconds);
  if (tables.length === 0) return t(`cells.load.${from}.none`, { time });
  return t(`cells.load.${from}`, { time, n: tables.length, tables: tables.join(', ') });
}

/** The reader's words for a reason or rule. */
function reasonLabel(reason: string): string {
  const key = `reason.${reason}`;
  return isKey(key) ? t(key) : reason.replaceAll('_', ' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-load-report': LoadReportCell;
  }
}
