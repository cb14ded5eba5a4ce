import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { LOCALES, locale, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { setLanguage, THEMES, type Theme, theme } from './settings.ts';
import { shared } from './styles.ts';

/** Language and theme, as two quiet choices. */
@customElement('th-appearance')
export class Appearance extends Watching {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        gap: 8px;
      }
      select {
        border-color: transparent;
        background: transparent;
        font-size: 13px;
      }
      select:hover {
        background: var(--th-sunken);
      }
      option {
        background: var(--th-surface);
        color: var(--th-text);
      }
    `,
  ];

  protected override render() {
    return html`
      ${choice(t('app.bar.language'), LOCALES, locale.value, setLanguage, (one) => t(`app.language.${one}`))}
      ${choice<Theme>(
        t('app.bar.theme'),
        THEMES,
        theme.value,
        (one) => {
          theme.value = one;
        },
        (one) => t(`app.theme.${one}`),
      )}
    `;
  }
}

function choice<T extends string>(
  label: string,
  all: readonly T[],
  chosen: T,
  choose: (one: T) => void,
  name: (one: T) => string,
) {
  return html`<select
    aria-label=${label}
    title=${label}
    @change=${(event: Event) => {
      const one = all.find((value) => value === (event.target as HTMLSelectElement).value);
      if (one) choose(one);
    }}
  >
    ${all.map((one) => html`<option value=${one} ?selected=${one === chosen}>${name(one)}</option>`)}
  </select>`;
}
