import { rewritten } from '../edit/block.ts';
import { changedHead } from '../edit/front-matter.ts';
import { relationsOf } from '../sql/relations.ts';
import { renamedInSql } from '../sql/rename.ts';
import { tokensOf } from '../sql/tokens.ts';
import { sqlName } from '../sql/words.ts';
import type { Cell, NotebookDocument } from '../types.ts';
import { needsOf } from './needs.ts';

/** What takes the place of a relation, or of a column where one is named. */
export interface Replacement {
  readonly relation: string;
  readonly column: string | null;
  readonly to: string;
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The text of a notebook that reads another relation or column: in its SQL, its specs and what it says it needs. A column of a table keeps the notebook's name for it. */
export function mappedText(document: NotebookDocument, replacement: Replacement): string {
  const { head, frontMatter, cells } = document;
  const needs = needsWith(frontMatter, replacement);
  const front = needs ? changedHead(head, { needs }) : head;
  return front + cells.map((cell) => mappedCell(cell, replacement)).join('');
}

function needsWith(
  frontMatter: Readonly<Record<string, unknown>>,
  { relation, column, to }: Replacement,
): Readonly<Record<string, readonly string[]>> | null {
  const needs = needsOf(frontMatter);
  if (!needs || needs.size === 0) return null;
  return Object.fromEntries(
    [...needs].map(([name, columns]) => {
      if (!same(name, relation)) return [name, columns];
      if (column === null) return [to, columns];
      return [name, columns.map((one) => (same(one, column) ? to : one))];
    }),
  );
}

function mappedCell(cell: Cell, { relation, column, to }: Replacement): string {
  if (cell.error || cell.kind === 'unknown') return cell.source;
  const body =
    cell.kind === 'text'
      ? column === null || !same(relation, 'events')
        ? cell.body
        : cell.body.replaceAll(/\{\{[^{}]*\}\}/g, (one) => words(one, column, to))
      : cell.kind === 'sql'
        ? column === null
          ? renamedInSql(cell.body, relation, to, false)
          : same(relation, 'events')
            ? columnInSql(cell.body, column, to)
            : standIn(cell.body, relation, column, to)
        : column === null || same(relation, 'events')
          ? words(cell.body, column ?? relation, to)
          : cell.body;
  return body === cell.body ? cell.source : rewritten(cell, { body });
}

/** The table with the column under the name that the notebook knows, so that what reads it further on need not change. */
function standIn(sql: string, relation: string, column: string, to: string): string {
  const places = relationsOf(sql).relations.filter(
    ({ name, whole, bare }) => same(name, relation) && whole && !bare,
  );
  let text = '';
  let at = 0;
  for (const { whole, aliased } of places) {
    if (!whole) continue;
    const table = sql.slice(whole.from, whole.to);
    const alias = aliased ? '' : ` AS ${sqlName(relation)}`;
    text += `${sql.slice(at, whole.from)}(SELECT *, ${sqlName(to)} AS ${sqlName(column)} FROM ${table})${alias}`;
    at = whole.to;
  }
  return text + sql.slice(at);
}

function columnInSql(sql: string, column: string, to: string): string {
  let text = '';
  let at = 0;
  for (const token of tokensOf(sql).tokens) {
    if ((token.kind !== 'word' && token.kind !== 'quoted') || !same(token.text, column)) continue;
    text += sql.slice(at, token.from) + sqlName(to);
    at = token.to;
  }
  return text + sql.slice(at);
}

/** Whole words of YAML; what YAML would misread is quoted. */
function words(text: string, from: string, to: string): string {
  const name = from.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const plain = /^[\p{L}_][\p{L}\p{N}_ -]*$/u.test(to);
  return text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}_$])${name}(?![\\p{L}\\p{N}_])`, 'giu'),
    () => (plain ? to : JSON.stringify(to)),
  );
}
