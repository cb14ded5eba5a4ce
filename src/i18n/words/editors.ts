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
});
