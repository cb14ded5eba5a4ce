import { profile } from '../detect/profile.ts';
import type { EventType, FileShape, Mapping, SourceDefinition } from '../types.ts';
import { byNames, hasAll, type Names, positionOf, timeOf } from './columns.ts';

const WORDS: Readonly<Record<string, EventType>> = {
  pv: 'view',
  fav: 'fav',
  cart: 'cart',
  buy: 'purchase',
};

const NAMES: Names = {
  user_id: ['userid', 'user', '用户id', '用户'],
  item_id: ['itemid', 'item', '商品id', '商品'],
  category_id: ['categoryid', 'category', 'itemcategory', '商品类目id', '类目id', '类目'],
  event_type: ['behaviortype', 'behavior', 'behaviourtype', 'behaviour', '行为类型', '行为'],
  event_time: ['timestamp', 'timestamps', 'time', 'datetime', '时间戳', '时间'],
};

const ORDER = ['user_id', 'item_id', 'category_id', 'event_type', 'event_time'] as const;

/**
 * Taobao UserBehavior (Alibaba Tianchi, data set 649): user, item, category, behaviour, unix seconds, no header.
 * Nine days around 25 November 2017; some rows lie outside.
 */
export const taobao: SourceDefinition = {
  id: 'taobao',
  timezone: 'Asia/Shanghai',
  window: { from: '2017-11-25', to: '2017-12-03', timezone: 'Asia/Shanghai' },
  grain: 'second',
  match(shape) {
    const columns = columnsOf(shape);
    const type = profile(shape)[positionOf(shape, columns.event_type)];
    const time = profile(shape)[positionOf(shape, columns.event_time)];
    if (!type || !time || positionOf(shape, columns.category_id) < 0) return 0;
    const epoch = time.time?.format.kind === 'epoch';
    if (!time.time || (!named(shape) && (shape.columns.length !== 5 || !epoch))) return 0;
    const known = [...type.distinct].filter((word) => Object.hasOwn(WORDS, word.toLowerCase()));
    if (type.distinct.size === 0 || known.length < type.distinct.size * 0.5) return 0;
    return named(shape) ? 0.95 : 0.98;
  },
  mapping(shape): Mapping {
    const columns = columnsOf(shape);
    const usual = { kind: 'epoch', unit: 's' } as const;
    return { columns, time: timeOf(shape, columns.event_time, usual), words: WORDS };
  },
};

const named = (shape: FileShape) => (shape.dialect?.header ?? true) && hasAll(shape, NAMES, ORDER);

function columnsOf(shape: FileShape): Mapping['columns'] {
  if (named(shape)) return byNames(shape, NAMES);
  return Object.fromEntries(ORDER.map((column, position) => [column, { position }]));
}
