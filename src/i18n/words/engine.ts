import { words } from '../words.ts';

export const engine = words({
  'error.cancelled': { en: 'Cancelled.', 'zh-CN': '已取消。' },
  'error.engine-start': {
    en: 'The analysis engine could not start in this browser. Reload the page; if that does not help, update the browser or open the page in Chrome, Edge, Firefox or Safari of the last two years.',
    'zh-CN':
      '分析引擎未能在此浏览器中启动。请刷新页面；若仍然失败，请更新浏览器，或改用近两年的 Chrome、Edge、Firefox 或 Safari。',
  },
  'error.engine-lost': {
    en: 'The analysis engine stopped and has been started again. Your data is still there: run this again.',
    'zh-CN': '分析引擎意外停止，现已重新启动。数据仍在，请重新运行。',
  },
  'error.sql': { en: 'The SQL cannot run. {message}', 'zh-CN': '这条 SQL 无法运行。{message}' },
  'error.sql-empty': { en: 'There is no SQL to run yet.', 'zh-CN': '还没有可以运行的 SQL。' },
  'error.sql-several-statements': {
    en: 'One cell runs one statement. Put the second statement into a cell of its own.',
    'zh-CN': '一个单元格只运行一条语句。请把第二条语句放到单独的单元格里。',
  },
  'error.sql-not-allowed': {
    en: 'Cells only read: {statement} is not allowed here. Write a SELECT, and use the cell’s name as a table in other cells.',
    'zh-CN':
      '单元格只能读取数据，此处不允许 {statement}。请改写为 SELECT，其他单元格可以用本单元格的名称作为表来引用。',
  },
  'error.sql-files': {
    en: 'SQL here reads no files and no addresses; nothing leaves or enters the tab by it. Open the file in the page, then query its tables, such as dwd_events.',
    'zh-CN':
      '这里的 SQL 不读取文件或网址，数据不会由此进出本页。请先在页面中打开文件，再查询它的表，例如 dwd_events。',
  },
  'error.sql-json': {
    en: 'JSON functions are not part of this engine. Use text functions such as regexp_extract, or STRUCT, LIST and MAP values.',
    'zh-CN': '此引擎不含 JSON 函数。请改用 regexp_extract 等文本函数，或使用 STRUCT、LIST、MAP。',
  },
  'error.sql-today': {
    en: 'The current date needs time zones, which this engine lacks. Use now()::timestamp (UTC), or the last day of the data: (select max(day) from dws_hour).',
    'zh-CN':
      '当前日期需要时区支持，此引擎没有。请改用 now()::timestamp（UTC），或数据的最后一天：(select max(day) from dws_hour)。',
  },
  'error.sql-time-zone': {
    en: 'Time zone functions are not part of this engine. event_time is UTC; local_time, day and hour are already in the report zone.',
    'zh-CN':
      '此引擎不含时区函数。event_time 为 UTC 时间；local_time、day 和 hour 已经是报表时区的时间。',
  },
  'error.sql-extension': {
    en: 'This function belongs to an extension of DuckDB that the page does not load. Use one of DuckDB’s built-in functions instead.',
    'zh-CN': '该函数属于本页不加载的 DuckDB 扩展。请改用 DuckDB 的内置函数。',
  },
  'error.result-too-large': {
    en: 'The result is larger than the page can hold. Add a LIMIT, fewer columns, or a GROUP BY.',
    'zh-CN': '结果超出了页面所能容纳的大小。请加上 LIMIT、减少列，或用 GROUP BY 汇总。',
  },
  'error.out-of-memory': {
    en: 'This needs more memory than a browser tab has. Narrow the period or the columns, or keep the data set in storage instead of in memory.',
    'zh-CN':
      '所需内存超过了浏览器标签页的上限。请缩小时间范围或减少列，或把数据集改为保存到本机存储。',
  },
  'error.storage-full': {
    en: 'The space that the browser gives this page is full. Delete a data set that you no longer need, or free space on the disk, then try again.',
    'zh-CN': '浏览器分配给本页的空间已满。请删除不再需要的数据集或清理磁盘，然后重试。',
  },
  'error.storage-unavailable': {
    en: 'The browser does not let this page keep files, as in a private window. Data can be opened in memory, and is gone when the tab closes.',
    'zh-CN':
      '浏览器不允许本页保存文件（例如在隐私窗口中）。数据可以在内存中打开，关闭标签页后即消失。',
  },
  'error.storage-busy': {
    en: 'The data is open in another tab of this page. Close that tab, then try again.',
    'zh-CN': '数据正在本页的另一个标签页中打开。请关闭那个标签页，然后重试。',
  },
  'error.storage-damaged': {
    en: 'The kept data is damaged and cannot be read. Delete this data set and open its files again.',
    'zh-CN': '保存的数据已损坏，无法读取。请删除此数据集，然后重新打开原始文件。',
  },
  'error.nothing-open': {
    en: 'No data is open. Pick your files first, or make the sample.',
    'zh-CN': '尚未打开任何数据。请先选择文件，或生成示例数据。',
  },
  'error.dataset-missing': {
    en: 'The kept data is not there any more; the browser may have cleared it. Open the files again.',
    'zh-CN': '保存的数据已不存在，可能已被浏览器清除。请重新打开原始文件。',
  },
});
