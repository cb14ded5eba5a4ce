import { words } from '../words.ts';

/** Charts that a notebook declares: what is wrong with one, what its parts are called, what is not drawn. */
export const declaredCharts = words({
  'declared.problem.at': { en: 'line {line}: {message}', 'zh-CN': '第 {line} 行：{message}' },
  'declared.problem.more': {
    en: '{reason} ({n|more problem|more problems})',
    'zh-CN': '{reason}（另有 {n} 处问题）',
  },
  'declared.problem.unknown': {
    en: '"{key}" does not know "{word}"; there is {known}',
    'zh-CN': '“{key}”不认识“{word}”；可用的有 {known}',
  },
  'declared.problem.unknown.likely': {
    en: '"{key}" does not know "{word}"; did you mean "{likely}"? There is {known}',
    'zh-CN': '“{key}”不认识“{word}”，是否想写“{likely}”？可用的有 {known}',
  },
  'declared.problem.from': {
    en: '"from" is to name the cell or table whose rows are drawn',
    'zh-CN': '“from”要写出取数的单元格或表的名称',
  },
  'declared.problem.both': {
    en: 'a chart has either "mark" or a list of "marks"',
    'zh-CN': '“mark”与“marks”只能写其一',
  },
  'declared.problem.alone': {
    en: '"{mark}" is a drawing of its own and stands beside no other mark',
    'zh-CN': '“{mark}”自成一图，不能与其他图元叠放',
  },
  'declared.problem.marks': { en: 'at most {n} marks are drawn', 'zh-CN': '最多绘制 {n} 个图元' },
  'declared.problem.mark-mapping': {
    en: 'each of "marks" is a name, or keys with values that begin with "mark"',
    'zh-CN': '“marks”的每一项是名称，或以“mark”开头的键值',
  },
  'declared.problem.no-mark': {
    en: '"mark" is missing; there is {marks}',
    'zh-CN': '缺少“mark”；可用的有 {marks}',
  },
  'declared.problem.mapping': {
    en: '"{key}" takes keys with values',
    'zh-CN': '“{key}”要写成键值形式',
  },
  'declared.problem.list': { en: '"{key}" takes a list of values', 'zh-CN': '“{key}”要写成列表' },
  'declared.problem.numbers': {
    en: '"{key}" takes a list of {n} numbers',
    'zh-CN': '“{key}”要写成 {n} 个数的列表',
  },
  'declared.problem.number': {
    en: '"{key}" takes a number from {min} to {max}',
    'zh-CN': '“{key}”要写 {min} 到 {max} 之间的数',
  },
  'declared.problem.boolean': {
    en: '"{key}" takes true or false',
    'zh-CN': '“{key}”只能写 true 或 false',
  },
  'declared.problem.dashes': {
    en: '"{key}" takes lengths such as "4 2"',
    'zh-CN': '“{key}”要写长度，例如“4 2”',
  },
  'declared.problem.channel': {
    en: '"{key}" takes a column, a constant, or a figure such as { sum: column }',
    'zh-CN': '“{key}”要写列名、常数，或如 { sum: 列名 } 的汇总',
  },
  'declared.problem.column-name': {
    en: '"{key}" takes the name of a column',
    'zh-CN': '“{key}”要写列名',
  },
  'declared.problem.bin-alone': {
    en: '"{key}" is cut into steps, so another channel is to say what is counted, such as y: count()',
    'zh-CN': '“{key}”已分段，需由另一个通道说明统计什么，例如 y: count()',
  },
  'declared.problem.sort': {
    en: '"sort" takes a column or channel, with a minus in front for largest first',
    'zh-CN': '“sort”要写列名或通道，前面加减号表示从大到小',
  },
  'declared.problem.sort-grouped': {
    en: 'rows are put together, and "{column}" is none of what is left to sort by',
    'zh-CN': '行已汇总，“{column}”不在可排序的结果里',
  },
  'declared.problem.not-of-mark': {
    en: '"{mark}" has no "{key}"; it knows {known}',
    'zh-CN': '“{mark}”没有“{key}”；可用的有 {known}',
  },
  'declared.problem.measured': {
    en: '"{mark}" needs figures or times along its axes, and "{column}" holds words',
    'zh-CN': '“{mark}”的两轴需要数值或时间，而“{column}”是文字',
  },
  'declared.problem.plot': {
    en: 'This cannot be drawn: {message}.',
    'zh-CN': '无法绘制：{message}。',
  },
  'declared.problem.needs': {
    en: '"{mark}" needs {need}',
    'zh-CN': '“{mark}”需要 {need}',
  },

  'declared.reduce.rows': { en: 'rows', 'zh-CN': '行数' },
  'declared.reduce.share-rows': { en: 'share of rows', 'zh-CN': '行数占比' },
  'declared.reduce.count': { en: 'count of {column}', 'zh-CN': '{column}计数' },
  'declared.reduce.sum': { en: 'sum of {column}', 'zh-CN': '{column}合计' },
  'declared.reduce.mean': { en: 'mean of {column}', 'zh-CN': '{column}平均' },
  'declared.reduce.median': { en: 'median of {column}', 'zh-CN': '{column}中位数' },
  'declared.reduce.min': { en: 'lowest {column}', 'zh-CN': '{column}最小值' },
  'declared.reduce.max': { en: 'highest {column}', 'zh-CN': '{column}最大值' },
  'declared.reduce.distinct': { en: 'different {column}', 'zh-CN': '{column}去重数' },
  'declared.reduce.mode': { en: 'most frequent {column}', 'zh-CN': '{column}众数' },
  'declared.reduce.deviation': { en: 'deviation of {column}', 'zh-CN': '{column}标准差' },
  'declared.reduce.variance': { en: 'variance of {column}', 'zh-CN': '{column}方差' },
  'declared.reduce.share': { en: 'share of {column}', 'zh-CN': '{column}占比' },
  'declared.reduce.quantile': {
    en: '{p}th percentile of {column}',
    'zh-CN': '{column}第 {p} 百分位',
  },

  'declared.interval.second': { en: 'by second', 'zh-CN': '按秒' },
  'declared.interval.minute': { en: 'by minute', 'zh-CN': '按分钟' },
  'declared.interval.hour': { en: 'by hour', 'zh-CN': '按小时' },
  'declared.interval.day': { en: 'by day', 'zh-CN': '按日' },
  'declared.interval.week': { en: 'by week', 'zh-CN': '按周' },
  'declared.interval.month': { en: 'by month', 'zh-CN': '按月' },
  'declared.interval.quarter': { en: 'by quarter', 'zh-CN': '按季度' },
  'declared.interval.year': { en: 'by year', 'zh-CN': '按年' },

  'declared.legend.more': { en: '{n|other|others}', 'zh-CN': '其他 {n} 个' },
  'declared.label': { en: '{y} by {x}', 'zh-CN': '按{x}的{y}' },
  'declared.label.one': { en: 'Chart of {x}', 'zh-CN': '{x}的图表' },
  'declared.label.rows': { en: 'Chart of {from}', 'zh-CN': '{from}的图表' },

  'declared.note.sample': {
    en: 'An even sample of {n} of {total|row|rows} is drawn.',
    'zh-CN': '共 {total} 行，均匀抽取了 {n} 行绘制。',
  },
  'declared.note.extremes': {
    en: '{n} of {total|row|rows} are drawn: the lowest and the highest of each step.',
    'zh-CN': '共 {total} 行，绘制了每一段的最低与最高，共 {n} 行。',
  },
  'declared.note.first': {
    en: 'The first {n} of {total} are drawn.',
    'zh-CN': '共 {total} 个，绘制了前 {n} 个。',
  },
  'declared.note.limited': {
    en: 'Only the first {n|row|rows} could be read here, of {total}.',
    'zh-CN': '共 {total} 行，这里只读到前 {n} 行。',
  },
  'declared.note.missing': {
    en: '{n|row is|rows are} not drawn, for want of a value: {columns}.',
    'zh-CN': '有 {n} 行因缺少 {columns} 的值而没有绘制。',
  },
  'declared.nothing': {
    en: 'None of the {n|row|rows} has a value to draw.',
    'zh-CN': '{n} 行都没有可绘制的值。',
  },

  'declared.brush.range': {
    en: '{column} from {from} to {to}',
    'zh-CN': '{column}从 {from} 到 {to}',
  },
  'declared.brush.none': { en: 'nothing is brushed', 'zh-CN': '未框选' },

  'declared.ring.left': {
    en: '{n|part|parts} at or below zero cannot be part of a ring.',
    'zh-CN': '有 {n} 项不大于零，无法画入环图。',
  },
  'declared.radar.fit': {
    en: 'Each spoke has its own scale, from its lowest to its highest.',
    'zh-CN': '每条轴各自从最小到最大取刻度。',
  },
  'declared.radar.few': {
    en: 'A radar needs at least three spokes, not {n}.',
    'zh-CN': '雷达图至少需要三条轴，这里有 {n} 条。',
  },
  'declared.sankey.label': {
    en: 'Flow from {source} to {target}',
    'zh-CN': '从{source}到{target}的流向',
  },
  'declared.sankey.again': {
    en: 'What flows back stands again on the last step: {names}.',
    'zh-CN': '回流的在最后一步再次列出：{names}。',
  },
  'declared.waterfall.sum': { en: 'Total', 'zh-CN': '合计' },
  'declared.tiles.unknown': {
    en: '{n|row names|rows name} no region of this map.',
    'zh-CN': '有 {n} 行不在这张地图的区域内。',
  },
  'declared.space.label': {
    en: '{x}, {y} and {z} as points in space',
    'zh-CN': '{x}、{y}、{z}的空间散点',
  },
  'declared.space.keys': {
    en: 'Arrow keys turn it, Home turns it back.',
    'zh-CN': '方向键旋转，Home 复位。',
  },
  'declared.space.views': { en: 'Views', 'zh-CN': '视角' },
  'declared.space.3d': { en: '3-D', 'zh-CN': '立体' },
  'declared.space.xy': { en: 'x – y', 'zh-CN': 'x – y' },
  'declared.space.xz': { en: 'x – z', 'zh-CN': 'x – z' },
  'declared.space.zy': { en: 'z – y', 'zh-CN': 'z – y' },

  'declared.propose.line': { en: 'Line', 'zh-CN': '折线' },
  'declared.propose.columns': { en: 'Columns', 'zh-CN': '柱形' },
  'declared.propose.bars': { en: 'Bars', 'zh-CN': '条形' },
  'declared.propose.dots': { en: 'Dots', 'zh-CN': '散点' },
  'declared.propose.hexagons': { en: 'Hexagons', 'zh-CN': '六边形分箱' },
  'declared.propose.histogram': { en: 'Histogram', 'zh-CN': '直方图' },
  'declared.propose.heat': { en: 'Heat map', 'zh-CN': '热力图' },
  'declared.propose.timeline': { en: 'Rows over time', 'zh-CN': '随时间的行数' },
  'declared.propose.counts': { en: 'Counts', 'zh-CN': '计数' },
  'declared.propose.map': { en: 'Map', 'zh-CN': '地图' },
  'declared.propose.outlines': { en: 'Outlines', 'zh-CN': '地理轮廓' },
  'declared.propose.sankey': { en: 'Sankey', 'zh-CN': '桑基图' },
  'declared.propose.ring': { en: 'Ring', 'zh-CN': '环图' },
  'declared.propose.box': { en: 'Box plot', 'zh-CN': '箱线图' },

  'declared.offers': { en: 'Suits these columns', 'zh-CN': '适合这些列的图' },
  'declared.no-columns': {
    en: 'There is no column with values to draw.',
    'zh-CN': '没有可绘制的列。',
  },
  'declared.hands.marks': {
    en: '{n|mark|marks}: arrow keys go through them, Enter picks one',
    'zh-CN': '{n} 个图形：方向键逐个查看，回车选取',
  },
  'declared.hands.brush': {
    en: 'Brush: arrow keys move it, with Shift they resize it, Escape clears it',
    'zh-CN': '框选：方向键移动，Shift 加方向键调整大小，Esc 清除',
  },
});
