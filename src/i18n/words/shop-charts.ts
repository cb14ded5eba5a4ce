import { words } from '../words.ts';

/** What drawings of brands, attribution, change and places say. */
export const shopCharts = words({
  'charts.shops.none': { en: '(none)', 'zh-CN': '（无）' },
  'charts.shops.all': { en: 'All categories', 'zh-CN': '全部类目' },
  'charts.shops.back': { en: 'Back to {name}', 'zh-CN': '返回{name}' },
  'charts.shops.choose': { en: 'Compare {name}', 'zh-CN': '对比{name}' },
  'charts.shops.bars': {
    en: '{measure} by {entity}: most at {first} with {value}',
    'zh-CN': '各{entity}的{measure}：最高为{first}（{value}）',
  },
  'charts.shops.funnels': {
    en: 'Funnels of {n} by {entity}',
    'zh-CN': '{n} 个{entity}的转化漏斗',
  },
  'charts.shops.lost': { en: '{value} · −{loss}', 'zh-CN': '{value} · −{loss}' },
  'charts.shops.gained': { en: '{value} · +{loss}', 'zh-CN': '{value} · +{loss}' },
  'charts.shops.pair': { en: '{a} and {b} on every measure', 'zh-CN': '{a}与{b}逐项对比' },
  'charts.shops.measure': { en: 'Measure', 'zh-CN': '指标' },
  'charts.shops.radar': { en: 'Conversion of {names}', 'zh-CN': '{names}的转化对比' },
  'charts.shops.radar.note': {
    en: '1 is the rate of all together.',
    'zh-CN': '1 表示与整体持平。',
  },
  'charts.shops.rate': { en: 'Rate', 'zh-CN': '比率' },
  'charts.shops.index': { en: 'Against all', 'zh-CN': '相对整体' },
  'charts.shops.rate.to_interest': { en: 'View to interest', 'zh-CN': '浏览→兴趣' },
  'charts.shops.rate.to_purchase': { en: 'Interest to purchase', 'zh-CN': '兴趣→购买' },
  'charts.shops.rate.view_to_purchase': { en: 'View to purchase', 'zh-CN': '浏览→购买' },
  'charts.shops.rate.buyers_of_users': { en: 'Buyers of users', 'zh-CN': '买家占比' },
  'charts.shops.rate.orders_of_buyer': { en: 'Orders a buyer', 'zh-CN': '人均订单' },
  'charts.shops.rate.aov': { en: 'Value an order', 'zh-CN': '客单价' },
  'charts.shops.whole': { en: 'whole {rate}', 'zh-CN': '整体 {rate}' },
  'charts.shops.volume': { en: 'of {n}', 'zh-CN': '样本 {n}' },
  'charts.shops.interval': { en: 'Interval', 'zh-CN': '置信区间' },
  'charts.shops.attribution': {
    en: 'Conversion by {by} against {rate} of the whole: {above} surely above, {below} surely below',
    'zh-CN': '各{by}转化率与整体 {rate} 对比：{above} 个明确高于，{below} 个明确低于',
  },
  'charts.shops.verdict.above': { en: 'above', 'zh-CN': '高于整体' },
  'charts.shops.verdict.below': { en: 'below', 'zh-CN': '低于整体' },
  'charts.shops.verdict.unclear': { en: 'not clear', 'zh-CN': '不明确' },
  'charts.shops.part': { en: 'Part', 'zh-CN': '组成' },
  'charts.shops.others': { en: 'All others', 'zh-CN': '其余合计' },
  'charts.shops.segments': { en: 'The change by {by}', 'zh-CN': '按{by}的变化' },
  'charts.shops.change': {
    en: 'From {before} to {after}: {change}',
    'zh-CN': '从 {before} 到 {after}：{change}',
  },
  'charts.shops.state.kept': { en: 'in both', 'zh-CN': '两期都有' },
  'charts.shops.state.new': { en: 'new', 'zh-CN': '新增' },
  'charts.shops.state.gone': { en: 'gone', 'zh-CN': '消失' },
  'charts.shops.state.others': { en: 'all others', 'zh-CN': '其余合计' },

  'charts.places.map': {
    en: '{measure} by {by}: most in {first} with {value}',
    'zh-CN': '各{by}的{measure}：最高为{first}（{value}）',
  },
  'charts.places.outside': {
    en: '{n|place has|places have} no outline at this scale: {names}.',
    'zh-CN': '{n} 个地点在此比例下没有轮廓：{names}。',
  },
  'charts.places.unmatched': {
    en: '{n|name matches|names match} no shape of this file: {names}.',
    'zh-CN': '{n} 个名称在文件中没有对应图形：{names}。',
  },
  'charts.places.before': {
    en: 'The first {n|place|places} by {measure}, each with a mark where it ended in the earlier period.',
    'zh-CN': '按{measure}排列的前 {n} 个地点，竖线标出对比期的位置。',
  },
  'charts.places.unlocated': { en: 'Not found on the map', 'zh-CN': '未能定位' },
  'charts.places.file.pick': { en: 'Pick a GeoJSON file', 'zh-CN': '选择 GeoJSON 文件' },
  'charts.places.file.other': { en: 'Pick another file', 'zh-CN': '选择其他文件' },
  'charts.places.file.property': { en: 'Property with the names', 'zh-CN': '名称所在属性' },
  'charts.places.file.hint': {
    en: 'Names that are not found can be drawn too: pick a GeoJSON file with a property that holds them.',
    'zh-CN': '未能定位的名称也可上图：请选择一个 GeoJSON 文件，其中某个属性含有这些名称。',
  },
  'charts.places.file.none': {
    en: 'No file has been picked yet.',
    'zh-CN': '尚未选择文件。',
  },
  'charts.places.file.gone': {
    en: '{name} is not kept in this browser: pick it again.',
    'zh-CN': '本浏览器中没有 {name}，请重新选择。',
  },
  'charts.places.file.bad': {
    en: '{name} is no GeoJSON with areas or points.',
    'zh-CN': '{name} 不是含有区域或点的 GeoJSON。',
  },
  'charts.places.file.large': {
    en: '{name} has {size} MB; at most {limit} can be drawn.',
    'zh-CN': '{name} 有 {size} MB，最多可绘制 {limit} MB。',
  },
  'charts.places.file.many': {
    en: '{name} has {n} shapes; the first {limit} are drawn.',
    'zh-CN': '{name} 有 {n} 个图形，只绘制前 {limit} 个。',
  },
  'charts.places.file.reading': { en: 'Reading {name} …', 'zh-CN': '正在读取 {name} …' },
  'charts.places.file.failed': {
    en: '{name} could not be read: it is gone or changed since it was picked, or larger than this tab’s memory.',
    'zh-CN': '无法读取 {name}：文件已移动或更改，或超出此标签页的内存。',
  },
  'charts.places.file.thinned': {
    en: 'The outlines of {name} are simplified from {of|point|points} to {left}.',
    'zh-CN': '{name} 的轮廓已由 {of} 个点简化为 {left} 个。',
  },
});
