import type { Workspace } from '../workspace.ts';

/** Origins of notebooks that somebody else may have written. */
const ELSEWHERE = new Set(['shared', 'hosted', 'file']);
/** Where the gallery lies: who publishes the page has published these too. */
const OWN = /^(\.?\/)?notebooks\/[^/]+$/;

/** True where the notebook on screen is from elsewhere and has not been made one's own. */
export function isReading({ notebooks }: Workspace): boolean {
  const current = notebooks.current.value;
  if (!current || !ELSEWHERE.has(current.origin)) return false;
  return current.origin !== 'hosted' || !OWN.test(current.path ?? '');
}

/** Path under which the notebook on screen is served as it stands; null where it was edited or is not served. */
export function hostedPath({ notebooks }: Workspace): string | null {
  const current = notebooks.current.value;
  if (current?.standing !== 'published') return null;
  if (current.origin === 'hosted') return current.path;
  const named = current.origin === 'built-in' && /^(overview|speed)$/.test(current.id);
  return named ? current.id : null;
}
