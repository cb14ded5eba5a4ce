import { type CSSResultGroup, css } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Dialog } from './dialog.ts';

/** A dialog that comes in from the right and stands full height; a sheet from below on phones. Emits `close`. */
@customElement('th-drawer')
export class Drawer extends Dialog {
  static override styles: CSSResultGroup = [
    Dialog.styles,
    css`
      dialog {
        inline-size: min(640px, 100vw);
        max-inline-size: none;
        max-block-size: none;
        block-size: 100dvh;
        margin: 0 0 0 auto;
        border-width: 0 0 0 1px;
        border-radius: 0;
      }
      :host([size='large']) dialog {
        inline-size: min(960px, 100vw);
      }
      dialog[open] {
        animation-name: enter;
        animation-duration: calc(240ms * var(--th-motion, 1));
      }
      .content {
        flex: 1;
      }
      @keyframes enter {
        from {
          transform: translateX(32px);
          opacity: 0;
        }
      }
      @media (max-width: 640px) {
        dialog {
          block-size: 88dvh;
          margin: auto 0 0;
          border-width: 1px 0 0;
          border-radius: var(--th-radius-3) var(--th-radius-3) 0 0;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'th-drawer': Drawer;
  }
}
