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
});
