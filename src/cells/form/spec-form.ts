import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { parameterOf } from '../../notebook/index.ts';
import { base } from '../../ui/base.ts';
import { changed, control as controlStyles } from '../../ui/control.ts';
import { Watching } from '../../ui/watching.ts';
import type { KnownCell } from '../assist.ts';
import { control } from './controls.ts';
import type { SpecKey } from './keys.ts';
import '../../ui/button.ts';
import '../../ui/menu.ts';
import './where-field.ts';

/** One value of the block to be set; `path` is a key, or a key of a mapping under it. */
export interface SpecChange {
  readonly path: readonly [string, string?];
  /** Undefined takes it out. */
  readonly value: unknown;
}

/** Types that take a whole line. */
const WIDE = new Set(['where', 'steps', 'options']);

/** A block's keys as a form. Emits `change` with a `SpecChange`. */
@customElement('th-spec-form')
export class SpecForm extends Watching {
  @property({ attribute: false }) keys: readonly SpecKey[] = [];
  @property({ attribute: false }) spec: Readonly<Record<string, unknown>> = {};
  @property({ attribute: false }) cells: readonly KnownCell[] = [];

  static override styles = [
    base,
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
        gap: 14px 20px;
        align-items: start;
      }
      .field {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 6px;
        align-items: center;
        min-inline-size: 0;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .label {
        grid-column: 1 / -1;
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
      }
      .only {
        grid-column: 1 / -1;
      }
      .hint {
        grid-column: 1 / -1;
        color: var(--th-muted);
        font-size: var(--th-size-12);
        line-height: 1.5;
      }
      .pair {
        display: grid;
        grid-auto-columns: minmax(0, 1fr);
        grid-auto-flow: column;
        gap: 6px;
      }
      .bound {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-block-size: 36px;
        padding: 0 4px 0 12px;
        border: 1px solid var(--th-accent);
        border-radius: var(--th-radius-2);
        background: var(--th-accent-soft);
        font-family: var(--th-mono);
        font-size: var(--th-size-13);
      }
      textarea.control {
        font-family: var(--th-mono);
        resize: vertical;
      }
    `,
  ];

  protected override render() {
    return this.keys.filter(({ hidden }) => !hidden).map((key) => this.#field(key));
  }

  #field(key: SpecKey) {
    const { name, label, hint, bindable } = key;
    const value = this.spec[name];
    const input = parameterOf(value);
    const inputs = this.#inputs();
    const binds = bindable && input === null && inputs.length > 0 && !WIDE.has(key.type);
    return html`<div class="field ${WIDE.has(key.type) ? 'wide' : ''}">
      <span class="label" aria-hidden="true">${label}</span>
      <div class=${binds ? '' : 'only'}>
        ${
          input !== null
            ? html`<div class="bound"><span>$${input}</span><th-button size="small" variant="quiet" icon="x" label=${t('editors.unbind', { name: label })} @click=${() => this.#set([name], undefined)}></th-button></div>`
            : key.type === 'where'
              ? html`<th-where-field
                  label=${label}
                  .columns=${key.choices ?? []}
                  .inputs=${inputs}
                  .where=${value}
                  @change=${(event: CustomEvent<{ column: string; value: unknown }>) => {
                    event.stopPropagation();
                    this.#set([name, event.detail.column], event.detail.value);
                  }}
                ></th-where-field>`
              : control(key, value, (now) => this.#set([name], now))
        }
      </div>
      ${
        binds
          ? html`<th-menu
              icon="link"
              label=${t('editors.bind', { name: label })}
              .items=${inputs.map((one) => ({ id: one, label: `$${one}` }))}
              @choose=${(event: CustomEvent<string>) => this.#set([name], `$${event.detail}`)}
            ></th-menu>`
          : nothing
      }
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
    </div>`;
  }

  /** What a value can come from; a selection is a condition, and goes into `filter`. */
  #inputs(): readonly string[] {
    return this.cells
      .filter(
        ({ cell }) =>
          cell.kind === 'segment' || (cell.kind === 'input' && cell.spec.type !== 'selection'),
      )
      .map(({ name }) => name);
  }

  #set(path: SpecChange['path'], value: unknown): void {
    this.dispatchEvent(changed<SpecChange>({ path, value }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-spec-form': SpecForm;
  }
}
