import { html, nothing } from 'lit';
import {
  FORMATS,
  isMapping,
  type Mapping,
  type MarkName,
  PROJECTIONS,
  type SCALE_TYPES,
  SCHEMES,
} from '../../charts/declared/index.ts';
import { t } from '../../i18n/index.ts';
import type { YamlPath } from '../chart-body.ts';
import { line, select, toggle, word } from './controls.ts';

const TYPES = [
  'linear',
  'log',
  'symlog',
  'sqrt',
  'utc',
  'band',
  'point',
] as const satisfies readonly (typeof SCALE_TYPES)[number][];

/** Scales, and the projection of maps. */
export function scaleFields(
  spec: Mapping,
  mark: MarkName,
  put: (path: YamlPath, value: unknown) => void,
) {
  const { scales } = spec;
  const all = isMapping(scales) ? scales : {};
  return html`<details>
      <summary>${t('charts.panel.scales')}</summary>
      ${(['x', 'y', 'color'] as const).map((name) => {
        const own = all[name];
        const scale: Mapping = isMapping(own) ? own : {};
        const set = (key: string) => (value: unknown) =>
          put(['scales', name, key], value === '' || value === false ? undefined : value);
        const title = word(`charts.panel.scale.${name}`, name);
        const types = [
          { value: '', label: t('charts.panel.automatic') },
          ...(name === 'color'
            ? (['categorical', 'linear', 'diverging', 'quantile', 'quantize'] as const)
            : TYPES
          ).map((value) => ({ value })),
        ];
        return html`<section aria-label=${title}>
          <h4>${title}</h4>
          ${select(t('charts.panel.scale.type'), types, String(scale.type ?? ''), set('type'))}
          ${name === 'color' ? select(t('charts.panel.scheme'), [{ value: '', label: t('charts.panel.automatic') }, ...SCHEMES.map((value) => ({ value }))], String(scale.scheme ?? ''), set('scheme')) : line(t('charts.panel.scale.label'), scale.label, set('label'))}
          ${select(t('charts.panel.format'), [{ value: '', label: t('charts.panel.automatic') }, ...FORMATS.map((value) => ({ value, label: word(`charts.panel.format.${value}`, value) }))], String(scale.format ?? ''), set('format'))}
          ${name === 'color' ? nothing : toggle(t('charts.panel.zero'), scale.zero === true, set('zero'))}
          ${toggle(t('charts.panel.reverse'), scale.reverse === true, set('reverse'))}
        </section>`;
      })}
      ${mark === 'geo' || spec.projection ? html`<section>${select(t('charts.panel.projection'), [{ value: '', label: '—' }, ...PROJECTIONS.map((value) => ({ value }))], String((isMapping(spec.projection) ? spec.projection.type : spec.projection) ?? ''), (value) => put(isMapping(spec.projection) ? ['projection', 'type'] : ['projection'], value || undefined))}</section>` : nothing}
    </details>`;
}
