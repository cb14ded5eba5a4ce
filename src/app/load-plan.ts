import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import {
  type LoadPlan,
  type Means,
  memoryLine,
  roomIn,
  SAMPLES,
  type Storage,
} from '../warehouse/index.ts';
import type { OpenChoice, OpenGroup } from './open-form.ts';
import { hasUsers } from './open-plan.ts';
import { shared } from './styles.ts';

const STORAGES: readonly Storage[] = ['opfs', 'memory'];
const WORKERS = [1, 2, 3, 4, 6, 8] as const;
const BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128] as const;

/** What was decided about a load and what it will take, and how to decide otherwise; tells changes as `th-choice`. */
@customElement('th-load-plan')
export class LoadPlanView extends Watching {
  @property({ attribute: false }) plan!: LoadPlan;
  @property({ attribute: false }) means!: Means;
  @property({ attribute: false }) group!: OpenGroup;
  /** True where only what a data set holds may change, not where it is. */
  @property({ type: Boolean }) settled = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        border: 1px solid var(--th-border);
        border-radius: 8px;
        padding: 12px 12px 0;
      }
      h3 {
        margin-bottom: 10px;
        font-size: 14px;
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(116px, 1fr));
        gap: 14px 20px;
        margin-bottom: 12px;
      }
      dt,
      .note {
        font-size: 12px;
        color: var(--th-muted);
      }
      dd {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .note {
        display: block;
        font-weight: 400;
      }
      summary {
        padding: 10px 0;
        border-top: 1px solid var(--th-border);
        font-weight: 600;
        cursor: pointer;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 12px 16px;
        padding: 4px 0 12px;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 12px;
        color: var(--th-muted);
      }
      select {
        box-sizing: border-box;
        width: 100%;
        font-size: 13px;
        color: var(--th-text);
      }
      details p {
        max-width: 72ch;
        padding-bottom: 12px;
      }
    `,
  ];

  protected override render() {
    const { plan, group } = this;
    const { storage, sample } = plan;
    const about = (value: string) => t('plan.about', { value });
    const rows = format.compact(plan.rows * sample);
    const [shape] = group.shapes;
    return html`<h3>${t('plan.title')}</h3>
      <dl>
        ${this.fact(t('plan.storage'), t(`plan.storage.${storage}`), t(`plan.why.${plan.why}`))}
        ${this.fact(
          t('plan.rows'),
          plan.exactRows && sample === 1 ? rows : about(rows),
          sample < 1
            ? t('plan.rows.of', { n: format.compact(plan.rows) })
            : t('plan.rows.columns', { n: shape?.columns.length ?? 0 }),
        )}
        ${this.fact(
          t('plan.time'),
          about(format.duration(Math.max(1, Math.round(plan.seconds)))),
          t(plan.measured ? 'plan.time.measured' : 'plan.time.usual'),
        )}
        ${this.fact(t('plan.space'), about(format.bytes(plan.bytes)), this.room(storage))}
        ${this.fact(t('plan.work'), t('plan.work.workers', { n: plan.workers }), this.work())}
      </dl>
      <details>
        <summary>${t('plan.advanced')}</summary>
        <div class="grid">${this.choices()}</div>
        <p class="muted small">${t(hasUsers(this.group) ? 'plan.sample.help' : 'plan.sample.nobody')}</p>
      </details>`;
  }

  private fact(name: string, value: string, note: string) {
    return html`<div><dt>${name}</dt><dd>${value} <span class="note">${note}</span></dd></div>`;
  }

  private room(storage: Storage): string {
    const free = roomIn(this.means);
    if (storage === 'memory')
      return t('plan.space.memory', { free: format.bytes(memoryLine(this.means)) });
    return free === null
      ? t('plan.space.unknown')
      : t('plan.space.free', { free: format.bytes(free) });
  }

  private work(): string {
    const { slices, parts, buckets, waiting } = this.plan;
    return [
      t('plan.work.slices', { n: slices }),
      t('plan.work.parts', { n: parts }),
      t('plan.work.buckets', { n: buckets }),
      ...(waiting > 0 ? [t('plan.work.waiting', { size: format.bytes(waiting) })] : []),
    ].join(' · ');
  }

  private choices() {
    const { plan } = this;
    const { choice } = this.group;
    const auto = (given: number | undefined, n: number) => ({
      value: undefined,
      name: given ? t('plan.auto') : t('plan.auto.n', { n }),
    });
    return html`
      ${hasUsers(this.group) ? this.select(t('plan.sample'), this.samples(), choice.sample, 'sample') : nothing}
      ${
        this.settled
          ? nothing
          : html`${this.select(
              t('app.open.storage'),
              STORAGES.filter((one) => one === 'memory' || this.means.opfs).map((one) => ({
                value: one,
                name: t(`app.open.storage.${one}`),
              })),
              choice.storage,
              'storage',
            )}
            ${this.select(
              t('plan.workers'),
              [auto(choice.workers, plan.workers), ...numbers(WORKERS)],
              choice.workers,
              'workers',
            )}
            ${this.select(
              t('plan.buckets'),
              [auto(choice.buckets, plan.buckets), ...numbers(BUCKETS)],
              choice.buckets,
              'buckets',
            )}`
      }
    `;
  }

  private samples() {
    const { sample } = this.group.choice;
    const shares = [1, ...SAMPLES, sample];
    const sorted = [...new Set(shares)].sort((a, b) => b - a);
    return sorted.map((value) => ({
      value,
      name:
        value === 1
          ? t('plan.sample.all')
          : t('plan.sample.one-in', { n: format.compact(1 / value) }),
    }));
  }

  private select<K extends 'sample' | 'storage' | 'workers' | 'buckets'>(
    label: string,
    options: readonly { readonly value: OpenChoice[K] | undefined; readonly name: string }[],
    chosen: OpenChoice[K],
    key: K,
  ) {
    return html`<label>
      ${label}
      <select @change=${(event: Event) => {
        const option = options[(event.target as HTMLSelectElement).selectedIndex];
        if (option) this.tell({ [key]: option.value });
      }}>
        ${options.map(({ value, name }) => html`<option ?selected=${value === chosen}>${name}</option>`)}
      </select>
    </label>`;
  }

  private tell(change: Partial<Record<keyof OpenChoice, unknown>>): void {
    this.dispatchEvent(new CustomEvent('th-choice', { detail: change }));
  }
}

const numbers = (list: readonly number[]) =>
  list.map((value) => ({ value, name: format.integer(value) }));
