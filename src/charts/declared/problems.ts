import { isNode, LineCounter, parseDocument } from 'yaml';
import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import type { Path, Problem } from './types.ts';

/** Collects what is wrong with a block while it is read. */
export class Problems {
  readonly all: Problem[] = [];

  add(path: Path, message: string): void {
    this.all.push({ path, message });
  }

  /** `word` where it is among `known`; else says what there is, the likeliest first. */
  oneOf<T extends string>(path: Path, word: unknown, known: readonly T[]): T | undefined {
    const found = known.find((one) => one === word);
    if (found === undefined) this.unknown(path, String(word), known);
    return found;
  }

  /** Says that a word is not among those that there are. */
  unknown(path: Path, word: string, known: readonly string[]): void {
    const likely = nearest(word, known);
    const parameters = { key: keyOf(path), word, known: shortened(known) };
    this.add(
      path,
      likely
        ? t('declared.problem.unknown.likely', { ...parameters, likely })
        : t('declared.problem.unknown', parameters),
    );
  }
}

const MOST_NAMED = 24;
const shortened = (known: readonly string[]) =>
  known.length > MOST_NAMED ? `${known.slice(0, MOST_NAMED).join(', ')} …` : known.join(', ');

/** The last word of a path: what the reader sees at the start of the line. */
export const keyOf = (path: Path): string =>
  String(path.findLast((step) => typeof step === 'string') ?? 'chart');

/** The known word that differs by a slip of the finger; null where none does. */
export function nearest(word: string, known: readonly string[]): string | null {
  const folded = word.toLowerCase();
  const ranked = known
    .map((one) => ({ one, distance: distance(folded, one.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(word.length < 4 ? 1 : 2, Math.floor(word.length / 3))
    ? best.one
    : null;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** 1-based line of a YAML text on which the node at `path` stands, or the nearest around it. */
export function lineOf(yaml: string, path: Path): number {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  for (let length = path.length; length > 0; length--) {
    const found = document.getIn(path.slice(0, length), true);
    if (isNode(found) && found.range) return lines.linePos(found.range[0]).line;
  }
  return 1;
}

/** The first problem as an error, with its line of the notebook; `above` is the line of the block's fence. */
export function refusal(problems: readonly Problem[], yaml: string, above: number): TabhouseError {
  const [first] = problems;
  const line = above + lineOf(yaml, first?.path ?? []);
  const reason = t('declared.problem.at', { line, message: first?.message ?? '' });
  const more = problems.length - 1;
  return new TabhouseError('notebook-syntax', {
    parameters: {
      reason: more > 0 ? t('declared.problem.more', { reason, n: more }) : reason,
      line,
    },
  });
}
