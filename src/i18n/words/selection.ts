import { words } from '../words.ts';

/** Filters across cells: what is picked and brushed, the chips that say so, and figures that are still being counted. */
export const selection = words({
  'selection.pending.counting': { en: 'counting…', 'zh-CN': '统计中…' },
  'selection.pending.not-counted': { en: 'not counted', 'zh-CN': '未统计' },
  'selection.pending.these': {
    en: 'Sums are complete; still counting: {columns}.',
    'zh-CN': '求和指标已完成；仍在统计：{columns}。',
  },
  'selection.pending.given-up': {
    en: 'Sums are complete; not counted, since that was cancelled: {columns}.',
    'zh-CN': '求和指标已完成；因取消而未统计：{columns}。',
  },
  'selection.at-release': {
    en: 'Follows as soon as you let go.',
    'zh-CN': '松手后更新。',
  },
  'selection.bar': { en: 'Active filters', 'zh-CN': '当前筛选' },
  'selection.none': {
    en: 'Click a bar or a row, or drag across a chart, to filter.',
    'zh-CN': '点击条形或行，或在图上拖动，即可筛选。',
  },
  'selection.nowhere': {
    en: 'Events have no column “{column}”, so nothing can be filtered by it.',
    'zh-CN': '事件数据中没有“{column}”列，无法按它筛选。',
  },
  'selection.clear': { en: 'Clear all', 'zh-CN': '全部清除' },
  'selection.remove': { en: 'Remove filter {filter}', 'zh-CN': '移除筛选 {filter}' },
  'selection.between': { en: '{from} – {to}', 'zh-CN': '{from} 至 {to}' },
  'selection.more': { en: '{first} and {n} more', 'zh-CN': '{first} 等另外 {n} 项' },
  'selection.empty': { en: '(none)', 'zh-CN': '（空）' },
  'selection.unfiltered': { en: 'Not filtered by {filters}', 'zh-CN': '未按{filters}筛选' },
  'selection.unfiltered.sql': {
    en: 'Not filtered by {filters}: the statement does not name {names}',
    'zh-CN': '未按{filters}筛选：语句中没有 {names}',
  },
  'selection.announce': {
    en: '{n|filter is|filters are} active: {list}',
    'zh-CN': '当前 {n} 个筛选：{list}',
  },
  'selection.announce.none': { en: 'No filter is active', 'zh-CN': '没有筛选' },
});
