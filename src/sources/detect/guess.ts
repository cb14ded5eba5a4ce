import { origin } from '../known/columns.ts';
import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  type ColumnOrigin,
  type EventType,
  type FileShape,
  ID_COLUMNS,
  type Mapping,
  type Note,
  TEXT_COLUMNS,
  type TimeGrain,
} from '../types.ts';
import { nameScores } from './names.ts';
import { type Profile, profile } from './profile.ts';
import { eventType, knownWords, numericWords } from './words.ts';

/** What a file that no definition knows could mean. */
export interface Guess {
  readonly mapping: Mapping;
  readonly uncertain: readonly CanonicalColumn[];
  readonly grain: TimeGrain;
  readonly zoned: boolean;
  readonly notes: readonly Note[];
}

/** From names and values together; every guess that rests on one of them alone is uncertain. */
export function guess(shape: FileShape): Guess {
  const columns = profile(shape);
  const assignment = new Assignment(columns);
  const named = shape.dialect?.header ?? true;
  if (named) assignment.byNames();
  assignment.time(named);
  assignment.words();
  if (!named) assignment.byPosition();
  return finish(shape, assignment);
}

class Assignment {
  readonly taken = new Map<CanonicalColumn, Profile>();
  readonly uncertain = new Set<CanonicalColumn>();
  private readonly used = new Set<number>();

  constructor(private readonly columns: readonly Profile[]) {}

  /** Best pair first: score of the name × fitness of the values. */
  byNames(): void {
    const pairs = this.columns.flatMap((column) =>
      Object.entries(nameScores(column.name)).map(([name, score]) => {
        const canonical = name as CanonicalColumn;
        return { canonical, column, name: score, fit: fitness(canonical, column) };
      }),
    );
    pairs.sort((a, b) => b.name * b.fit - a.name * a.fit);
    for (const { canonical, column, name, fit } of pairs)
      if (name * fit >= 0.4) this.take(canonical, column, name >= 0.6 && fit >= 0.9);
  }

  /** A column of dates speaks for itself; ten digits under another name could be anything. */
  time(named: boolean): void {
    if (this.taken.has('event_time')) return;
    const free = this.free().filter((column) => column.time);
    const text = free.find((column) => column.time?.format.kind === 'text');
    const epoch = free.findLast((column) => column.distinct.size > 1) ?? free.at(-1);
    const column = text ?? (named ? undefined : epoch);
    if (column) this.take('event_time', column, false);
  }

  words(): void {
    if (this.taken.has('event_type')) return;
    const column = this.free().find(
      (candidate) => candidate.words >= 0.5 && candidate.distinct.size <= 20,
    );
    if (column) this.take('event_type', column, false);
  }

  /** Without names: user, item and category stand in this order in the logs we know, a price has a point. */
  byPosition(): void {
    const codes = this.free().filter(
      (column) => column.kind === 'integer' || (column.kind === 'code' && column.distinct.size > 1),
    );
    for (const canonical of ['user_id', 'item_id', 'category_id'] as const) {
      const column = codes.shift();
      if (column) this.take(canonical, column, false);
    }
    const price = this.free().find((column) => column.kind === 'decimal' && column.min >= 0);
    if (price) this.take('price', price, false);
  }

  take(canonical: CanonicalColumn, column: Profile, sure: boolean): void {
    if (this.taken.has(canonical) || this.used.has(column.position)) return;
    this.taken.set(canonical, column);
    this.used.add(column.position);
    if (!sure) this.uncertain.add(canonical);
  }

  private free(): Profile[] {
    return this.columns.filter((column) => !this.used.has(column.position));
  }
}

const ids: ReadonlySet<string> = new Set(ID_COLUMNS);
const texts: ReadonlySet<string> = new Set(TEXT_COLUMNS);

/** How well the values fit: 0 never, 1 without doubt. An empty preview column says nothing. */
function fitness(canonical: CanonicalColumn, column: Profile): number {
  const { kind, time, distinct } = column;
  if (canonical === 'event_time') return time ? 1 : 0;
  if (kind === 'empty') return canonical === 'event_type' ? 0 : 0.8;
  if (canonical === 'event_type') {
    if (column.words >= 0.5) return 1;
    const codes = kind === 'integer' && column.min >= 0 && column.max <= 10;
    return codes ? 0.8 : distinct.size <= 20 && distinct.size < column.values.length ? 0.5 : 0;
  }
  const dated = time?.format.kind === 'text' && kind !== 'integer';
  if (dated) return 0;
  if (ids.has(canonical))
    return kind === 'decimal' || kind === 'boolean' ? 0.1 : kind === 'text' ? 0.9 : 1;
  if (texts.has(canonical)) return kind === 'decimal' ? 0.3 : kind === 'integer' ? 0.75 : 1;
  if (kind !== 'integer' && kind !== 'decimal') return 0;
  if (canonical === 'quantity') return kind === 'integer' ? 1 : 0.7;
  if (canonical === 'rating') return column.min >= 0 && column.max <= 100 ? 1 : 0.3;
  return 1;
}

function finish(shape: FileShape, { taken, uncertain }: Assignment): Guess {
  const notes: Note[] = [];
  const columns: Partial<Record<CanonicalColumn, ColumnOrigin>> = {};
  for (const canonical of CANONICAL_COLUMNS) {
    const column = taken.get(canonical);
    if (column) columns[canonical] = origin(shape, column.position);
  }
  const category = taken.get('category_id');
  if (category && !columns.category_path && category.kind === 'text')
    columns.category_path = origin(shape, category.position);
  const named = taken.get('category_path');
  if (named && !columns.category_id) columns.category_id = origin(shape, named.position);

  const time = taken.get('event_time')?.time ?? null;
  if (time && !time.sure) {
    uncertain.add('event_time');
    const order = time.format.kind === 'text' ? time.format.order : 'ymd';
    notes.push({ key: 'detection.note.day-or-month', parameters: { order } });
  }
  const type = taken.get('event_type');
  const words = type ? wordsOf(type, notes) : undefined;
  if (!type && time) {
    const constant = constantType(shape, columns);
    columns.event_type = { constant: constant.type };
    if (!constant.sure) uncertain.add('event_type');
    notes.push({ key: 'detection.note.constant', parameters: { type: constant.type } });
  }
  return {
    mapping: { columns, ...(time && { time: time.format }), ...(words && { words }) },
    uncertain: CANONICAL_COLUMNS.filter((column) => uncertain.has(column)),
    grain: time?.grain ?? 'second',
    zoned: time?.format.kind === 'text' ? time.format.zoned : time !== null,
    notes,
  };
}

function wordsOf(type: Profile, notes: Note[]): Mapping['words'] {
  if (type.kind === 'integer') {
    const seen = new Set([...type.distinct].map((code) => String(Number(code))));
    notes.push({ key: 'detection.note.codes' });
    const codes = numericWords(seen);
    const words: Record<string, EventType> = { ...codes };
    for (const code of type.distinct) {
      const word = codes[String(Number(code))];
      if (word) words[code] = word;
    }
    return words;
  }
  const unknown = [...type.distinct].filter((word) => eventType(word) === undefined);
  if (unknown.length > 0)
    notes.push({
      key: 'detection.note.words',
      parameters: { words: unknown.slice(0, 8).join(', ') },
    });
  return knownWords(type.distinct);
}

const SALES = /purchase|order|sale|transaction|invoice|buy|订单|购买|交易|销售|成交/i;

/** What every row of a file without an event column is. */
export function constantType(
  shape: FileShape,
  columns: Mapping['columns'],
): { type: 'purchase' | 'rate' | 'view'; sure: boolean } {
  if (columns.rating && !columns.order_id) return { type: 'rate', sure: true };
  if (columns.order_id || columns.amount || columns.price || columns.quantity)
    return { type: 'purchase', sure: Boolean(columns.order_id) };
  const sales = SALES.test(`${shape.name} ${shape.member ?? ''} ${shape.columns.join(' ')}`);
  return { type: sales ? 'purchase' : 'view', sure: false };
}
