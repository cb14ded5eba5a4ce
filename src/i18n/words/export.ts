import { words } from '../words.ts';

/** Rows and layers as files. */
export const exporting = words({
  'export.menu': { en: 'Export rows…', 'zh-CN': '导出数据…' },
  'export.title': { en: 'Export "{name}"', 'zh-CN': '导出“{name}”' },
  'export.layers.title': { en: 'Export the layers', 'zh-CN': '导出各数据层' },
  'export.what': { en: 'What', 'zh-CN': '导出内容' },
  'export.layers.all': {
    en: 'All layers, as a folder of Parquet',
    'zh-CN': '全部数据层（Parquet 文件夹）',
  },
  'export.format': { en: 'Format', 'zh-CN': '格式' },
  'export.about.csv': {
    en: 'For spreadsheets. UTF-8 with every digit; times are UTC.',
    'zh-CN': '适合电子表格。UTF-8 编码，数字不舍入，时间为 UTC。',
  },
  'export.about.parquet': {
    en: 'For DuckDB, Spark and pandas. Typed and compressed with zstd.',
    'zh-CN': '适合 DuckDB、Spark、pandas。保留类型，zstd 压缩。',
  },
  'export.about.json': {
    en: 'One array of objects. Large whole numbers and decimals are text, so that no reader rounds them.',
    'zh-CN': '一个对象数组。大整数和小数以文本保存，避免被读取方舍入。',
  },
  'export.about.arrow': {
    en: 'Arrow IPC file (Feather 2): typed, read without parsing.',
    'zh-CN': 'Arrow IPC 文件（Feather 2）：保留类型，无需解析即可读取。',
  },
  'export.about.layers': {
    en: 'One Parquet file a table and a manifest. Opening the folder here builds the same data set again.',
    'zh-CN': '每张表一个 Parquet 文件，外加一份清单。在本页面打开该文件夹即可重建相同的数据集。',
  },
  'export.rows': { en: '{n|row|rows}', 'zh-CN': '{n} 行' },
  'export.do': { en: 'Export', 'zh-CN': '导出' },
  'export.working': { en: 'Writing {name}', 'zh-CN': '正在写入 {name}' },
  'export.done': { en: '{rows|row|rows} written, {size}', 'zh-CN': '已写入 {rows} 行，共 {size}' },
  'export.empty': {
    en: 'This cell has no rows to export.',
    'zh-CN': '该单元格没有可导出的数据行。',
  },
  'export.differs': {
    en: 'The folder says that "{table}" has {before} rows; here it has {now}.',
    'zh-CN': '该文件夹记录“{table}”有 {before} 行，重建后为 {now} 行。',
  },
});
