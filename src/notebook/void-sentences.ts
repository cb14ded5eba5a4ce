import { TabhouseError } from '../engine/errors.ts';
import { isKey, locale, t } from '../i18n/index.ts';
import { type Interpolation, interpolations } from './graph/interpolations.ts';
import type { CellResult } from './types.ts';
import { escapeMarkdown, factsOf, isVoid, valueAt } from './values.ts';

/** What the text stands on: results by name, and of cells that have none because something failed, what did. */
export interface Told {
  readonly results: ReadonlyMap<string, CellResult>;
  readonly failed?: ReadonlyMap<string, unknown>;
}

/** Between two paragraphs, or before an item of a list. */
const PIECES = /(\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s))/;
const SENTENCES = /((?<=[.!?][*_)"”]*)\s+|(?<=[。！？][*_）”]*)(?![*_）”]))/;
/** Where a dash says enough, and a sentence would break the form. */
const NO_PROSE = /^\s*(?:#|\||```|~~~| {4})|```/;
/** What opens an item or a quotation stays before what is said instead. */
const OPENING = /^(?:\s*(?:[-*+]|\d+[.)]|>)\s+)*/;

/**
 * Markdown in which sentences that would be nothing but holes, each of their `{{…}}` being known to have no value, are
 * taken out, and a short one behind the others of the paragraph says what is missing. Others are left as they are.
 */
export function withoutVoids(markdown: string, told: Told): string {
  if (!markdown.includes('{{')) return markdown;
  return markdown
    .split(PIECES)
    .map((piece, at) => (at % 2 === 1 || NO_PROSE.test(piece) ? piece : filled(piece, told)))
    .join('');
}

function filled(piece: string, told: Told): string {
  const sentences = piece.split(SENTENCES);
  const voids = sentences.map((text, at) => (at % 2 === 0 ? voidsOf(text, told) : []));
  if (voids.every((some) => some.length === 0)) return piece;
  const opening = OPENING.exec(piece)?.[0] ?? '';
  // A separator stands before the sentence that follows it, and goes with it.
  const kept = sentences.flatMap((text, at) =>
    at % 2 === 1 || voids[at]?.length ? [] : [text.slice(at === 0 ? opening.length : 0).trim()],
  );
  const said = [...kept.filter((text) => text !== ''), ...reasons(voids.flat(), told)];
  return opening + said.join(locale.value === 'zh-CN' ? '' : ' ');
}

/** The sentence's expressions, where each is known to have no value. */
function voidsOf(sentence: string, told: Told): readonly Interpolation[] {
  const found = interpolations(sentence);
  return found.every((one) => isKnownVoid(one, told)) ? found : [];
}

/** A name that there is none of, a column that is misspelt and a cell that still works are told of elsewhere. */
function isKnownVoid({ name, path }: Interpolation, { results, failed }: Told): boolean {
  const result = results.get(name);
  if (!result) return failed?.has(name) ?? false;
  if (result.kind === 'none') return false;
  const value = valueAt(result, path);
  return isVoid(value) && (value !== undefined || result.rows.length === 0);
}

function reasons(voids: readonly Interpolation[], { results, failed }: Told): readonly string[] {
  const without = new Set<string>();
  /** By why they are not told: the labels of the figures, where all have one. */
  const lacking = new Map<string, Set<string> | null>();
  const sentences: string[] = [];
  for (const { name, path } of voids) {
    const column = path.at(-1) ?? name;
    const facts = factsOf(results.get(name)?.detail);
    const lacks = Array.isArray(facts?.lacks) && facts.lacks.includes(column);
    const reason = lacks ? facts?.lacks_reason : applicable(failed?.get(name));
    const key = `column.${column}`;
    const label = isKey(key) ? t(key) : null;
    if (typeof reason === 'string') {
      const others = lacking.has(reason) ? lacking.get(reason) : new Set<string>();
      lacking.set(reason, label === null || !others ? null : others.add(label));
    } else if (failed?.has(name)) sentences.push(t('notebook.void.failed', { name }));
    else without.add(label ?? column.replaceAll('_', ' '));
  }
  for (const [reason, labels] of lacking)
    sentences.push(
      labels
        ? t('notebook.void.named', { list: listed(labels), reason })
        : t('notebook.void.reason', { reason }),
    );
  if (without.size > 0) sentences.push(t('notebook.void.columns', { list: listed(without) }));
  return [...new Set(sentences)].map(escapeMarkdown);
}

const listed = (names: ReadonlySet<string>) => [...names].join(t('common.and'));

/** Why the data do not have it, where that is why it failed. */
const applicable = (error: unknown): unknown =>
  error instanceof TabhouseError && error.code === 'metric-not-applicable'
    ? error.parameters.reason
    : null;
