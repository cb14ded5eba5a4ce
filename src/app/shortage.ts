import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetSummary, Means, Shortage } from '../warehouse/index.ts';
import type { Cost } from '../warehouse/store/estimate.ts';
import type { OpenChoice } from './open-form.ts';
import { shared } from './styles.ts';
import '../ui/button.ts';
import '../ui/icon.ts';

/**
 * A load that does not fit, said before the work: how much is needed, how much there is, and what would fit. Tells
 * another choice as `th-choice` and a data set to be deleted as `th-free`.
 */
@customElement('th-shortage')
export class ShortageNotice extends Watching {
  @property({ attribute: false }) shortage!: Shortage;
  @property({ attribute: false }) means!: Means;
  /** What a sample of this share takes. */
  @property({ attribute: false }) sampled: Cost | null = null;
  /** Data sets that may be deleted. */
  @property({ attribute: false }) kept: readonly DatasetSummary[] = [];

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 10px;
        padding: 14px 16px;
        border: 1px solid color-mix(in srgb, var(--th-warn) 45%, transparent);
        border-radius: 8px;
        background: var(--th-warn-soft);
        font-size: 13px;
      }
      th-icon {
        margin-top: 2px;
        color: var(--th-warn);
      }
      h3 {
        font-size: 14px;
        font-weight: 600;
      }
      .body {
        display: grid;
        gap: 8px;
        grid-column: 2;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      li {
        max-width: 100%;
      }
      li button {
        max-width: 100%;
        overflow-wrap: anywhere;
        text-align: start;
      }
    `,
  ];

  protected override render() {
    const { of, needed, given } = this.shortage;
    const { space } = this.means;
    const figures = { needed: format.bytes(needed), given: format.bytes(given) };
    const offers = this.offers();
    return html`<th-icon name="triangle-alert"></th-icon>
      <h3>${t(`short.${of}`)}</h3>
      <div class="body" role="status">
        <p>${
          of === 'memory'
            ? t('short.memory.text', figures)
            : t('short.opfs.text', {
                ...figures,
                used: format.bytes(space?.used ?? 0),
                quota: format.bytes(space?.quota ?? 0),
              })
        }</p>
        ${offers.length > 0 ? html`<p>${t('short.fits')}</p><ul>${offers}</ul>` : html`<p>${t('short.nothing')}</p>`}
        <p class="muted">${t('short.anyway.text')}</p>
      </div>`;
  }

  private offers() {
    const { of, fits, elsewhere } = this.shortage;
    const other = of === 'memory' ? 'opfs' : 'memory';
    const sample = fits !== null && this.sampled;
    return [
      sample
        ? this.offer(
            t('short.sample', { n: format.compact(1 / fits), size: format.bytes(sample.bytes) }),
            () => this.choose({ sample: fits }),
          )
        : nothing,
      elsewhere
        ? this.offer(t(`short.to.${other}`, { size: format.bytes(elsewhere.bytes) }), () =>
            this.choose({ storage: other }),
          )
        : nothing,
      ...(of === 'opfs' ? this.kept : []).map((one) =>
        this.offer(t('short.delete', { name: one.name, size: format.bytes(one.bytes) }), () =>
          this.dispatchEvent(new CustomEvent('th-free', { detail: one })),
        ),
      ),
    ].filter((offer) => offer !== nothing);
  }

  private offer(text: string, take: () => void) {
    return html`<li><button @click=${take}>${text}</button></li>`;
  }

  private choose(change: Partial<OpenChoice>): void {
    this.dispatchEvent(new CustomEvent('th-choice', { detail: change }));
  }
}
