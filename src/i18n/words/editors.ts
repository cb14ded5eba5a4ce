import { words } from '../words.ts';

/** The editors of cells: text, forms, completion, hints. */
export const editors = words({
  'code.find': { en: 'Find', 'zh-CN': '查找' },
  'code.find.next': { en: 'next', 'zh-CN': '下一个' },
  'code.find.previous': { en: 'previous', 'zh-CN': '上一个' },
  'code.find.all': { en: 'all', 'zh-CN': '全部' },
  'code.find.case': { en: 'match case', 'zh-CN': '区分大小写' },
  'code.find.pattern': { en: 'pattern', 'zh-CN': '正则' },
  'code.find.word': { en: 'whole word', 'zh-CN': '整词' },
  'code.replace': { en: 'Replace', 'zh-CN': '替换' },
  'code.replace.all': { en: 'Replace all', 'zh-CN': '全部替换' },
  'code.completions': { en: 'Completions', 'zh-CN': '补全' },
  'code.problems': { en: 'Problems', 'zh-CN': '问题' },
  'code.leave': {
    en: 'Press Escape, then Tab to leave the editor.',
    'zh-CN': '按 Esc 再按 Tab 可离开编辑器。',
  },

  'editors.restored': {
    en: 'This was typed here before and never became part of the notebook.',
    'zh-CN': '这是此前输入但尚未写入笔记本的内容。',
  },
  'editors.discard': { en: 'Discard', 'zh-CN': '放弃' },
  'editors.catalog': { en: 'catalog for the editor', 'zh-CN': '编辑器所需的目录' },
  'editors.kind.table': { en: 'table', 'zh-CN': '表' },
  'editors.kind.cell': { en: 'cell', 'zh-CN': '单元格' },

  'editors.sql.label': { en: 'SQL of {name}', 'zh-CN': '{name} 的 SQL' },
  'editors.sql.placeholder': {
    en: 'select … from … (one statement that reads)',
    'zh-CN': 'select … from …（一条只读语句）',
  },
  'editors.sql.keys': {
    en: 'Shift+Enter runs · Ctrl+Space completes',
    'zh-CN': 'Shift+Enter 运行 · Ctrl+Space 补全',
  },
  'editors.sql.format': { en: 'Format', 'zh-CN': '格式化' },
  'editors.sql.unformatted': {
    en: 'This cannot be laid out before it is valid SQL.',
    'zh-CN': '语句有误，无法格式化。',
  },
  'editors.sql.check': { en: 'check of {name}', 'zh-CN': '检查 {name}' },

  'editors.view': { en: 'View', 'zh-CN': '视图' },
  'editors.view.form': { en: 'Form', 'zh-CN': '表单' },
  'editors.view.text': { en: 'Text', 'zh-CN': '文本' },
  'editors.yaml.label': { en: 'YAML of {name}', 'zh-CN': '{name} 的 YAML' },
  'editors.form.unreadable': {
    en: 'The text cannot be read as keys and values; correct it under “Text” first.',
    'zh-CN': '文本无法解析为键值，请先在“文本”中更正。',
  },
  'editors.none': { en: '—', 'zh-CN': '—' },
  'editors.number': { en: 'Number…', 'zh-CN': '数字…' },
  'editors.remove': { en: 'Remove', 'zh-CN': '移除' },
  'editors.steps.add': { en: 'Add step', 'zh-CN': '添加步骤' },
  'editors.where.add': { en: 'Add condition', 'zh-CN': '添加条件' },
  'editors.where.column': { en: 'Column', 'zh-CN': '列' },
  'editors.where.from': {
    en: 'Where the values of {column} come from',
    'zh-CN': '{column} 的取值来源',
  },
  'editors.where.values': { en: 'these values', 'zh-CN': '指定取值' },
  'editors.where.values.of': { en: 'Values of {column}', 'zh-CN': '{column} 的取值' },
  'editors.where.placeholder': { en: 'a, b, c', 'zh-CN': 'a, b, c' },
  'editors.options.placeholder': { en: 'value = label', 'zh-CN': '取值 = 标签' },
  'editors.bind': { en: 'Take {name} from an input', 'zh-CN': '由输入控件决定{name}' },
  'editors.unbind': { en: 'Set {name} here', 'zh-CN': '在此设定{name}' },

  'editors.problem.yaml': { en: 'This is no YAML: {message}', 'zh-CN': 'YAML 有误：{message}' },
  'editors.problem.mapping': {
    en: 'A block holds keys with values, such as “kind: funnel”.',
    'zh-CN': '内容应为键值形式，例如“kind: funnel”。',
  },
  'editors.problem.unknown': {
    en: '“{key}” means nothing here and is kept as it is. Known: {names}.',
    'zh-CN': '“{key}”在此没有含义，将原样保留。可用的键：{names}。',
  },
  'editors.problem.value': {
    en: '“{key}” cannot be this. Possible: {possible}.',
    'zh-CN': '“{key}”不能取此值。可用：{possible}。',
  },
  'editors.problem.list': { en: 'a list', 'zh-CN': '列表' },
  'editors.problem.mapping-of': { en: 'keys with values', 'zh-CN': '键值' },
  'editors.problem.input': {
    en: 'No input is called “{name}”.',
    'zh-CN': '没有名为“{name}”的输入控件。',
  },

  'editors.text.label': { en: 'Text of the cell, Markdown', 'zh-CN': '单元格文本（Markdown）' },
  'editors.text.placeholder': {
    en: 'Markdown; {open}cell.column | percent{close} writes a value',
    'zh-CN': 'Markdown；{open}单元格.列 | percent{close} 可插入数值',
  },

  'editors.input.no-column': {
    en: '“{name}” has no column “{column}”.',
    'zh-CN': '“{name}”没有“{column}”列。',
  },
  'editors.input.gone': {
    en: 'Not in this data: {values}. The choice is kept, and finds nothing.',
    'zh-CN': '数据中没有：{values}。选择已保留，但匹配不到数据。',
  },
  'editors.input.gone.drop': { en: 'Take it out', 'zh-CN': '移除' },
  'editors.input.clear': { en: 'Clear', 'zh-CN': '清除' },
  'editors.input.bounds': {
    en: 'A slider needs “min” and “max”, or a column of numbers.',
    'zh-CN': '滑块需要“min”和“max”，或一个数值列。',
  },
  'editors.input.pick.table': {
    en: 'Click rows of “{name}”, or choose here',
    'zh-CN': '点击“{name}”中的行，或在此选择',
  },
  'editors.input.pick.chart': {
    en: 'Click marks of “{name}”, or choose here',
    'zh-CN': '点击“{name}”中的图形，或在此选择',
  },
  'editors.names': { en: 'tables that a query names', 'zh-CN': '查询涉及的表' },
});
