import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { base } from '../../ui/base.ts';
import { changed } from '../../ui/control.ts';
import { Watching } from '../../ui/watching.ts';
import type { Choice } from './keys.ts';
import '../../ui/button.ts';
import '../../ui/multi-select.ts';

const LEAST = 2;

/** Steps in order, each one or several of the choices. Emits `change` with the steps. */
@customElement('th-steps-field')
export class StepsField extends Watching {
  @property({ attribute: false }) choices: readonly Choice[] = [];
  @property({ attribute: false }) steps: unknown = [];
  @property() label = '';

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
      }
      .step {
        display: grid;
        grid-template-columns: 1.4em minmax(0, 1fr) auto;
        gap: 6px;
        align-items: center;
        color: var(--th-muted);
        font-size: var(--th-size-12);
      }
    `,
  ];

  protected override render() {
    const steps = this.#steps();
    return html`${steps.map(
      (step, at) => html`<div class="step">
        <span>${at + 1}</span>
        <th-multi-select
          label=${`${this.label} ${at + 1}`}
          .options=${this.choices}
          .value=${step}
          @change=${(event: CustomEvent<readonly string[]>) => {
            event.stopPropagation();
            if (event.detail.length > 0) this.#set(steps.with(at, event.detail));
          }}
        ></th-multi-select>
        ${steps.length > LEAST ? html`<th-button size="small" variant="quiet" icon="x" label=${t('editors.remove')} @click=${() => this.#set(steps.toSpliced(at, 1))}></th-button>` : nothing}
      </div>`,
    )}
      <div>
        <th-button size="small" variant="quiet" icon="plus" @click=${() => this.#set([...steps, [this.choices[0]?.value ?? '']])}>${t('editors.steps.add')}</th-button>
      </div>`;
  }

  #steps(): readonly (readonly string[])[] {
    if (!Array.isArray(this.steps)) return [];
    return this.steps.map((step) => (Array.isArray(step) ? step : [step]).map(String));
  }

  /** A step of one event is written as a word. */
  #set(steps: readonly (readonly string[])[]): void {
    this.dispatchEvent(changed(steps.map((step) => (step.length === 1 ? step[0] : step))));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-steps-field': StepsField;
  }
}
