import { words } from '../words.ts';

export const detection = words({
  'detection.note.zone': {
    en: 'The times carry no zone; they are read as {zone}. Choose another data zone if they were written elsewhere.',
    'zh-CN': '时间没有注明时区，按 {zone} 读取；如果数据来自别的时区，请修改“数据时区”。',
  },
  'detection.note.days': {
    en: 'The times are exact instants; days and hours are counted in {zone} until you choose another report zone.',
    'zh-CN': '时间是确切的时刻；日期和小时默认按 {zone} 统计，可在“报表时区”中修改。',
  },
  'detection.note.day-or-month': {
    en: 'Day and month could be the other way round; the dates are read as {order} (y year, m month, d day).',
    'zh-CN': '日期中的日和月无法确定先后，暂按 {order} 读取（y 年、m 月、d 日），请核对。',
  },
  'detection.note.constant': {
    en: 'There is no event column: every row is taken as “{type}”.',
    'zh-CN': '没有行为类型列：每一行都按“{type}”处理。',
  },
  'detection.note.codes': {
    en: 'Event types are numbers; check which number stands for which event.',
    'zh-CN': '行为类型是数字编码，请核对每个数字对应的行为。',
  },
  'detection.note.words': {
    en: 'Nobody has said what these event words mean; rows with them are left out: {words}. Give them a meaning in the mapping to keep them.',
    'zh-CN':
      '以下行为类型的含义未知，对应的行不会载入：{words}。如需保留，请在字段映射中指定含义。',
  },
  'detection.note.twice': {
    en: 'The column “{column}” is used more than once: {names}.',
    'zh-CN': '列“{column}”被重复使用：{names}。',
  },
  'detection.note.joined': {
    en: '{n|table belongs|tables belong} together and will be joined to one list of order lines.',
    'zh-CN': '这 {n} 个表属于同一份数据，将关联成一份订单明细。',
  },
  'detection.note.no-time': {
    en: 'No column holds times, so this opens as a plain table. Name the time column in the mapping if there is one.',
    'zh-CN': '没有找到时间列，将作为普通表格打开；如果确有时间列，请在字段映射中指定。',
  },
  'detection.note.no-actor': {
    en: 'No column says who acted, so this opens as a plain table. Name the user column in the mapping if there is one.',
    'zh-CN': '没有找到用户列，将作为普通表格打开；如果确有用户列，请在字段映射中指定。',
  },
  'detection.note.nameless': {
    en: 'There are neither column names nor event words, so this opens as a plain table. Say in the mapping which column is which to read it as events.',
    'zh-CN':
      '文件没有列名，也没有可识别的行为类型，将作为普通表格打开；如需作为行为数据载入，请在字段映射中指定各列含义。',
  },
  'detection.source.taobao': { en: 'Taobao user behaviour', 'zh-CN': '淘宝用户行为' },
  'detection.source.tianchi-mobile': {
    en: 'Tianchi mobile recommendation',
    'zh-CN': '天池移动推荐',
  },
  'detection.source.rees46': { en: 'REES46 shop events', 'zh-CN': 'REES46 电商行为' },
  'detection.source.retailrocket': { en: 'Retailrocket events', 'zh-CN': 'Retailrocket 行为' },
  'detection.source.online-retail': {
    en: 'Online Retail order lines',
    'zh-CN': 'Online Retail 订单明细',
  },
  'detection.source.olist': { en: 'Olist orders', 'zh-CN': 'Olist 订单' },
  'detection.source.event-log': { en: 'Event log of an analytics tool', 'zh-CN': '埋点事件日志' },
  'detection.source.custom': { en: 'Other file', 'zh-CN': '其他文件' },
  'error.source-unknown': {
    en: 'There is no source called “{source}”. Leave the source out and it will be detected, or use “custom” with a mapping.',
    'zh-CN':
      '没有名为“{source}”的数据源。可以不指定数据源，由系统自动识别；或使用 custom 并提供字段映射。',
  },
  'error.mapping-incomplete': {
    en: 'The mapping of {file} lacks a usable “{column}”. Point it to a column of the file, or give it a constant.',
    'zh-CN':
      '文件 {file} 的字段映射缺少可用的“{column}”。请为它选择文件中的一列，或指定一个固定值。',
  },
  'error.no-time-column': {
    en: 'No column of {file} tells when things happened, so there are no events to read. Name the time column in the mapping, or open the file as a table.',
    'zh-CN':
      '文件 {file} 中没有表示时间的列，无法作为行为数据读取。请在字段映射中指定时间列，或将文件作为普通表格打开。',
  },
});
