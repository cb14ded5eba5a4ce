import { words } from '../words.ts';

export const speed = words({
  'speed.title': { en: 'How fast is this, here?', 'zh-CN': '在这台机器上有多快？' },
  'app.notebook.back': { en: 'To the overview', 'zh-CN': '返回总览' },
  'app.notebook.start': { en: 'Back to the start', 'zh-CN': '返回首页' },
  'speed.rows': { en: 'Rows', 'zh-CN': '行数' },
  'speed.start': { en: 'Measure this machine', 'zh-CN': '测一测这台机器' },
  'speed.again': { en: 'Measure again', 'zh-CN': '再测一次' },
  'speed.waits': {
    en: 'Measured together with the rest: one button starts all of it.',
    'zh-CN': '与其他各项一起测：一个按钮全部开始。',
  },
  'speed.before': {
    en: 'Makes a file of its own, loads it beside what you have open, and deletes it afterwards. Nothing leaves the tab.',
    'zh-CN': '自己生成一个文件，载入时不影响你打开的数据，测完即删除。数据不会离开本页。',
  },
  'speed.step.make': { en: 'Making the file', 'zh-CN': '生成文件' },
  'speed.step.load': { en: 'Loading', 'zh-CN': '载入' },
  'speed.step.overview': { en: 'Working out the overview', 'zh-CN': '计算概览' },
  'speed.step.formats': { en: 'CSV against Parquet', 'zh-CN': 'CSV 与 Parquet' },
  'speed.step.skew': { en: 'Plain against salted', 'zh-CN': '直接聚合与加盐聚合' },
  'speed.step.layers': { en: 'Events against summaries', 'zh-CN': '明细与汇总' },
  'speed.subject.read': { en: 'reading', 'zh-CN': '读取' },
  'speed.subject.sort': { en: 'sorting', 'zh-CN': '排序' },
  'speed.subject.dwd': { en: 'building DWD', 'zh-CN': '建 DWD' },
  'speed.subject.dws': { en: 'building DWS', 'zh-CN': '建 DWS' },
  'speed.subject.check': { en: 'checking', 'zh-CN': '校验' },
  'speed.subject.open': { en: 'opening', 'zh-CN': '打开' },
  'speed.subject.write': { en: 'writing Parquet', 'zh-CN': '写 Parquet' },
  'speed.subject.column': { en: 'one column', 'zh-CN': '单列' },
  'speed.subject.filter': { en: 'a filter', 'zh-CN': '筛选' },
  'speed.subject.whole': { en: 'all columns', 'zh-CN': '全部列' },
  'speed.subject.engine': { en: 'in the one engine', 'zh-CN': '单引擎' },
  'speed.subject.workers': { en: 'over workers', 'zh-CN': '多线程' },

  'speed.stage.make': { en: 'Make the file (not counted)', 'zh-CN': '生成文件（不计入）' },
  'speed.stage.read': { en: 'Read and sort into parts', 'zh-CN': '读取并分区' },
  'speed.stage.sort': { en: 'Sort', 'zh-CN': '排序' },
  'speed.stage.dwd': { en: 'DWD', 'zh-CN': 'DWD' },
  'speed.stage.dws': { en: 'DWS and dims', 'zh-CN': 'DWS 与维表' },
  'speed.stage.check': { en: 'Checks', 'zh-CN': '校验' },
  'speed.stage.open': { en: 'Open', 'zh-CN': '打开' },
  'speed.stage.overview': { en: 'Overview notebook', 'zh-CN': '概览笔记本' },

  'speed.load.stages': { en: 'Where the time went', 'zh-CN': '时间花在哪里' },
  'speed.load.growth': { en: 'Beside the measured machines', 'zh-CN': '与实测机器对照' },
  'speed.load.here': { en: 'here, now', 'zh-CN': '这里，刚才' },
  'speed.load.sum': {
    en: '{read} lines read = {dwd} events + {duplicates} repeated + {rejected} refused',
    'zh-CN': '读入 {read} 行 = 事件 {dwd} + 重复 {duplicates} + 拒收 {rejected}',
  },
  'speed.load.stored': {
    en: '{size} kept, {bytes} bytes a row',
    'zh-CN': '占用 {size}，每行 {bytes} 字节',
  },
  'speed.shape.taobao': { en: 'Taobao', 'zh-CN': '淘宝' },
  'speed.shape.rees46': { en: 'REES46', 'zh-CN': 'REES46' },
  'speed.column.where': { en: 'where', 'zh-CN': '在哪里' },
  'speed.column.file': { en: 'file', 'zh-CN': '文件' },
  'speed.column.rows': { en: 'rows', 'zh-CN': '行数' },
  'speed.column.layers': { en: 'layers', 'zh-CN': '各层建成' },
  'speed.column.overview': { en: 'overview', 'zh-CN': '看完概览' },
  'speed.column.pace': { en: 'rows a second', 'zh-CN': '行/秒' },
  'speed.column.native': { en: 'native DuckDB', 'zh-CN': '原生 DuckDB' },
  'speed.column.stage': { en: 'step', 'zh-CN': '步骤' },
  'speed.column.time': { en: 'time', 'zh-CN': '用时' },
  'speed.growth.axis': {
    en: 'seconds to a finished overview, by rows',
    'zh-CN': '看完概览所需秒数，按行数',
  },
  'speed.growth.csv': { en: 'measured, CSV', 'zh-CN': '实测，CSV' },
  'speed.growth.parquet': { en: 'measured, Parquet', 'zh-CN': '实测，Parquet' },
  'speed.growth.native': { en: 'native DuckDB', 'zh-CN': '原生 DuckDB' },

  'speed.agrees': { en: 'Both give the same answer', 'zh-CN': '两种方式结果一致' },
  'speed.differs': { en: 'The answers differ', 'zh-CN': '两种方式结果不一致' },
  'speed.runs': {
    en: 'Median of {n|run|runs}; the thin line spans the middle half of them.',
    'zh-CN': '{n} 次的中位数；细线为居中的一半。',
  },

  'speed.formats.column': {
    en: 'One column: events by type',
    'zh-CN': '一列：按行为计数',
  },
  'speed.formats.filter': {
    en: 'A filter: events of one category',
    'zh-CN': '筛选：一个类目的事件',
  },
  'speed.formats.whole': { en: 'All five columns', 'zh-CN': '全部五列' },
  'speed.formats.sizes': {
    en: 'CSV {csv}, Parquet {parquet}; writing it took {write}.',
    'zh-CN': 'CSV {csv}，Parquet {parquet}；写出用时 {write}。',
  },
  'speed.formats.label': {
    en: 'Times of reading CSV and Parquet',
    'zh-CN': '读取 CSV 与 Parquet 的用时',
  },

  'speed.skew.plain': { en: 'plain', 'zh-CN': '直接' },
  'speed.skew.salted': { en: 'salted, two stages', 'zh-CN': '加盐，两阶段' },
  'speed.skew.worker': { en: 'Worker {n}', 'zh-CN': '线程 {n}' },
  'speed.skew.load': { en: 'Rows that each worker gets', 'zh-CN': '每个线程分到的行数' },
  'speed.skew.times': { en: 'Time', 'zh-CN': '用时' },
  'speed.skew.engine': { en: 'One engine, as SQL', 'zh-CN': '单引擎，SQL' },
  'speed.skew.whole': {
    en: '{n} workers, until all are done',
    'zh-CN': '{n} 个线程，到全部完成',
  },
  'speed.skew.busiest': { en: 'The busiest worker alone', 'zh-CN': '最忙的线程自身' },
  'speed.skew.groups': {
    en: '{rows} rows, {hot} of them with one key; {groups} groups either way.',
    'zh-CN': '共 {rows} 行，其中 {hot} 落在同一个键上；两种方式都得到 {groups} 组。',
  },

  'speed.layers.daily': {
    en: 'Views and visitors of each day',
    'zh-CN': '每天的浏览量与访客数',
  },
  'speed.layers.hourly': {
    en: 'Views and purchases by hour',
    'zh-CN': '各小时的浏览与购买',
  },
  'speed.layers.categories': {
    en: 'The 100 categories that sell most',
    'zh-CN': '销量前 100 的类目',
  },
  'speed.layers.dwd': { en: 'from the events (DWD)', 'zh-CN': '从明细（DWD）' },
  'speed.layers.dws': { en: 'from the summary (DWS)', 'zh-CN': '从汇总（DWS）' },
  'speed.layers.label': {
    en: 'Times of the same figures from events and from summaries',
    'zh-CN': '同一指标从明细与汇总取得的用时',
  },

  'speed.advice.load.faster': {
    en: '{rows} rows were on screen after {time}, {factor} × as fast as on the measured machine.',
    'zh-CN': '{rows} 行用了 {time} 看到结果，速度是实测机器的 {factor} 倍。',
  },
  'speed.advice.load.slower': {
    en: '{rows} rows were on screen after {time}; the measured machine takes {other}, {factor} × as fast.',
    'zh-CN': '{rows} 行用了 {time} 看到结果；实测机器用 {other}，是这里的 {factor} 倍速。',
  },
  'speed.advice.load.same': {
    en: '{rows} rows were on screen after {time}, about as on the measured machine ({other}).',
    'zh-CN': '{rows} 行用了 {time} 看到结果，与实测机器（{other}）相当。',
  },
  'speed.advice.load.alone': {
    en: '{rows} rows were on screen after {time}. No file of about this size is in the table to compare with.',
    'zh-CN': '{rows} 行用了 {time} 看到结果。表中没有相近大小的文件可供比较。',
  },
  'speed.advice.load.ahead': {
    en: 'By the growth of the table, {rows} rows would take about {time} here.',
    'zh-CN': '按表中的增长推算，{rows} 行在这里约需 {time}。',
  },
  'speed.advice.formats.parquet': {
    en: 'Keep such data as Parquet: one column is read {column} × as fast as from CSV, all of it {whole} × as fast, from a file of {share} of the size.',
    'zh-CN':
      '这类数据宜存为 Parquet：读一列是 CSV 的 {column} 倍速，读全部是 {whole} 倍速，文件只有其 {share}。',
  },
  'speed.advice.formats.columns': {
    en: 'Parquet where a few columns are asked for: one is read {column} × as fast as from CSV. To read all of it once, CSV is not behind here ({wholeCsv} against {wholeParquet}); Parquet takes {share} of its space.',
    'zh-CN':
      '只取少数列时用 Parquet：读一列是 CSV 的 {column} 倍速。一次读全部时 CSV 并不落后（{wholeCsv} 对 {wholeParquet}）；Parquet 占用其 {share} 的空间。',
  },
  'speed.advice.formats.csv': {
    en: 'Here CSV is read as fast as Parquet, even for one column ({columnCsv} against {columnParquet}): convert for the space ({share}), not for the time.',
    'zh-CN':
      '在这里，即使只读一列，CSV 也不比 Parquet 慢（{columnCsv} 对 {columnParquet}）：转换是为了省空间（{share}），不是为了省时间。',
  },
  'speed.advice.skew.load': {
    en: 'By key, the busiest worker gets {plain} of the rows; salted, {salted}.',
    'zh-CN': '按键分配时，最忙的线程分到 {plain} 的行；加盐后为 {salted}。',
  },
  'speed.advice.skew.workers.saves': {
    en: 'Across {n} workers salting saves {share} of the time.',
    'zh-CN': '在 {n} 个线程上，加盐节省 {share} 的时间。',
  },
  'speed.advice.skew.workers.costs': {
    en: 'Across {n} workers salting costs {share} more time: its second stage takes more than the balance brings.',
    'zh-CN': '在 {n} 个线程上，加盐反而多用 {share} 的时间：第二阶段的开销大于均衡带来的收益。',
  },
  'speed.advice.skew.workers.same': {
    en: 'Across {n} workers salting makes no difference.',
    'zh-CN': '在 {n} 个线程上，加盐没有区别。',
  },
  'speed.advice.skew.engine.saves': {
    en: 'In the one engine it saves {share}.',
    'zh-CN': '在单个引擎里它节省 {share}。',
  },
  'speed.advice.skew.engine.costs': {
    en: 'In the one engine it costs {share} more.',
    'zh-CN': '在单个引擎里它多用 {share}。',
  },
  'speed.advice.skew.engine.same': {
    en: 'In the one engine it makes no difference.',
    'zh-CN': '在单个引擎里它没有区别。',
  },
  'speed.advice.skew.salt': {
    en: 'So salt a hot key where the work is spread over workers, and only there.',
    'zh-CN': '所以只在工作分到多个线程时才给热键加盐。',
  },
  'speed.advice.skew.plain': {
    en: 'So aggregate plainly here.',
    'zh-CN': '所以在这里直接聚合即可。',
  },
  'speed.advice.skew.both': {
    en: 'So salting pays here either way.',
    'zh-CN': '所以在这里两种情况下加盐都值得。',
  },
  'speed.advice.skew.engineOnly': {
    en: 'So salting pays in the one engine here, not across workers.',
    'zh-CN': '所以在这里，加盐对单引擎有利，对多线程无益。',
  },
  'speed.advice.layers.dws': {
    en: 'Ask the summaries: they answer {least} to {most} × as fast as the {rows} events, with the same figures.',
    'zh-CN': '问汇总：结果相同，速度是查 {rows} 条明细的 {least} 到 {most} 倍。',
  },
  'speed.advice.layers.some': {
    en: 'A summary pays where it is much smaller than the {rows} events: {question} comes {most} × as fast; the least gain is {least} ×.',
    'zh-CN':
      '汇总比 {rows} 条明细小得多时才划算：「{question}」是 {most} 倍速；收益最小的为 {least} 倍。',
  },
  'speed.advice.layers.dwd': {
    en: 'At {rows} events the summaries are no faster here ({least} to {most} ×): they pay with more rows.',
    'zh-CN': '{rows} 条明细时，汇总在这里并不更快（{least} 到 {most} 倍）：行数更多时才划算。',
  },
});
