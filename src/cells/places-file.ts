import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fileShapes, forgetFile } from '../charts/places/outlines.ts';
import { MOST_MEGABYTES, MOST_SHAPES, type Shapes } from '../charts/places/read-shapes.ts';
import { keepShapes, namesOf } from '../charts/places/shapes.ts';
import { t } from '../i18n/index.ts';
import { prose } from '../metrics/describe.ts';
import { plainName } from '../metrics/places/gazetteer.ts';
import { base } from '../ui/base.ts';
import { Watching } from '../ui/watching.ts';
import { withKeys } from './chart-body.ts';
import type { Cell } from './types.ts';
import { emit } from './types.ts';
import '../ui/button.ts';
import '../ui/select.ts';

/**
 * Takes a GeoJSON file for a map of places, keeps it in this browser, and asks by which property it names its shapes. Of a
 * place that another map does not know it says that a file may.
 */
@customElement('th-places-file')
export class PlacesFile extends Watching {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) parameters: Readonly<Record<string, unknown>> = {};
  /** Places as the data name them. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** What stands in the way, or is being done. */
  @state() private problem = '';

  static override styles = [
    base,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
      }
      .said {
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
    `,
  ];

  protected override render() {
    const { file, property: chosen } = this.parameters;
    const name = typeof file === 'string' ? file : '';
    const shapes = name === '' ? null : fileShapes(name);
    const said = this.problem || this.#said(name, shapes);
    return html`<div class="bar">
      <th-button size="small" @click=${this.#pick}>${t(shapes ? 'charts.places.file.other' : 'charts.places.file.pick')}</th-button>
      <span class="said" role="status">${said}</span>
      ${
        shapes && shapes.properties.length > 0
          ? html`<th-select
              label=${t('charts.places.file.property')}
              .options=${[{ value: '', label: '*' }, ...shapes.properties.map((one) => ({ value: one, label: one }))]}
              .value=${typeof chosen === 'string' ? chosen : ''}
              .clearable=${false}
              @change=${({ detail }: CustomEvent<string>) => this.#edit({ property: detail || undefined })}
            ></th-select>`
          : nothing
      }
    </div>`;
  }

  #said(name: string, shapes: Shapes | null | undefined): string {
    if (this.parameters.map !== 'file') return t('charts.places.file.hint');
    if (name === '') return t('charts.places.file.none');
    if (shapes === null) return t('charts.places.file.gone', { name });
    const { total = 0, points } = shapes ?? {};
    const said = [
      ...(total > MOST_SHAPES
        ? [t('charts.places.file.many', { name, n: total, limit: MOST_SHAPES })]
        : []),
      ...(points ? [t('charts.places.file.thinned', { name, ...points })] : []),
    ];
    return prose(...said) || name;
  }

  #pick = async () => {
    const { fileOpen } = await import('browser-fs-access');
    let file: File;
    try {
      file = await fileOpen({ extensions: ['.geojson', '.json'], id: 'tabhouse-shapes' });
    } catch {
      // The reader changed their mind.
      return;
    }
    const { name } = file;
    const size = file.size / 2 ** 20;
    if (size > MOST_MEGABYTES) {
      const figures = { name, size: Math.ceil(size), limit: MOST_MEGABYTES };
      this.problem = t('charts.places.file.large', figures);
      return;
    }
    this.problem = t('charts.places.file.reading', { name });
    const { readShapesApart } = await import('../charts/places/apart.ts');
    // A file can be gone or changed since it was picked, or be more than memory holds.
    const shapes = await readShapesApart(file).catch(() => undefined);
    if (!shapes) {
      const said = shapes === null ? 'charts.places.file.bad' : 'charts.places.file.failed';
      this.problem = t(said, { name });
      return;
    }
    this.problem = '';
    await keepShapes(shapes);
    forgetFile(name);
    const property = this.#naming(shapes);
    this.#edit({ map: 'file', file: name, ...(property === undefined ? {} : { property }) });
    this.dispatchEvent(new CustomEvent('th-shapes', { bubbles: true, composed: true }));
  };

  /** The property that holds most of the names in the data, else the likeliest. */
  #naming({ features, properties }: Shapes): string | undefined {
    const wanted = new Set(this.names.map(plainName));
    const held = (property: string) =>
      features.filter((shape) => namesOf(shape, property).some((name) => wanted.has(name))).length;
    let [best, most] = [properties[0], 0];
    for (const property of properties) {
      const n = held(property);
      if (n > most) [best, most] = [property, n];
    }
    return best;
  }

  #edit(keys: Readonly<Record<string, unknown>>): void {
    emit(this, 'th-edit', {
      kind: 'body',
      id: this.cell.id,
      body: withKeys(this.cell.body, keys),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-places-file': PlacesFile;
  }
}
