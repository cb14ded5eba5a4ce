import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import {
  DELAYS,
  FRAME_CAPS,
  frameRate,
  isReduced,
  type MotionSettings,
  motion,
  REDUCED,
  replay,
  SPEEDS,
  USUAL_MOTION,
} from '../ui/motion/index.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';
import '../ui/button.ts';

/** Speed, delay, frame rate and reduced motion, with the frame rate that the last movement had. */
@customElement('th-motion-settings')
export class MotionPanel extends Watching {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        margin-bottom: 24px;
      }
      h3 {
        margin-bottom: 8px;
        font-size: 14px;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 16px;
        align-items: end;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 13px;
        color: var(--th-muted);
      }
      label > * {
        color: var(--th-text);
      }
      .check {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      input[type='range'] {
        width: 100%;
        accent-color: var(--th-accent);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block: 12px 8px;
      }
      .rate {
        font-size: 13px;
        color: var(--th-muted);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render() {
    const { speed, delay, frames, reduced, bounce } = motion.value;
    const rate = frameRate.value;
    return html`<h3>${t('motion.title')}</h3>
      <div class="grid">
        ${choice(
          t('motion.reduced'),
          REDUCED,
          reduced,
          (one) => t(`motion.reduced.${one}`),
          (one) => set({ reduced: one }),
        )}
        ${choice(
          t('motion.frames'),
          FRAME_CAPS,
          frames,
          (one) => (one === 0 ? t('motion.frames.all') : t('motion.frames.cap', { n: one })),
          (one) => set({ frames: one }),
        )}
        ${range(`${t('motion.speed')}: ${format.decimal(speed)}×`, SPEEDS, 0.25, speed, (one) => set({ speed: one }))}
        ${range(`${t('motion.delay')}: ${format.integer(delay)} ms`, DELAYS, 50, delay, (one) => set({ delay: one }))}
        <label class="check">
          <input type="checkbox" .checked=${bounce}
            @change=${(event: Event) => set({ bounce: (event.target as HTMLInputElement).checked })} />
          <span>${t('motion.bounce')}</span>
        </label>
      </div>
      <div class="actions">
        <th-button icon="play" @click=${replay}>${t('motion.replay')}</th-button>
        <th-button @click=${() => set(USUAL_MOTION)}>${t('motion.usual')}</th-button>
      </div>
      <p class="rate" role="status">${
        isReduced()
          ? t('motion.still')
          : rate
            ? t('motion.rate', { rate: Math.round(rate.rate), longest: Math.round(rate.longest) })
            : t('motion.rate.none')
      }</p>`;
  }
}

const set = (change: Partial<MotionSettings>) => {
  motion.value = { ...motion.value, ...change };
};

function choice<T extends string | number>(
  label: string,
  all: readonly T[],
  chosen: T,
  name: (one: T) => string,
  choose: (one: T) => void,
) {
  return html`<label>
    ${label}
    <select @change=${(event: Event) => {
      const one = all[(event.target as HTMLSelectElement).selectedIndex];
      if (one !== undefined) choose(one);
    }}>
      ${all.map((one) => html`<option ?selected=${one === chosen}>${name(one)}</option>`)}
    </select>
  </label>`;
}

function range(
  label: string,
  { least, most }: { readonly least: number; readonly most: number },
  step: number,
  value: number,
  choose: (value: number) => void,
) {
  return html`<label>
    ${label}
    <input type="range" min=${least} max=${most} step=${step} .value=${String(value)}
      @input=${(event: Event) => choose(Number((event.target as HTMLInputElement).value))} />
  </label>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-motion-settings': MotionPanel;
  }
}
