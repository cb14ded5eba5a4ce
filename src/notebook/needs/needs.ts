import { t } from '../../i18n/index.ts';
import { nameScores, squeeze } from '../../sources/detect/names.ts';

/** A relation of the data that is open. */
export interface Available {
  readonly relation: string;
  readonly columns: readonly string[];
  /** Columns of the files behind it that nothing is mapped to. */
  readonly unused?: readonly string[];
}

/** A column or relation that could stand for what is missing. */
export interface Offer {
  readonly relation: string;
  /** Null where the relation as a whole is offered. */
  readonly column: string | null;
  /** 0 to 1: how well it fits by its name. */
  readonly score: number;
}

export interface MissingNeed {
  readonly relation: string;
  /** Null where the whole relation is missing. */
  readonly column: string | null;
  /** Best first. */
  readonly offers: readonly Offer[];
}

export interface NeedsAnswer {
  readonly met: boolean;
  /** False where the front matter's `needs` cannot be read. */
  readonly readable: boolean;
  readonly missing: readonly MissingNeed[];
}

/** Relation → columns that a notebook's front matter asks for; null where it cannot be read. */
export function needsOf(
  frontMatter: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly string[]> | null {
  const { needs } = frontMatter;
  if (needs === undefined || needs === null) return new Map();
  if (Array.isArray(needs)) {
    const columns = texts(needs);
    return columns && new Map([['events', columns]]);
  }
  if (typeof needs !== 'object') return null;
  const found = new Map<string, readonly string[]>();
  for (const [relation, wanted] of Object.entries(needs)) {
    const columns = wanted === null ? [] : texts(Array.isArray(wanted) ? wanted : [wanted]);
    if (!columns) return null;
    found.set(relation, columns);
  }
  return found;
}

function texts(values: readonly unknown[]): readonly string[] | null {
  return values.every((one) => typeof one === 'string') ? values : null;
}

/** What a notebook needs and the open data does not have, with what could be mapped to it. Names know no case. */
export function checkNeeds(
  frontMatter: Readonly<Record<string, unknown>>,
  available: readonly Available[],
): NeedsAnswer {
  const needs = needsOf(frontMatter);
  if (!needs) return { met: false, readable: false, missing: [] };
  const missing: MissingNeed[] = [];
  for (const [relation, columns] of needs) {
    const own = available.find((one) => same(one.relation, relation));
    if (!own) {
      missing.push({ relation, column: null, offers: relationOffers(columns, available) });
      continue;
    }
    for (const column of columns) {
      if (own.columns.some((one) => same(one, column))) continue;
      missing.push({ relation, column, offers: columnOffers(column, own) });
    }
  }
  return { met: missing.length === 0, readable: true, missing };
}

/** Each missing thing as a sentence, with the best that could stand for it. */
export function needsText({ readable, missing }: NeedsAnswer): string[] {
  if (!readable) return [t('notebook.needs.unreadable')];
  return missing.map(({ relation, column, offers }) => {
    const [best] = offers;
    const offer = best?.column ?? best?.relation;
    const key = column === null ? 'relation' : 'column';
    const parameters = { relation, column: column ?? '' };
    return offer === undefined
      ? t(`notebook.needs.${key}`, parameters)
      : t(`notebook.needs.${key}-offer`, { ...parameters, offer });
  });
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Columns behind the relation whose names say that they hold what is missing. */
function columnOffers(column: string, { relation, columns, unused = [] }: Available): Offer[] {
  return [...new Set([...unused, ...columns])]
    .map((one) => ({ relation, column: one, score: likeness(column, one) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** Relations that have at least half of the columns, most of them first. */
function relationOffers(wanted: readonly string[], available: readonly Available[]): Offer[] {
  return available
    .map(({ relation, columns }) => {
      const held = wanted.filter((one) => columns.some((column) => same(column, one))).length;
      return { relation, column: null, score: wanted.length === 0 ? 0 : held / wanted.length };
    })
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score);
}

/** 1: the same name but for its spelling; less as the names that the column is known by say. */
function likeness(wanted: string, candidate: string): number {
  const [one, other] = [squeeze(wanted), squeeze(candidate)];
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const known = Object.entries(nameScores(candidate)).find(([column]) => column === wanted);
  return Math.min(0.95, known?.[1] ?? 0);
}
