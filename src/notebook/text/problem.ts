import { t } from '../../i18n/index.ts';
import type { CellProblem } from '../types.ts';

/** Why a block cannot be read, as a sentence. */
export function problemText({ code, parameters, line }: CellProblem): string {
  return t(`notebook.problem.${code}`, { line, ...parameters });
}
