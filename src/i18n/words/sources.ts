import { words } from '../words.ts';

export const sources = words({
  'source.note.encoding': {
    en: 'The text is read as {encoding}. Choose another encoding if characters look wrong.',
    'zh-CN': '文本按 {encoding} 编码读取；如出现乱码，请改选其他编码。',
  },
  'source.note.ragged': {
    en: 'The lines have different numbers of fields (up to {n}), so this opens as a table of {n|column|columns}.',
    'zh-CN': '各行的字段数不同（最多 {n} 个），将按 {n} 列的表格打开。',
  },
  'source.note.one-column': {
    en: 'There is only one column. If you expected more, choose the delimiter by hand.',
    'zh-CN': '只识别到一列；如果应有多列，请手动选择分隔符。',
  },
  'source.note.broken': {
    en: '{n|record|records} of the sample cannot be read and will be rejected: a quote is opened and never closed. They are not shown below.',
    'zh-CN': '样本中有 {n} 条记录因引号不成对而无法读取，载入时会被剔除，下方不显示。',
  },
  'source.note.uneven': {
    en: '{n|line|lines} of the sample do not have {fields} fields and would be rejected.',
    'zh-CN': '样本中有 {n} 行不是 {fields} 个字段，载入时会被剔除。',
  },
  'error.file-empty': {
    en: '{file} is empty. Pick a file that has data in it.',
    'zh-CN': '文件 {file} 是空的，请选择有数据的文件。',
  },
  'error.file-header-only': {
    en: '{file} has a header but no rows below it. Check that the export was complete, and pick it again.',
    'zh-CN': '文件 {file} 只有表头，没有数据行。请确认导出完整后重新选择。',
  },
  'error.file-one-column': {
    en: '{file} has only one column. Choose its delimiter by hand, or pick a file with a time and a user in every row.',
    'zh-CN': '文件 {file} 只有一列。请手动选择分隔符，或选择每行都有时间和用户的文件。',
  },
  'error.file-binary': {
    en: '{file} is not text and not a format that can be read here. Export it as CSV, JSON, Parquet or Excel.',
    'zh-CN': '文件 {file} 不是文本，也不是可读取的格式。请导出为 CSV、JSON、Parquet 或 Excel。',
  },
  'error.file-changed': {
    en: '{file} has changed since it was picked. Pick it again to read what is in it now.',
    'zh-CN': '文件 {file} 在选择之后发生了变化，请重新选择以读取最新内容。',
  },
  'error.file-missing': {
    en: '{file} is no longer there: it was moved, renamed or deleted. Pick it again where it is now.',
    'zh-CN': '找不到文件 {file}：可能已被移动、改名或删除，请重新选择。',
  },
  'error.file-elsewhere': {
    en: '{file} lies on another host, and this page reads from its own only. Download the file and drop it here.',
    'zh-CN': '文件 {file} 位于其他网站，而本页只读取自己站点上的文件。请先下载，再拖到这里。',
  },
  'error.file-line-too-long': {
    en: 'No line of {file} ends within the first megabyte, so it is not a table of lines. Export it with one record per line.',
    'zh-CN': '文件 {file} 的前 1 MB 中没有换行，无法按行读取。请按每行一条记录重新导出。',
  },
  'error.file-broken': {
    en: '{file} is damaged or was cut off, and cannot be read. Download or export it again.',
    'zh-CN': '文件 {file} 已损坏或不完整，无法读取。请重新下载或导出。',
  },
  'error.file-encrypted': {
    en: '{file} is encrypted. Save a copy without a password and pick that.',
    'zh-CN': '文件 {file} 已加密。请另存一份不带密码的副本再选择。',
  },
  'error.file-unsupported': {
    en: '{file} uses {feature}, which cannot be read here. Export it as CSV or Parquet.',
    'zh-CN': '文件 {file} 使用了 {feature}，暂时无法读取。请导出为 CSV 或 Parquet。',
  },
  'error.encoding-mixed': {
    en: '{file} mixes several encodings (line {line} is not in that of the lines before). Save it as UTF-8, or choose the encoding by hand.',
    'zh-CN':
      '文件 {file} 混用了多种编码（第 {line} 行与前面的编码不同）。请将文件另存为 UTF-8，或手动选择编码。',
  },
});
