import { words } from '../words.ts';

export const cells = words({
  'error.notebook-syntax': {
    en: 'This block cannot be read: {reason}. Correct it in the notebook.',
    'zh-CN': '无法读取这个块：{reason}。请在笔记本中修改。',
  },

  'cells.heading.lineage': { en: 'How the tables came to be', 'zh-CN': '数据分层与血缘' },
  'cells.heading.load-report': { en: 'Load report', 'zh-CN': '加载报告' },
  'cells.metric.overview': { en: 'Overview', 'zh-CN': '概览' },
  'cells.metric.funnel': { en: 'Funnel', 'zh-CN': '转化漏斗' },
  'cells.metric.hourly': { en: 'Hours', 'zh-CN': '分时分析' },
  'cells.metric.pareto': { en: 'Pareto', 'zh-CN': '帕累托分析' },
  'cells.metric.retention': { en: 'Retention', 'zh-CN': '留存分析' },
  'cells.metric.rfm': { en: 'RFM', 'zh-CN': 'RFM 用户分层' },

  'cells.run': { en: 'Run again', 'zh-CN': '重新计算' },
  'cells.menu': { en: 'Actions', 'zh-CN': '操作' },
  'cells.asTable': { en: 'Show as table', 'zh-CN': '以表格显示' },
  'cells.definition': { en: 'Definition', 'zh-CN': '口径' },
  'cells.sql': { en: 'SQL', 'zh-CN': 'SQL' },
  'cells.sql.bound': {
    en: 'Each question mark is a value that was bound, in this order: {names}.',
    'zh-CN': '每个问号都是绑定的值，依次为：{names}。',
  },
  'cells.rows': { en: 'Rows', 'zh-CN': '明细' },
  'cells.audit': { en: 'Audit', 'zh-CN': '核对' },
  'cells.inspector': { en: 'What stands behind it', 'zh-CN': '数据来历' },
  'cells.png': { en: 'Save as PNG', 'zh-CN': '导出 PNG' },
  'cells.svg': { en: 'Save as SVG', 'zh-CN': '导出 SVG' },
  'cells.csv': { en: 'Save rows as CSV', 'zh-CN': '导出 CSV' },
  'cells.copy': { en: 'Copy', 'zh-CN': '复制' },
  'cells.copied': { en: 'Copied', 'zh-CN': '已复制' },
  'cells.done': { en: '{rows} · {time}', 'zh-CN': '{rows} · 用时 {time}' },
  'cells.version': { en: '{id} · version {n}', 'zh-CN': '{id} · 第 {n} 版' },
  'cells.facts': { en: 'Facts of this result', 'zh-CN': '本次结果' },
  'cells.parameters': { en: 'Parameters', 'zh-CN': '参数' },

  'cells.state.queued': { en: 'Waiting', 'zh-CN': '排队中' },
  'cells.state.running': { en: 'Working', 'zh-CN': '计算中' },
  'cells.state.cancelled': { en: 'Cancelled', 'zh-CN': '已取消' },
  'cells.state.stale': {
    en: 'Out of date: {because} has changed',
    'zh-CN': '结果已过期：{because} 已更新',
  },
  'cells.state.lacking': {
    en: 'Left out: it rests on “{name}”, and that cannot be worked out for this data: {reason}',
    'zh-CN': '已略去：它依据“{name}”，而这份数据无法计算该项：{reason}',
  },
  'cells.state.blocked': {
    en: 'Waits for "{by}", which has no result',
    'zh-CN': '等待“{by}”：它还没有结果',
  },

  'cells.audit.agrees': { en: 'Audited', 'zh-CN': '已核对' },
  'cells.audit.differs': { en: 'Audit differs', 'zh-CN': '核对不一致' },
  'cells.audit.pending': { en: 'Not audited yet', 'zh-CN': '尚未核对' },
  'cells.audit.what': {
    en: 'An audit computes the same figures a second time, from another layer or by another method, and compares them row by row.',
    'zh-CN': '核对是指从另一数据层或用另一种方法独立重算一遍，再逐行比对。',
  },

  'cells.empty.metric': { en: 'Nothing matches this choice', 'zh-CN': '当前筛选下没有数据' },
  'cells.empty.advice': {
    en: 'Widen the period or clear a filter.',
    'zh-CN': '请放宽日期范围，或清除部分筛选条件。',
  },
  'cells.empty.whole': {
    en: 'The data have nothing for this',
    'zh-CN': '数据中没有可用于此分析的内容',
  },
  'cells.empty.why': {
    en: 'What was looked for is said below.',
    'zh-CN': '下方的口径说明了统计的内容与条件。',
  },
  'cells.empty.rows': { en: 'No rows.', 'zh-CN': '没有数据行。' },
  'cells.empty.lineage': {
    en: 'No tables yet: they appear here when a file has been loaded.',
    'zh-CN': '还没有数据表，加载文件后会显示在这里。',
  },
  'cells.tiles.first': { en: 'no period before it', 'zh-CN': '无上一周期' },
  'cells.rows.first': {
    en: 'The first {n} of {total|row|rows}',
    'zh-CN': '共 {total} 行，显示前 {n} 行',
  },
  'cells.sql.unfold': { en: 'Show all {n|line|lines}', 'zh-CN': '展开全部 {n} 行' },
  'cells.sql.fold': { en: 'Show less', 'zh-CN': '收起' },
  'cells.unknown': {
    en: 'This version does not know blocks of the kind "{fence}". It is kept as it is.',
    'zh-CN': '当前版本不认识“{fence}”类型的块，已原样保留。',
  },

  'cells.load.adds': { en: 'Adds up', 'zh-CN': '行数吻合' },
  'cells.load.addsNot': { en: 'Does not add up', 'zh-CN': '行数不吻合' },
  'cells.load.stored': {
    en: 'Made in {time} from what was stored; built anew: {tables}',
    'zh-CN': '由已存储的数据在 {time}内生成；重建：{tables}',
  },
  'cells.load.stored.none': {
    en: 'Made in {time} from what was stored; no table was built anew',
    'zh-CN': '由已存储的数据在 {time}内生成，未重建任何表',
  },
  'cells.load.added': {
    en: 'Added in {time} to what was stored; built anew: {tables}',
    'zh-CN': '在 {time}内追加到已存储的数据；重建：{tables}',
  },
  'cells.load.added.none': {
    en: 'Added in {time} to what was stored; no table was built anew',
    'zh-CN': '在 {time}内追加到已存储的数据，未重建任何表',
  },
  'cells.load.time': { en: '{time} · {rate} rows/s', 'zh-CN': '{time} · 每秒 {rate} 行' },
  'cells.load.opfs': { en: 'Kept on this machine', 'zh-CN': '已保存在本机' },
  'cells.load.memory': { en: 'In memory', 'zh-CN': '仅在内存中' },
  'cells.load.blank': { en: '{n|blank line|blank lines}', 'zh-CN': '{n} 个空行' },
  'cells.load.rejects': { en: 'Rejected, by reason', 'zh-CN': '拒绝原因' },
  'cells.load.flags': { en: 'Flagged, but kept', 'zh-CN': '已标记（仍保留）' },
  'cells.load.files': { en: '{n|file|files}', 'zh-CN': '{n} 个文件' },
  'cells.load.delimited': { en: 'delimited text', 'zh-CN': '分隔文本' },
  'cells.load.format': { en: 'Format', 'zh-CN': '格式' },
  'cells.load.records': { en: 'Rejected records', 'zh-CN': '被拒绝的记录' },

  'reason.parse': { en: 'Cannot be read', 'zh-CN': '无法解析' },
  'reason.cut': { en: 'Cut record', 'zh-CN': '记录不完整' },
  'reason.event_time': { en: 'Time cannot be read', 'zh-CN': '时间无法解析' },
  'reason.event_type': { en: 'Unknown event', 'zh-CN': '未知行为类型' },
  'reason.user_id': { en: 'User id cannot be read', 'zh-CN': '用户编号无法解析' },
  'reason.item_id': { en: 'Item id cannot be read', 'zh-CN': '商品编号无法解析' },
  'reason.category_id': { en: 'Category id cannot be read', 'zh-CN': '类目编号无法解析' },
  'reason.price': { en: 'Price cannot be read', 'zh-CN': '价格无法解析' },
  'reason.quantity': { en: 'Quantity cannot be read', 'zh-CN': '数量无法解析' },
  'reason.amount': { en: 'Amount cannot be read', 'zh-CN': '金额无法解析' },
  'reason.duplicates': { en: 'Duplicate', 'zh-CN': '重复记录' },
  'reason.price_illegal': { en: 'Price not above zero', 'zh-CN': '价格不大于零' },
  'reason.bot_session': { en: 'Robot-like session', 'zh-CN': '疑似爬虫会话' },
  'reason.out_of_window': { en: 'Outside the time window', 'zh-CN': '超出时间窗口' },
});
