import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import {
  type Available,
  checkNeeds,
  type MissingNeed,
  type NeedsAnswer,
} from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';
import { availableIn } from './available.ts';

const known = new WeakMap<Workspace, ReadonlySignal<readonly Available[] | null>>();

/** What the open data has, for what notebooks need; null while nothing is open or it is not yet known. */
export function available(workspace: Workspace): ReadonlySignal<readonly Available[] | null> {
  const there = known.get(workspace);
  if (there) return there;
  const found = signal<readonly Available[] | null>(null);
  let version = '';
  effect(() => {
    const open = workspace.dataset.value;
    const now = open?.context.version ?? '';
    if (now === version) return;
    version = now;
    found.value = null;
    if (!open) return;
    void workspace.engine.ready
      .then(() => availableIn(workspace.engine, open))
      .then((has) => {
        if (version === now) found.value = has;
      })
      // Without the engine nothing runs, which the page says by itself.
      .catch(() => undefined);
  });
  known.set(workspace, found);
  return found;
}

/** What the notebook on screen needs and the data does not have; null where that is nothing, or not yet known. */
export function missing(workspace: Workspace): NeedsAnswer | null {
  const has = available(workspace).value;
  const { frontMatter } = workspace.runtime.document.value;
  if (!has) return null;
  const answer = checkNeeds(frontMatter, has);
  return answer.met ? null : { ...answer, missing: answer.missing.map(readable) };
}

/** `events` is what notebooks call the events, not a table that SQL could read in place of another. */
const readable = (need: MissingNeed): MissingNeed =>
  need.column === null
    ? { ...need, offers: need.offers.filter(({ relation }) => relation !== 'events') }
    : need;
