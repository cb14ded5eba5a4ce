/** A text of a notebook that was kept. */
export interface Version {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of an automatic version: when the first text that it stands for was kept. */
  readonly since?: number;
  /** `auto`: kept while it was edited; the others stay for as long as there is room. */
  readonly reason: 'auto' | 'saved' | 'opened' | 'published' | 'restored';
}

/** Texts that are kept for one notebook. */
const MOST = 100;
/** Milliseconds after which an automatic version is kept beside the one before it. */
const APART = 5 * 60_000;

/**
 * The versions with a newer text: one that is the same as the newest is not kept twice, automatic ones of the same
 * five minutes are one, and beyond a hundred the oldest automatic ones go first.
 */
export function withVersion(versions: readonly Version[], version: Version): readonly Version[] {
  const last = versions.at(-1);
  if (last?.text === version.text) {
    const stronger = last.reason === 'auto' && version.reason !== 'auto';
    return stronger ? [...versions.slice(0, -1), { ...last, reason: version.reason }] : versions;
  }
  const since = last?.reason === 'auto' ? (last.since ?? last.at) : null;
  const grows = version.reason === 'auto' && since !== null && version.at - since < APART;
  const all = grows ? [...versions.slice(0, -1), { ...version, since }] : [...versions, version];
  if (all.length <= MOST) return all;
  const oldest = all.findIndex(({ reason }) => reason === 'auto');
  return all.toSpliced(oldest < 0 || oldest === all.length - 1 ? 0 : oldest, 1);
}
