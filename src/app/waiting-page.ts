import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';

/** What a second tab shows until the first one closes. */
@customElement('th-waiting-page')
export class WaitingPage extends Watching {
  static override styles = [
    shared,
    css`
      p {
        max-width: 48ch;
        margin: 20vh auto 0;
        padding: 0 24px;
        font-size: 16px;
        text-align: center;
      }
    `,
  ];

  protected override render() {
    return html`<p role="status">${t('app.tab.second')}</p>`;
  }
}
