import { words } from '../words.ts';

/** The command palette and the sheet of keys. */
export const palette = words({
  'palette.title': { en: 'Commands', 'zh-CN': '命令' },
  'palette.search': { en: 'What do you want to do?', 'zh-CN': '想做什么？' },
  'palette.none': { en: 'Nothing is called so.', 'zh-CN': '没有匹配的命令。' },
  'palette.found': { en: '{n|command|commands}', 'zh-CN': '{n} 条命令' },
  'palette.group.notebook': { en: 'Notebook', 'zh-CN': '笔记本' },
  'palette.group.cell': { en: 'Cell', 'zh-CN': '单元格' },
  'palette.group.add': { en: 'Add', 'zh-CN': '添加' },
  'palette.group.go': { en: 'Go to', 'zh-CN': '转到' },
  'palette.group.table': { en: 'Table', 'zh-CN': '数据表' },
  'palette.group.data': { en: 'Data', 'zh-CN': '数据' },
  'palette.group.page': { en: 'Page', 'zh-CN': '页面' },
  'palette.theme': { en: 'Theme: {name}', 'zh-CN': '主题：{name}' },
  'palette.language': { en: 'Language: {name}', 'zh-CN': '语言：{name}' },
  'palette.sample': { en: 'Open the sample: {name}', 'zh-CN': '打开示例：{name}' },
  'palette.export.table': { en: 'Export {name}', 'zh-CN': '导出 {name}' },
  'palette.again': { en: 'Change how the files are read', 'zh-CN': '更改文件的读取方式' },
  'palette.engine': { en: 'Engine: memory, storage, queries', 'zh-CN': '引擎：内存、存储与查询' },
  'palette.keys': { en: 'Keyboard shortcuts', 'zh-CN': '键盘快捷键' },
  'palette.keys.cell': { en: 'On a selected cell', 'zh-CN': '选中单元格时' },
  'palette.keys.both': {
    en: 'On a selected cell and while editing it',
    'zh-CN': '选中或编辑单元格时',
  },
  'palette.keys.editor': { en: 'While editing a cell', 'zh-CN': '编辑单元格时' },
  'palette.keys.page': { en: 'Anywhere', 'zh-CN': '任何位置' },
  'palette.look': { en: 'Look at it', 'zh-CN': '查看' },
  'palette.sql': { en: 'Query it in a new SQL cell', 'zh-CN': '在新的 SQL 单元格中查询' },
  'palette.open': { en: 'Command palette', 'zh-CN': '命令面板' },
});
