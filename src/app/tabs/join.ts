import { hold, holdData } from './hold.ts';
import { type Served, serveTab } from './lead.ts';
import { offerPorts, seekPort } from './meet.ts';
import { Lead } from './remote.ts';

/** Tabs of different builds speak in different ways. */
const BUILD = import.meta.url;

export interface Joining {
  /** Another tab has the data, and cannot be reached yet, or any more. */
  wait(): void;
  /** Another tab has the data, and answers. */
  follow(lead: Lead): void;
}

/**
 * Resolves when this tab has the data: at once where it is the first, else when it is its turn to take over from the
 * one that closed. Until then it works through the tab that has it.
 */
export async function takeData({ wait, follow }: Joining): Promise<void> {
  const over = new AbortController();
  let lead: Lead | null = null;
  const keepUp = async () => {
    while (!over.signal.aborted) {
      const port = await seekPort(over.signal);
      const found = await Lead.at(port, BUILD);
      if (over.signal.aborted || !found) continue;
      lead = found;
      follow(found);
      await found.gone;
      if (!over.signal.aborted) wait();
    }
  };
  await holdData(() => {
    wait();
    void keepUp();
  });
  over.abort();
  (lead as Lead | null)?.end();
}

/** Lets other tabs of the page work with the data of this one, for as long as it is open. */
export async function shareData(served: Served): Promise<void> {
  if (!navigator.locks) return;
  const name = `tabhouse-lead-${Math.random().toString(36).slice(2)}`;
  await hold(name, {});
  offerPorts((port) => serveTab(served, port, { build: BUILD, lock: name }));
}
