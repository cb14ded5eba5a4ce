import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type ChannelName,
  type ColumnFacts,
  isMapping,
  MARKS,
  type Mapping,
  type MarkName,
  ruleOf,
} from '../../charts/declared/index.ts';
import { locale, t } from '../../i18n/index.ts';
import { base } from '../../ui/base.ts';
import { changed, control } from '../../ui/control.ts';
import { Watching } from '../../ui/watching.ts';
import type { YamlPath } from '../chart-body.ts';
import { line, number, select, toggle, word } from './controls.ts';
import { channelChoice, channelsOf, channelValue, transformsOf, waysOf } from './fields.ts';
import { scaleFields } from './scales.ts';
import { panelStyles } from './styles.ts';
import '../../ui/button.ts';
import '../../ui/select.ts';

/** Values of the block to be set, each at its path; undefined takes one out. */
export type PanelChange = readonly (readonly [path: YamlPath, value: unknown])[];

const OFFSETS = ['zero', 'normalize', 'center', 'wiggle', 'none'];
const BASES = ['first', 'last', 'sum', 'max', 'mean', 'extent'];

/** A chart block as controls. Emits `change` with a `PanelChange`; what it does not know it does not touch. */
@customElement('th-chart-panel')
export class ChartPanel extends Watching {
  @property({ attribute: false }) spec: Mapping = {};
  @property({ attribute: false }) columns: readonly ColumnFacts[] = [];
  /** Names of the cells and tables that can be drawn. */
  @property({ attribute: false }) sources: readonly string[] = [];
  @state() private at = 0;

  static override styles = [base, control, panelStyles];

  protected override render() {
    const { spec } = this;
    const marks = this.#marks();
    const layer = Math.min(this.at, Math.max(0, (marks?.length ?? 1) - 1));
    const own = marks ? marks[layer] : spec;
    const path: YamlPath = marks ? ['marks', layer] : [];
    const mark = markIn(own?.mark);
    return html`
      <section>
        ${select(
          t('charts.panel.from'),
          this.sources.map((one) => ({ value: one })),
          String(spec.from ?? ''),
          (value) => this.#set([['from'], value]),
        )}
        ${select(t('charts.panel.mark'), markChoices(), mark ?? '', (value) => this.#mark(path, own ?? {}, value))}
        ${line(t('charts.panel.title'), isMapping(spec.title) ? spec.title[locale.value] : spec.title, (value) => this.#set([isMapping(spec.title) ? ['title', locale.value] : ['title'], value || undefined]))}
      </section>
      ${mark && ruleOf(mark).alone ? nothing : this.#layers(marks, layer, mark)}
      ${mark ? this.#channels(mark, own ?? {}, path, marks ? spec : {}) : nothing}
      ${mark ? this.#arranging(mark, own ?? {}, path) : nothing}
      ${mark && !ruleOf(mark).alone ? scaleFields(this.spec, mark, (at, value) => this.#set([at, value])) : nothing}
      ${this.#whole(mark)}
    `;
  }

  #marks(): readonly Mapping[] | null {
    const { marks } = this.spec;
    return Array.isArray(marks)
      ? marks.map((one: unknown) => (isMapping(one) ? one : { mark: one }))
      : null;
  }

  /** Marks one over another: which one the controls below are about. */
  #layers(marks: readonly Mapping[] | null, at: number, mark: MarkName | null) {
    if (!mark) return nothing;
    const shown = marks ?? [this.spec];
    return html`<section class="layers" role="group" aria-label=${t('charts.panel.layers')}>
      ${shown.map(
        (one, index) =>
          html`<button type="button" class="layer" aria-pressed=${index === at ? 'true' : 'false'} @click=${() => {
            this.at = index;
          }}>${index + 1} · ${markWord(markIn(one.mark))}</button>`,
      )}
      <th-button size="small" variant="quiet" icon="plus" @click=${() => this.#addLayer(marks, mark)}>${t('charts.panel.layer.add')}</th-button>
      ${
        shown.length > 1
          ? html`<th-button size="small" variant="quiet" icon="trash-2" @click=${() => {
              this.at = 0;
              this.#set([['marks'], marks?.filter((_, index) => index !== at)]);
            }}>${t('charts.panel.layer.remove')}</th-button>`
          : nothing
      }
    </section>`;
  }

  /** What is shared stays beside the marks, so that a new one stands in the same place. */
  #addLayer(marks: readonly Mapping[] | null, mark: MarkName): void {
    const next = {
      mark: /^line/.test(mark) ? 'dot' : 'ruleY',
      ...(/^line/.test(mark) ? {} : { y: 0 }),
    };
    this.at = marks?.length ?? 1;
    if (marks) this.#set([['marks'], [...marks, next]]);
    else this.#set([['mark'], undefined], [['marks'], [{ mark }, next]]);
  }

  #mark(path: YamlPath, own: Mapping, mark: string): void {
    const rule = markIn(mark);
    if (!rule) return;
    const { channels } = ruleOf(rule);
    // What a mark does not know would be refused: it leaves with the mark that knew it.
    const before = markIn(own.mark);
    const known = before ? ruleOf(before) : null;
    const gone = Object.keys(own).filter(
      (key) =>
        (known?.channels.includes(key as ChannelName) && !channels.includes(key as ChannelName)) ||
        (known?.options.includes(key) && !ruleOf(rule).options.includes(key)),
    );
    this.#set(
      [[...path, 'mark'], mark],
      ...gone.map((key): readonly [YamlPath, unknown] => [[...path, key], undefined]),
    );
  }

  #channels(mark: MarkName, own: Mapping, path: YamlPath, shared: Mapping) {
    return html`<section class="channels" aria-label=${t('charts.panel.channels')}>
      ${channelsOf(mark, { ...shared, ...own }).map((name) => this.#channel(name, own[name] ?? shared[name], own[name] === undefined && shared[name] !== undefined ? [] : path))}
    </section>`;
  }

  #channel(name: ChannelName, raw: unknown, path: YamlPath) {
    const choice = channelChoice(raw, this.columns);
    const type = this.columns.find((one) => one.name === choice.column)?.type ?? null;
    const set = (next: Partial<typeof choice>) =>
      this.#set([[...path, name], channelValue({ ...choice, ...next, other: null }, raw)]);
    const label = word(`charts.panel.channel.${name}`, name);
    const ways = waysOf(name, choice.column === null ? null : type);
    const columns = [
      { value: '', label: choice.other ?? (choice.as ? t('charts.panel.rows') : '—') },
      ...this.columns.map((one) => ({
        value: one.name,
        label: `${one.name} · ${t(`charts.panel.type.${one.type}`)}`,
      })),
      ...(choice.column && !this.columns.some((one) => one.name === choice.column)
        ? [{ value: choice.column, label: choice.column }]
        : []),
    ];
    return html`<div class="field channel">
      <span class="label">${label} <code>${name}</code></span>
      <th-select label=${label} .clearable=${false} .options=${columns} .value=${choice.column ?? ''} @change=${({ detail }: CustomEvent<string | null>) => set({ column: detail || null, as: detail ? this.#stillFits(name, detail, choice.as) : '' })}></th-select>
      <th-select label=${t('charts.panel.as', { channel: label })} .clearable=${false} .options=${['', ...ways.filter(Boolean)].map((as) => ({ value: as, label: wayWord(as) }))} .value=${choice.as} @change=${({ detail }: CustomEvent<string | null>) => set({ as: detail ?? '' })}></th-select>
    </div>`;
  }

  #stillFits(name: ChannelName, column: string, as: string): string {
    const type = this.columns.find((one) => one.name === column)?.type ?? null;
    return waysOf(name, type).includes(as) ? as : '';
  }

  #arranging(mark: MarkName, own: Mapping, path: YamlPath) {
    const sort = typeof own.sort === 'string' ? own.sort : '';
    const by = sort.replace(/^-/, '');
    const set = (key: string) => (value: unknown) =>
      this.#set([[...path, key], value === '' ? undefined : value]);
    const choices = [
      ...new Set([
        ...channelsOf(mark, own),
        ...this.columns.map(({ name }) => name),
        ...(by ? [by] : []),
      ]),
    ];
    const words = (all: readonly string[]) => [
      { value: '', label: '—' },
      ...all.map((value) => ({ value, label: word(`charts.panel.word.${value}`, value) })),
    ];
    const stack = isMapping(own.stack)
      ? String(own.stack.offset ?? '')
      : typeof own.stack === 'string'
        ? own.stack
        : own.stack === false
          ? 'none'
          : '';
    const shown = transformsOf(mark);
    return html`<section aria-label=${t('charts.panel.arrange')}>
      ${select(t('charts.panel.sort'), [{ value: '', label: '—' }, ...choices.map((value) => ({ value, label: value }))], by, (value) => set('sort')(value ? `${sort.startsWith('-') ? '-' : ''}${value}` : ''))}
      ${by ? toggle(t('charts.panel.descending'), sort.startsWith('-'), (on) => set('sort')(`${on ? '-' : ''}${by}`)) : nothing}
      ${number(t('charts.panel.limit'), own.limit, set('limit'))}
      ${shown.includes('stack') ? select(t('charts.panel.stack'), words(OFFSETS), stack, set('stack')) : nothing}
      ${shown.includes('normalize') ? select(t('charts.panel.normalize'), words(BASES), String(own.normalize ?? ''), set('normalize')) : nothing}
      ${shown.includes('window') ? number(t('charts.panel.window'), isMapping(own.window) ? own.window.k : own.window, (k) => (isMapping(own.window) && k !== undefined ? this.#set([[...path, 'window', 'k'], k]) : set('window')(k))) : nothing}
      ${shown.includes('map') ? select(t('charts.panel.map'), words(['cumsum', 'rank', 'quantile']), String(own.map ?? ''), set('map')) : nothing}
      ${shown.includes('dodge') ? select(t('charts.panel.dodge'), words(['x', 'y']), isMapping(own.dodge) ? String(own.dodge.axis ?? '') : String(own.dodge ?? ''), set('dodge')) : nothing}
    </section>`;
  }

  /** Facets, and what holds for the picture as a whole. */
  #whole(mark: MarkName | null) {
    const { facet, legend, brush, height, caption } = this.spec;
    const facets = isMapping(facet) ? facet : {};
    const words = this.columns.filter(
      ({ type, distinct }) =>
        (type === 'text' || type === 'flag' || (distinct ?? 99) <= 31) && type !== 'time',
    );
    const choices = (now: unknown) => [
      { value: '', label: '—' },
      ...words.map(({ name }) => ({ value: name })),
      ...(typeof now === 'string' && !words.some(({ name }) => name === now)
        ? [{ value: now }]
        : []),
    ];
    const plain = mark === null || !ruleOf(mark).alone;
    return html`<section aria-label=${t('charts.panel.whole')}>
      ${
        plain
          ? (['x', 'y'] as const).map((side) =>
              select(
                t(`charts.panel.facet.${side}`),
                choices(facets[side]),
                String(facets[side] ?? ''),
                (value) => this.#set([['facet', side], value || undefined]),
              ),
            )
          : nothing
      }
      ${number(t('charts.panel.height'), height, (value) => this.#set([['height'], value]))}
      ${line(t('charts.panel.caption'), isMapping(caption) ? caption[locale.value] : caption, (value) => this.#set([isMapping(caption) ? ['caption', locale.value] : ['caption'], value || undefined]))}
      ${toggle(t('charts.panel.legend'), legend !== false, (on) => this.#set([['legend'], on ? undefined : false]))}
      ${plain ? toggle(t('charts.panel.brush'), brush !== false, (on) => this.#set([['brush'], on ? undefined : false])) : nothing}
    </section>`;
  }

  #set(...changes: PanelChange): void {
    this.dispatchEvent(changed(changes));
  }
}

const markIn = (value: unknown): MarkName | null =>
  typeof value === 'string' && value in MARKS ? (value as MarkName) : null;
const markWord = (mark: MarkName | null) => (mark ? word(`charts.mark.${mark}`, mark) : '—');
const wayWord = (as: string) =>
  as === '' ? t('charts.panel.as-is') : word(`charts.panel.word.${as}`, as);

/** Marks by what they are for, the common ones first. */
const COMMON: readonly MarkName[] = [
  'barX',
  'barY',
  'lineY',
  'areaY',
  'dot',
  'rectY',
  'cell',
  'boxX',
  'ring',
  'hexbin',
  'text',
  'ruleY',
  'ruleX',
];
function markChoices() {
  const rest = (Object.keys(MARKS) as MarkName[]).filter((mark) => !COMMON.includes(mark));
  return [...COMMON, ...rest].map((mark) => ({
    value: mark,
    label: markWord(mark) === mark ? mark : `${markWord(mark)} · ${mark}`,
  }));
}

declare global {
  interface HTMLElementTagNameMap {
    'th-chart-panel': ChartPanel;
  }
}
