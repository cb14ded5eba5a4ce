import { words } from '../words.ts';

/** Segments: users or items behind marks, saved by their definition and used as filters. */
export const segmentWords = words({
  'segments.in': { en: 'in the segment {segment}', 'zh-CN': '属于分群 {segment}' },
  'segments.allowed': {
    en: 'a segment: the name of a segment cell as $name',
    'zh-CN': '一个分群：以 $名称 引用分群单元',
  },
  'segments.allowed.one': { en: 'one value', 'zh-CN': '单个值' },
  'segments.allowed.of': { en: 'users, items', 'zh-CN': 'users、items' },
  'segments.allowed.from': {
    en: 'events, or the name of a cell or a table',
    'zh-CN': 'events，或某个单元、某张表的名称',
  },
  'segments.lacks': {
    en: 'the data do not tell users (items) apart',
    'zh-CN': '数据无法区分用户（商品）',
  },
  'segments.not-told': {
    en: 'its rows do not tell which users (items) stand behind them',
    'zh-CN': '其各行无法说明背后是哪些用户（商品）',
  },
  'segments.allowed.value': {
    en: 'a value, a list of values, or { from: …, to: … }',
    'zh-CN': '单个值、值列表或 { from: …, to: … }',
  },
  'segments.allowed.column': {
    en: 'rows with one of the columns {columns}',
    'zh-CN': '含有 {columns} 之一列的数据行',
  },
  'segments.of.users': { en: 'users', 'zh-CN': '用户' },
  'segments.of.items': { en: 'items', 'zh-CN': '商品' },
  'segments.count.users': { en: '{n} {n|user|users}', 'zh-CN': '{n} 位用户' },
  'segments.count.items': { en: '{n} {n|item|items}', 'zh-CN': '{n} 件商品' },
  'segments.share.users': { en: '{share} of all users', 'zh-CN': '占全部用户的 {share}' },
  'segments.share.items': { en: '{share} of all items', 'zh-CN': '占全部商品的 {share}' },
  'segments.nobody': { en: 'Nobody meets these conditions.', 'zh-CN': '没有满足这些条件的成员。' },
  'segments.from.events.users': { en: 'Users with such events', 'zh-CN': '有此类事件的用户' },
  'segments.from.events.items': { en: 'Items with such events', 'zh-CN': '有此类事件的商品' },
  'segments.from.cell.users': { en: 'Users behind {from}', 'zh-CN': '{from} 背后的用户' },
  'segments.from.cell.items': { en: 'Items behind {from}', 'zh-CN': '{from} 背后的商品' },
  'segments.not': { en: 'All others than: {text}', 'zh-CN': '除此以外的全部：{text}' },
  'segments.and': { en: ' · ', 'zh-CN': ' · ' },
  'segments.who.visitors': { en: 'visitors', 'zh-CN': '访客' },
  'segments.who.buyers': { en: 'buyers', 'zh-CN': '购买者' },
  'segments.who.viewers': { en: 'viewers', 'zh-CN': '浏览者' },
  'segments.who.reached': { en: 'reached the step', 'zh-CN': '到达该步' },
  'segments.who.lost': { en: 'did not go on', 'zh-CN': '未继续（流失）' },
  'segments.who.retained': { en: 'came back', 'zh-CN': '留存' },
  'segments.who.cohort': { en: 'the whole cohort', 'zh-CN': '整个群组' },
  'frame.kind.segment': { en: 'Segment', 'zh-CN': '分群' },
  'starter.segment.about': {
    en: 'Users or items by what they did; a filter for every cell.',
    'zh-CN': '按行为划定的用户或商品；可作为任意单元的筛选条件。',
  },
  'segments.events': { en: 'Events', 'zh-CN': '事件' },
  'editors.key.segment.of': { en: 'Of', 'zh-CN': '成员' },
  'editors.key.segment.from': { en: 'From', 'zh-CN': '来源' },
  'editors.hint.segment.from': {
    en: 'Events, or a cell or table whose rows tell users (items).',
    'zh-CN': '事件，或其行能说明用户（商品）的单元、表。',
  },
  'editors.key.segment.where': { en: 'Where', 'zh-CN': '条件' },
  'editors.key.segment.who': { en: 'Which of them', 'zh-CN': '取其中的' },
  'editors.key.segment.not': { en: 'All others instead', 'zh-CN': '取反（其余成员）' },
});
