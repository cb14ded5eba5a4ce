import { words } from '../words.ts';

export const ui = words({
  'ui.loading': { en: 'Loading', 'zh-CN': '加载中' },
  'ui.empty': { en: 'Nothing to show here.', 'zh-CN': '这里没有可显示的内容。' },
  'ui.table': { en: 'Table', 'zh-CN': '表格' },
  'ui.table.copied': { en: '{n|row|rows} copied', 'zh-CN': '已复制 {n} 行' },
  'ui.twin.more': {
    en: '{n} more rows; save the rows as CSV to read them all',
    'zh-CN': '还有 {n} 行，可导出 CSV 查看全部',
  },
  'ui.tile.before': { en: 'vs the period before', 'zh-CN': '较上一周期' },
  'ui.progress': { en: 'Progress', 'zh-CN': '进度' },
  'ui.progress.rate': { en: '{rows} rows/s', 'zh-CN': '每秒 {rows} 行' },
  'ui.progress.left': { en: '{time} left', 'zh-CN': '剩余 {time}' },
  'error.internal': {
    en: 'Something unexpected went wrong. What was loaded is still there: try again, and report the details if it happens again.',
    'zh-CN': '出现意外错误。已加载的数据仍然完好，请重试；如果再次出现，请把详情反馈给我们。',
  },
  'ui.error.details': { en: 'Details', 'zh-CN': '详情' },
  'ui.error.line': { en: 'line {n}:', 'zh-CN': '第 {n} 行：' },
  'ui.clamped.more': { en: 'Show all', 'zh-CN': '展开全文' },
  'ui.clamped.less': { en: 'Show less', 'zh-CN': '收起' },
  'ui.field.all': { en: 'All', 'zh-CN': '全部' },
  'ui.field.search': { en: 'Search', 'zh-CN': '搜索' },
  'ui.field.clear': { en: 'Clear', 'zh-CN': '清除' },
  'ui.field.none': { en: 'Nothing matches', 'zh-CN': '没有匹配项' },
  'ui.field.chosen': { en: '{first} + {more}', 'zh-CN': '{first} 等 {total} 项' },
  'ui.field.count': { en: '{n} chosen', 'zh-CN': '已选 {n} 项' },
  'ui.field.day-first': {
    en: 'Pick the first and the last day.',
    'zh-CN': '先选首日，再选末日。',
  },
  'ui.field.day-last': {
    en: 'Now the last day, or the same again for that day alone.',
    'zh-CN': '再选末日；只看这一天，就再点它一次。',
  },
  'ui.field.last7': { en: 'Last 7 days', 'zh-CN': '最近 7 天' },
  'ui.field.last30': { en: 'Last 30 days', 'zh-CN': '最近 30 天' },
});
