import { words } from '../words.ts';

/** Where events come from, on maps. */
export const placeWords = words({
  'metrics.lacks.places': {
    en: 'it has no countries, regions or cities.',
    'zh-CN': '数据中没有国家、地区或城市。',
  },
  'metrics.lacks.countries': { en: 'it has no countries.', 'zh-CN': '数据中没有国家。' },
  'metrics.lacks.regions': {
    en: 'it has no regions or provinces.',
    'zh-CN': '数据中没有省份或地区。',
  },
  'metrics.lacks.cities': { en: 'it has no cities.', 'zh-CN': '数据中没有城市。' },
  'metrics.parameter.map': { en: 'Map', 'zh-CN': '地图' },
  'metrics.parameter.file': { en: 'GeoJSON file', 'zh-CN': 'GeoJSON 文件' },
  'metrics.parameter.property': { en: 'Property with the names', 'zh-CN': '名称所在属性' },
  'metrics.map.world': { en: 'countries of the world', 'zh-CN': '世界各国' },
  'metrics.map.china-provinces': { en: 'provinces of China', 'zh-CN': '中国各省' },
  'metrics.map.brazil-states': { en: 'states of Brazil', 'zh-CN': '巴西各州' },
  'metrics.map.regions': {
    en: 'provinces of China or states of Brazil, whichever the names are',
    'zh-CN': '中国各省或巴西各州（按名称判断）',
  },
  'metrics.map.cities': { en: 'cities', 'zh-CN': '城市' },
  'metrics.map.file': { en: 'a GeoJSON file', 'zh-CN': 'GeoJSON 文件' },

  'metrics.places.title': { en: 'Places', 'zh-CN': '地域分布' },
  'metrics.places.title.by': {
    en: 'Places by {by}: {measure}',
    'zh-CN': '地域分布：按{by}的{measure}',
  },
  'metrics.places.text': {
    en: 'What is counted: {measure} by {by}.',
    'zh-CN': '按{by}统计{measure}。',
  },
  'metrics.places.map.world': {
    en: 'Names and codes of countries are known in English and Chinese; outlines are those of Natural Earth (public domain), simplified.',
    'zh-CN': '国家可用中英文名称或代码书写；轮廓来自 Natural Earth（公有领域），已简化。',
  },
  'metrics.places.map.china-provinces': {
    en: 'One tile a province, about where it lies; names may be short or full, Chinese or English.',
    'zh-CN': '每省一格，按大致方位排列；简称、全称、英文名均可识别。',
  },
  'metrics.places.map.brazil-states': {
    en: 'One tile a state, about where it lies.',
    'zh-CN': '每州一格，按大致方位排列。',
  },
  'metrics.places.map.regions': {
    en: 'One tile a province of China or a state of Brazil, whichever the names are.',
    'zh-CN': '每省（州）一格，按名称判断为中国各省或巴西各州。',
  },
  'metrics.places.map.cities': {
    en: 'Larger cities by their coordinates (Natural Earth, public domain); of two with one name the larger is meant.',
    'zh-CN': '较大城市按坐标标注（Natural Earth，公有领域）；重名时取较大者。',
  },
  'metrics.places.map.file': {
    en: 'Outlines of a file that was picked here; it stays in this browser.',
    'zh-CN': '轮廓来自在此选取的文件，仅保存在本浏览器。',
  },
  'metrics.places.users': {
    en: 'One user counts in each place where they were.',
    'zh-CN': '同一用户在其出现过的每个地点各计一次。',
  },
  'metrics.places.basis.user': {
    en: 'Conversion is buyers over users.',
    'zh-CN': '转化率 = 买家数 / 用户数。',
  },
  'metrics.places.basis.event': {
    en: 'Conversion is purchases over views.',
    'zh-CN': '转化率 = 购买数 / 浏览数。',
  },
  'metrics.places.unlocated': {
    en: '{n|name|names} with {events|event|events} ({share}) could not be found on the map and are listed below it.',
    'zh-CN': '{n} 个名称（{events} 个事件，占 {share}）未能定位，列于图下。',
  },
  'metrics.places.nowhere': {
    en: '{n|event names|events name} no place.',
    'zh-CN': '{n} 个事件没有地点。',
  },
  'cells.metric.places': { en: 'Places', 'zh-CN': '地域分布' },
  'starter.metric.places': {
    en: 'Where they come from, on a map',
    'zh-CN': '在地图上看来自哪里',
  },

  'column.code': { en: 'Code', 'zh-CN': '代码' },
  'column.located': { en: 'Found', 'zh-CN': '已定位' },
  'places.column.names': { en: 'Spellings', 'zh-CN': '写法数' },
  'column.latitude': { en: 'Latitude', 'zh-CN': '纬度' },
  'column.longitude': { en: 'Longitude', 'zh-CN': '经度' },
  'column.place': { en: 'Place', 'zh-CN': '地点' },
});
