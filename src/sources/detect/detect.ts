import { TabhouseError } from '../../engine/errors.ts';
import { positionOf } from '../known/columns.ts';
import { SOURCES, sourceDefinition } from '../known/index.ts';
import type {
  CanonicalColumn,
  Detection,
  FileShape,
  Mapping,
  Note,
  SourceDefinition,
  SourceId,
} from '../types.ts';
import { guess } from './guess.ts';
import { profile } from './profile.ts';

/** Below this a definition is not believed over what names and values say. */
const BELIEVED = 0.6;

/**
 * What files of one shape (one group of `groupByShape`) are. With `source` the answer is that source, whatever the
 * files look like; throws `source-unknown` or, where its columns are not there, `mapping-incomplete`.
 */
export function detect(shapes: readonly FileShape[], source?: SourceId): Detection {
  const shape = shapes[0];
  if (!shape) throw new TabhouseError('file-missing', { parameters: { file: '' } });
  const joined = joinable(shapes, source);
  if (joined) return joined;
  if (source && source !== 'custom') {
    const definition = sourceDefinition(source);
    if (!definition) throw new TabhouseError('source-unknown', { parameters: { source } });
    return known(shape, definition, definition.match(shape));
  }
  if (source === 'custom') return unknown(shape);
  const ranked = SOURCES.map((definition) => ({ definition, score: definition.match(shape) }));
  ranked.sort((a, b) => b.score - a.score);
  const best = ranked[0];
  return best && best.score >= BELIEVED
    ? known(shape, best.definition, best.score)
    : unknown(shape);
}

/** Tables that are one source only together; the mapping is that of the file they will be joined to. */
function joinable(shapes: readonly FileShape[], source?: SourceId): Detection | null {
  const [first] = shapes;
  for (const { id, timezone, grain, currency, join, mapping } of SOURCES) {
    if (!first || !join || (source && source !== id)) continue;
    const roles = shapes.map((shape) => join.belongs(shape));
    if (!join.needs.every((role) => roles.includes(role))) continue;
    return {
      source: id,
      confidence: 0.99,
      mapping: mapping({ ...first, columns: join.columns, preview: [] }),
      uncertain: [],
      timezone,
      grain,
      ...(currency && { currency }),
      notes: [{ key: 'detection.note.joined', parameters: { n: shapes.length } }],
      events: true,
    };
  }
  return null;
}

function known(shape: FileShape, definition: SourceDefinition, score: number): Detection {
  const { id, timezone, grain, currency } = definition;
  const mapping = definition.mapping(shape);
  const { event_time: time, user_id: user } = mapping.columns;
  if (!time || !user || !mapping.columns.event_type)
    throw new TabhouseError('mapping-incomplete', {
      parameters: {
        column: time ? (user ? 'event_type' : 'user_id') : 'event_time',
        file: shape.name,
      },
    });
  const shown = profile(shape)[positionOf(shape, time)]?.time;
  const notes: Note[] = [];
  if (mapping.time?.kind === 'text' && !mapping.time.zoned)
    notes.push({ key: 'detection.note.zone', parameters: { zone: timezone } });
  const uncertain: CanonicalColumn[] =
    shown && !shown.sure && id === 'event-log' ? ['event_time'] : [];
  return {
    source: id,
    confidence: score,
    mapping,
    uncertain,
    timezone,
    grain: id === 'event-log' ? (shown?.grain ?? grain) : grain,
    ...(currency && { currency }),
    notes,
    events: true,
  };
}

function unknown(shape: FileShape): Detection {
  const { mapping, uncertain, grain, zoned: stated, notes } = guess(shape);
  const lacks = whyNoEvents(shape, mapping);
  const currency = currencyOf(shape);
  const zone = {
    key: stated ? 'detection.note.days' : 'detection.note.zone',
    parameters: { zone: 'UTC' },
  };
  return {
    source: 'custom',
    confidence: lacks ? 0 : Math.max(0.2, 0.8 - uncertain.length * 0.1),
    mapping,
    uncertain,
    timezone: 'UTC',
    grain,
    ...(currency && { currency }),
    notes: lacks ? [{ key: lacks }] : [...notes, zone],
    events: lacks === null,
  };
}

/** Why a file opens as a plain table, as a note; null where it is events. */
function whyNoEvents(shape: FileShape, { columns }: Mapping): string | null {
  if (!columns.event_time) return 'detection.note.no-time';
  if (!columns.user_id) return 'detection.note.no-actor';
  const type = columns.event_type;
  const nameless = shape.dialect?.header === false && type !== undefined && 'constant' in type;
  return nameless ? 'detection.note.nameless' : null;
}

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:rmb|cny|yuan)\b|人民币|[（(]元[)）]|￥|¥/i, 'CNY'],
  [/\busd\b|dollar|\$|美元/i, 'USD'],
  [/\beur\b|euro|€|欧元/i, 'EUR'],
  [/\bgbp\b|£|英镑/i, 'GBP'],
  [/\bbrl\b|R\$/i, 'BRL'],
];

/** A currency that a column's name states. */
function currencyOf(shape: FileShape): string | undefined {
  const names = shape.columns.map((column) => column.replaceAll('_', ' ')).join(' ');
  return CURRENCIES.find(([pattern]) => pattern.test(names))?.[1];
}
