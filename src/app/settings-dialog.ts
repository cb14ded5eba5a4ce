import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type {
  DatasetSettings,
  OpenDataset,
  RuleAction,
  RuleName,
  WeekStart,
} from '../warehouse/index.ts';
import { emitApp } from './events.ts';
import { LAZY_CHOICES, lazyAbove } from './notebook/laziness.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import { zoneOptions } from './zone-options.ts';
import '../ui/button.ts';
import '../ui/dialog.ts';
import './appearance.ts';
import './motion-settings.ts';

const RULES: readonly RuleName[] = ['duplicates', 'price_illegal', 'bot_session', 'out_of_window'];
const ACTIONS: readonly RuleAction[] = ['reject', 'flag', 'off'];
const WEEK_STARTS: readonly WeekStart[] = [1, 6, 7];

function lazyText(milliseconds: number): string {
  if (milliseconds === 0) return t('laziness.all');
  if (milliseconds === Number.POSITIVE_INFINITY) return t('laziness.none');
  return t('laziness.above', { time: format.duration(milliseconds / 1000) });
}

/** Settings of the data set on screen, and a way to leave no trace on this machine. */
@customElement('th-settings-dialog')
export class SettingsDialog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 16px;
      }
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
        font-size: 13px;
        color: var(--th-muted);
      }
      label > * {
        max-width: 100%;
        color: var(--th-text);
      }
      .appearance {
        margin-bottom: 16px;
      }
      .lazy {
        justify-items: start;
        margin-bottom: 24px;
      }
      .note {
        margin-block: 12px 16px;
      }
      .end {
        margin-top: 32px;
        padding-top: 16px;
        border-top: 1px solid var(--th-border);
      }
    `,
  ];

  protected override render() {
    const open = this.workspace.dataset.value;
    return html`<th-dialog open heading=${t('app.settings.title')}>
      <p class="appearance"><th-appearance></th-appearance></p>
      <label class="lazy">
        ${t('laziness.label')}
        <select @change=${(event: Event) => {
          const chosen = LAZY_CHOICES[(event.target as HTMLSelectElement).selectedIndex];
          if (chosen !== undefined) lazyAbove.value = chosen;
        }}>
          ${LAZY_CHOICES.map((one) => html`<option ?selected=${one === lazyAbove.value}>${lazyText(one)}</option>`)}
        </select>
      </label>
      <th-motion-settings></th-motion-settings>
      ${open ? this.settings(open) : nothing}
      <div class="end">
        <th-button variant="danger" @click=${this.#reset}>${t('app.settings.delete-all')}</th-button>
      </div>
    </th-dialog>`;
  }

  private settings({ context, rules }: OpenDataset) {
    return html`<div class="grid">
        <label>
          ${t('app.open.zone.report')}
          <select @change=${(event: Event) =>
            this.change({ reportTimezone: (event.target as HTMLSelectElement).value })}>
            ${zoneOptions(context.reportTimezone)}
          </select>
        </label>
        <label>
          ${t('app.open.currency')}
          <input type="text" maxlength="3" .value=${context.currency ?? ''} placeholder=${t('app.open.currency.none')}
            @change=${(event: Event) =>
              this.change({ currency: (event.target as HTMLInputElement).value.toUpperCase() })} />
        </label>
        <label>
          ${t('app.open.week')}
          <select @change=${(event: Event) => {
            const weekStart = WEEK_STARTS[(event.target as HTMLSelectElement).selectedIndex];
            if (weekStart) this.change({ weekStart });
          }}>
            ${WEEK_STARTS.map(
              (one) =>
                html`<option ?selected=${one === context.weekStart}>${t(`app.open.week.${one}`)}</option>`,
            )}
          </select>
        </label>
        ${context.columns.length > 0 ? RULES.map((rule) => this.rule(rule, rules[rule])) : nothing}
      </div>
      <p class="muted small note">${t('app.settings.rebuild')}</p>
      <th-button @click=${() => emitApp(this, 'th-again', {})}>${t('app.settings.columns.change')}</th-button>`;
  }

  private rule(rule: RuleName, chosen: RuleAction) {
    return html`<label>
      ${t(`app.rule.${rule}`)}
      <select @change=${(event: Event) => {
        const action = ACTIONS[(event.target as HTMLSelectElement).selectedIndex];
        if (action) this.change({ rules: { [rule]: action } });
      }}>
        ${ACTIONS.map((one) => html`<option ?selected=${one === chosen}>${t(`app.rule.${one}`)}</option>`)}
      </select>
    </label>`;
  }

  private change(settings: DatasetSettings): void {
    this.dispatchEvent(new CustomEvent('close'));
    this.workspace.change(settings).catch((error) => this.workspace.fail(error));
  }

  #reset = () => {
    if (window.confirm(t('app.settings.delete-all.sure'))) emitApp(this, 'th-reset', {});
  };
}
