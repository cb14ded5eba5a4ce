import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { format, isKey, locale, t } from '../i18n/index.ts';
import {
  formatAdvice,
  layerAdvice,
  loadAdvice,
  type Sentence,
  skewAdvice,
  spoken,
} from '../scale/speed/advice.ts';
import { MEASURED } from '../scale/speed/bench.ts';
import {
  type Draw,
  formatBars,
  layerBars,
  loadBars,
  skewBars,
  stageBars,
} from '../scale/speed/drawings.ts';
import { growth } from '../scale/speed/growth.ts';
import { sizesOf, speedOptions } from '../scale/speed/options.ts';
import { comparison } from '../scale/speed/table.ts';
import type {
  FormatFigures,
  LayerFigures,
  LoadFigures,
  SkewFigures,
  SpeedDetail,
  SpeedFigures,
} from '../scale/speed/types.ts';
import { bodyStyles, CellBody } from './body.ts';
import { speedStyles } from './speed-styles.ts';
import '../ui/button.ts';
import '../ui/chip.ts';
import '../ui/error.ts';
import '../ui/figure.ts';
import '../ui/progress.ts';
import '../ui/segmented.ts';
import '../ui/table.ts';

type Part = keyof SpeedFigures;
const PARTS: readonly Part[] = ['load', 'formats', 'skew', 'layers'];

/** One measurement of this machine: the way of a file into the warehouse, or a comparison of two ways. */
@customElement('th-cell-speed')
export class SpeedCell extends CellBody {
  @state() private rows: number | null = null;
  /** Drawings of figures that have not changed are not drawn again. */
  #drawn = new WeakMap<object, readonly Draw[]>();

  static override styles = [bodyStyles, speedStyles];

  protected override render() {
    const lab = (this.result?.detail as SpeedDetail | undefined)?.lab;
    const part = PARTS.find((name) => name === this.cell.spec.measure) ?? 'load';
    if (!lab) return html`<div class="skeleton"></div>`;
    const figures = lab.figures.value;
    const progress = lab.progress.value;
    const mine = progress && (part === 'load' || progress.step === part);
    return html`
      ${part === 'load' ? this.#controls(lab, progress !== null) : nothing}
      ${mine ? this.#progress(lab) : nothing}
      ${part === 'load' && lab.problem.value ? html`<th-error .error=${lab.problem.value}></th-error>` : nothing}
      ${this.#figures(part, figures) ?? (part === 'load' || mine ? nothing : html`<p class="caption">${t('speed.waits')}</p>`)}
    `;
  }

  #controls(lab: SpeedDetail['lab'], busy: boolean) {
    const usual = speedOptions(this.cell.spec);
    const rows = this.rows ?? usual.rows;
    const sizes = sizesOf(this.cell.spec, usual.rows);
    const again = lab.figures.value.load !== undefined;
    return html`<div class="controls">
        <th-segmented
          label=${t('speed.rows')}
          .value=${String(rows)}
          .options=${sizes.map((size) => ({ value: String(size), label: t('common.rows', { n: format.compact(size) }) }))}
          ?disabled=${busy}
          @change=${(event: CustomEvent<string>) => {
            event.stopPropagation();
            this.rows = Number(event.detail);
          }}
        ></th-segmented>
        <th-button variant="primary" ?disabled=${busy} @click=${() => void lab.run({ ...usual, rows })}>
          ${t(again ? 'speed.again' : 'speed.start')}
        </th-button>
      </div>
      ${again || busy ? nothing : html`<p class="caption">${t('speed.before')}</p>`}`;
  }

  #progress(lab: SpeedDetail['lab']) {
    const progress = lab.progress.value;
    if (!progress) return nothing;
    const { step, subject, fraction, rows, bytes, rowsPerSecond, secondsLeft } = progress;
    const detail = `speed.subject.${subject}`;
    const label = `${t(`speed.step.${step}`)}${isKey(detail) ? ` · ${t(detail)}` : ''}`;
    return html`<th-progress
      label=${label}
      .fraction=${fraction}
      .rows=${rows || null}
      .bytes=${bytes || null}
      .rowsPerSecond=${rowsPerSecond || null}
      .secondsLeft=${secondsLeft}
      cancelable
      @cancel=${() => lab.cancel()}
    ></th-progress>`;
  }

  #figures(part: Part, figures: SpeedFigures): TemplateResult | null {
    const { load, formats, skew, layers } = figures;
    if (part === 'load') return load ? this.#load(load) : null;
    if (part === 'formats') return formats ? this.#formats(formats) : null;
    if (part === 'skew') return skew ? this.#skew(skew) : null;
    return layers ? this.#layers(layers) : null;
  }

  #load(load: LoadFigures) {
    const [stages, beside] = this.#drawings(load, () => [
      stageBars(load),
      (options) => growth(load, MEASURED, options),
    ]);
    const { read } = load.rows;
    const { columns, rows } = comparison(load, MEASURED);
    return html`${this.#advice(loadAdvice(load, MEASURED))}
      <div class="grid">
        <section><h4>${t('speed.load.stages')}</h4>${this.#figure(stages)}</section>
        <section><h4>${t('speed.load.growth')}</h4>${this.#figure(beside)}
          <p class="caption">${t('speed.growth.axis')}</p></section>
        <section class="wide">
          <th-table .columns=${columns} .rows=${rows} label=${t('speed.load.growth')} most="420"></th-table>
          <p class="caption">${t('speed.load.sum', { ...load.rows })}. ${t('speed.load.stored', { size: format.bytes(load.stored), bytes: format.decimal(load.stored / Math.max(1, read), 1) })}.</p>
        </section>
      </div>`;
  }

  #formats(figures: FormatFigures) {
    const [bars] = this.#drawings(figures, () => [formatBars(figures)]);
    const { csvBytes, parquetBytes, write, scans } = figures;
    return html`${this.#advice(formatAdvice(figures))}
      ${this.#figure(bars)}
      ${this.#agreed(
        Object.values(scans).every(({ agrees }) => agrees),
        scans.whole.csv.runs.length,
        t('speed.formats.sizes', {
          csv: format.bytes(csvBytes),
          parquet: format.bytes(parquetBytes),
          write: format.duration(write / 1000),
        }),
      )}`;
  }

  #skew(figures: SkewFigures) {
    const [loads, times] = this.#drawings(figures, () => [loadBars(figures), skewBars(figures)]);
    const { rows, hot, spread, engine } = figures;
    const same = (['groups', 'rows', 'sum'] as const).every(
      (name) =>
        spread.plain[name] === spread.salted[name] && engine.plain[name] === engine.salted[name],
    );
    return html`${this.#advice(skewAdvice(figures))}
      <div class="grid">
        <section><h4>${t('speed.skew.load')}</h4>${this.#figure(loads)}</section>
        <section><h4>${t('speed.skew.times')}</h4>${this.#figure(times)}</section>
      </div>
      ${this.#agreed(
        same,
        engine.plain.runs.length,
        t('speed.skew.groups', {
          rows: format.integer(rows),
          hot: format.percent(hot),
          groups: format.integer(spread.plain.groups),
        }),
      )}`;
  }

  #layers(figures: LayerFigures) {
    const [bars] = this.#drawings(figures, () => [layerBars(figures)]);
    const answers = Object.values(figures.questions);
    return html`${this.#advice(layerAdvice(figures))}
      ${this.#figure(bars)}
      ${this.#agreed(
        answers.every(({ agrees }) => agrees),
        answers[0]?.dwd.runs.length ?? 0,
        answers
          .map(({ table, dwsRows }) => `${table}: ${t('common.rows', { n: dwsRows })}`)
          .join(' · '),
      )}`;
  }

  #advice(sentences: readonly Sentence[]) {
    return html`<p class="advice">${spoken(sentences, locale.value === 'en' ? ' ' : '')}</p>`;
  }

  #agreed(agrees: boolean, runs: number, more: string) {
    return html`<p class="caption foot">
      <th-chip tone=${agrees ? 'good' : 'bad'} icon=${agrees ? 'check' : 'triangle-alert'}>${t(agrees ? 'speed.agrees' : 'speed.differs')}</th-chip>
      <span>${t('speed.runs', { n: runs })} ${more}</span>
    </p>`;
  }

  #figure(draw: Draw | undefined) {
    return html`<th-figure .draw=${draw ?? (() => null)} .asTable=${this.asTable} .reserve=${220}></th-figure>`;
  }

  #drawings(figures: object, make: () => readonly Draw[]): readonly Draw[] {
    const known = this.#drawn.get(figures) ?? make();
    this.#drawn.set(figures, known);
    return known;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-speed': SpeedCell;
  }
}
