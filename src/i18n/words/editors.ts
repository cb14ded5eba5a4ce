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
});
