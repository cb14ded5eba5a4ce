import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { type Visit, type VisitOptions, visit } from './browser.ts';
import { type Site, serveSite } from './site.ts';
import { type House, tabhouse } from './tabhouse.ts';

/** A reader at the served page, which is ready, with a folder for files: what most tests begin with. */
export interface Seat {
  readonly site: Site;
  readonly reader: Visit;
  readonly page: Page;
  readonly house: House;
  /** Deleted when the seat is left. */
  readonly folder: string;
  leave(): Promise<void>;
}

export async function takeSeat(options: VisitOptions = {}): Promise<Seat> {
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-seat-'));
  const site = await serveSite();
  const reader = await visit(site, options);
  const { page } = reader;
  const house = tabhouse(page);
  await house.ready();
  return {
    site,
    reader,
    page,
    house,
    folder,
    async leave() {
      await reader.close();
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Drops a file anywhere on the page. */
export const drop = (page: Page, name: string, content: string): Promise<void> =>
  page.evaluate(
    ([title, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], title));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    },
    [name, content] as const,
  );
