import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { keysText } from '../../ui/keys.ts';
import { Watching } from '../../ui/watching.ts';
import { documentCommands } from '../notebooks/commands.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { type KeyGroup, keyGroups } from './key-groups.ts';
import '../../ui/dialog.ts';

interface Line {
  readonly title: string;
  readonly keys: readonly string[];
}

/** All keys of the page, by where they work. Emits `close`. */
@customElement('th-key-sheet')
export class KeySheet extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      .modes {
        columns: 2 260px;
        column-gap: 40px;
      }
      section {
        margin-block-end: 20px;
      }
      h3 {
        margin: 0 0 8px;
        font-size: 13px;
        color: var(--th-muted);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 6px 16px;
        margin: 0;
        font-size: 14px;
      }
      dd {
        margin: 0;
        text-align: end;
        white-space: nowrap;
      }
      kbd {
        padding: 1px 6px;
        border: 1px solid var(--th-border);
        border-radius: 5px;
        background: var(--th-sunken);
        font: inherit;
        font-size: 12px;
      }
      kbd + kbd {
        margin-inline-start: 6px;
      }
    `,
  ];

  protected override render() {
    return html`<th-dialog open size="large" heading=${t('palette.keys')} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="modes">${keyGroups().map((group) => this.#group(group))}</div>
    </th-dialog>`;
  }

  #group({ where, commands }: KeyGroup) {
    const own: Line[] = commands.map(({ title, keys }) => ({
      title: t(title),
      keys: keys.map((one) => keysText(one)),
    }));
    const lines = where === 'page' ? [...this.#page(), ...own] : own;
    return html`<section>
      <h3>${t(`palette.keys.${where}`)}</h3>
      <dl>${lines.map(({ title, keys }) => html`<dt>${title}</dt><dd>${keys.map((one) => html`<kbd>${one}</kbd>`)}</dd>`)}</dl>
    </section>`;
  }

  #page(): Line[] {
    const documents = documentCommands(this.workspace).flatMap(({ label, keys }) =>
      keys === undefined ? [] : [{ title: label, keys: [keys] }],
    );
    return [
      { title: t('palette.open'), keys: [keysText('Mod+k'), keysText('Mod+Shift+p')] },
      { title: t('palette.keys'), keys: ['?'] },
      ...documents,
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-key-sheet': KeySheet;
  }
}
