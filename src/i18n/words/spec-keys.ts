import { words } from '../words.ts';

/** Keys of a block's YAML as a form shows them: `editors.key.*` names one, `editors.hint.*` says what it does. */
export const specKeys = words({
  'editors.key.kind': { en: 'Analysis', 'zh-CN': '分析' },
  'editors.key.title': { en: 'Title', 'zh-CN': '标题' },
  'editors.hint.title': { en: 'Instead of its own name', 'zh-CN': '代替默认名称' },
  'editors.key.where': { en: 'Only events with', 'zh-CN': '只统计满足以下条件的事件' },
  'editors.hint.where': {
    en: 'Each condition is a list of values or an input of this notebook. An input without a choice leaves nothing out.',
    'zh-CN': '每个条件可填若干取值，或引用本笔记本的输入控件。控件未选择时不作筛选。',
  },
  'editors.key.show': { en: 'Figures shown', 'zh-CN': '显示的指标' },
  'editors.hint.show': { en: 'In this order', 'zh-CN': '按此顺序显示' },
  'editors.key.from': { en: 'From cell', 'zh-CN': '来源单元格' },
  'editors.key.columns': { en: 'Columns', 'zh-CN': '列' },
  'editors.hint.columns': { en: 'All where none is chosen', 'zh-CN': '不选则显示全部' },

  'editors.hint.overview.by': { en: 'One row a day', 'zh-CN': '每天一行' },
  'editors.hint.uv': { en: 'Who counts as a visitor', 'zh-CN': '谁算作访客' },
  'editors.hint.steps': {
    en: 'In this order; a step with several events counts any of them',
    'zh-CN': '按顺序排列；一步含多个事件时任一即可',
  },
  'editors.hint.basis': { en: 'Whose conversion it is', 'zh-CN': '按谁计算转化' },
  'editors.hint.funnel.mode': {
    en: 'Ordered: one after the other. Strict: no other event of the funnel between. Nested: all steps so far, in any order. Unordered: each step by itself.',
    'zh-CN':
      '有序：依次发生；严格：中间无其他漏斗事件；嵌套：含此前全部步骤，顺序不限；无序：各步独立统计。',
  },
  'editors.hint.retention.mode': {
    en: 'Back exactly then, then or later, or within a bracket',
    'zh-CN': '恰好当期返回、当期及以后返回，或在区间内返回',
  },
  'editors.hint.window_seconds': {
    en: 'From the first step to the last; empty: no limit',
    'zh-CN': '从第一步到最后一步；留空则不限',
  },
  'editors.hint.exclude': {
    en: 'An attempt with one of these between two steps ends',
    'zh-CN': '两步之间出现这些事件则本次尝试终止',
  },
  'editors.hint.hold': {
    en: 'All steps on the same item, category or brand',
    'zh-CN': '各步须为同一商品、类目或品牌',
  },
  'editors.hint.entry': {
    en: 'Whether any attempt counts, or only the first',
    'zh-CN': '任意一次尝试均可，或只看首次',
  },
  'editors.hint.category_level': {
    en: 'Levels of the category path that make a category',
    'zh-CN': '取类目路径的前几级作为类目',
  },
  'editors.hint.threshold': {
    en: 'Between 0 and 1; the head is the smallest set that reaches it',
    'zh-CN': '0 到 1 之间；达到该占比的最小集合为头部',
  },
  'editors.hint.cohort': {
    en: 'Whose first day makes the cohort',
    'zh-CN': '以首次何种事件划分同期群',
  },
  'editors.hint.event': { en: 'What counts as coming back', 'zh-CN': '何种事件算作回访' },
  'editors.hint.retention.day': {
    en: 'Calendar days of the report zone, or 24 hours from each user’s first event',
    'zh-CN': '报表时区的自然日，或自首次事件起每 24 小时',
  },
  'editors.hint.ranges': { en: 'Such as 1–3, 4–7', 'zh-CN': '例如 1–3, 4–7' },
  'editors.hint.reference': {
    en: 'Recency is counted back from here; empty: the last day of the data',
    'zh-CN': '从该日向前计算最近一次购买；留空则取数据最后一天',
  },
  'editors.hint.scoring': {
    en: 'By distinct quantiles, or in five equal groups',
    'zh-CN': '按去重分位数，或等分为五组',
  },
  'editors.hint.model': {
    en: 'How scores become segments',
    'zh-CN': '如何由得分划分人群',
  },
  'editors.hint.r_threshold': {
    en: 'For the 2×2 model: days, the mean or the median',
    'zh-CN': '用于 2×2 模型：天数、均值或中位数',
  },
  'editors.hint.f_threshold': {
    en: 'For the 2×2 model: purchases, the mean or the median',
    'zh-CN': '用于 2×2 模型：购买次数、均值或中位数',
  },

  'editors.key.type': { en: 'Kind of input', 'zh-CN': '控件类型' },
  'editors.key.label': { en: 'Label', 'zh-CN': '标签' },
  'editors.hint.label': { en: 'Shown above it', 'zh-CN': '显示在控件上方' },
  'editors.key.help': { en: 'Help', 'zh-CN': '说明' },
  'editors.key.column': { en: 'Column', 'zh-CN': '列' },
  'editors.hint.input.column': {
    en: 'Its values are the choices',
    'zh-CN': '以该列的取值作为选项',
  },
  'editors.hint.input.from': {
    en: 'Empty: a column of the events',
    'zh-CN': '留空则取事件表的列',
  },
  'editors.key.options': { en: 'Options', 'zh-CN': '选项' },
  'editors.hint.options': {
    en: 'One a line; “value = label” shows another text. They go before a column.',
    'zh-CN': '每行一个；写作“取值 = 标签”可显示其他文字。优先于列。',
  },
  'editors.key.required': { en: 'Always one of them', 'zh-CN': '必选其一' },
  'editors.hint.required': { en: 'Offers no “All”', 'zh-CN': '不提供“全部”' },
  'editors.key.placeholder': { en: 'Placeholder', 'zh-CN': '占位文字' },
  'editors.key.value': { en: 'Default', 'zh-CN': '默认值' },
  'editors.hint.value': { en: 'Until the reader chooses', 'zh-CN': '读者选择之前的取值' },
  'editors.key.min': { en: 'Least', 'zh-CN': '最小值' },
  'editors.key.max': { en: 'Most', 'zh-CN': '最大值' },
  'editors.key.step': { en: 'Step', 'zh-CN': '步长' },
  'editors.key.multiple': { en: 'Several may be chosen', 'zh-CN': '可多选' },

  'editors.input.select': { en: 'Select', 'zh-CN': '单选下拉' },
  'editors.input.multi-select': { en: 'Multi-select', 'zh-CN': '多选下拉' },
  'editors.input.segmented': { en: 'Segmented', 'zh-CN': '分段按钮' },
  'editors.input.search': { en: 'Search', 'zh-CN': '搜索' },
  'editors.input.text': { en: 'Text', 'zh-CN': '文本' },
  'editors.input.number': { en: 'Number', 'zh-CN': '数字' },
  'editors.input.slider': { en: 'Slider', 'zh-CN': '滑块' },
  'editors.input.toggle': { en: 'Toggle', 'zh-CN': '开关' },
  'editors.input.date-range': { en: 'Date range', 'zh-CN': '日期范围' },
  'editors.input.table': { en: 'Rows of a table', 'zh-CN': '表格选行' },
  'editors.input.chart': { en: 'Marks of a chart', 'zh-CN': '图表选择' },
  'editors.input.selection': { en: 'Cross-filter', 'zh-CN': '联动筛选' },
  'editors.key.filter': { en: 'Filtered by', 'zh-CN': '受其筛选' },
  'editors.hint.filter': {
    en: 'A selection of this notebook, such as $selection',
    'zh-CN': '本笔记本中的联动筛选，例如 $selection',
  },
  'editors.key.select': { en: 'Picks go to', 'zh-CN': '点选写入' },
  'editors.hint.select': {
    en: 'The input that takes what is picked here',
    'zh-CN': '接收此处点选内容的控件',
  },
  'editors.hint.picked.from': {
    en: 'Its rows or marks are picked',
    'zh-CN': '在该单元格中点选行或图形',
  },
  'editors.hint.picked.column': {
    en: 'Whose value is taken; empty: the first, or what the marks stand for',
    'zh-CN': '取该列的值；留空则取首列或图形所代表的列',
  },
});
