import { words } from '../words.ts';

/** The frame around every cell, and the notebook as it is edited. */
export const frame = words({
  'frame.run': { en: 'Run', 'zh-CN': '运行' },
  'frame.edit': { en: 'Edit', 'zh-CN': '编辑' },
  'frame.edit.end': { en: 'Done editing', 'zh-CN': '完成编辑' },
  'frame.edit.source': { en: 'Text of the cell', 'zh-CN': '单元格内容' },
  'frame.fold': { en: 'Fold', 'zh-CN': '折叠' },
  'frame.unfold': { en: 'Unfold', 'zh-CN': '展开' },
  'frame.move': { en: 'Move: drag, or press ↑ and ↓', 'zh-CN': '移动：拖动，或按 ↑ 和 ↓' },
  'frame.up': { en: 'Move up', 'zh-CN': '上移' },
  'frame.down': { en: 'Move down', 'zh-CN': '下移' },
  'frame.duplicate': { en: 'Duplicate', 'zh-CN': '复制一份' },
  'frame.delete': { en: 'Delete', 'zh-CN': '删除' },
  'frame.link': { en: 'Copy link to this cell', 'zh-CN': '复制单元格链接' },
  'frame.add.above': { en: 'Add above', 'zh-CN': '在上方添加' },
  'frame.add.below': { en: 'Add below', 'zh-CN': '在下方添加' },
  'frame.rename': { en: 'Rename', 'zh-CN': '重命名' },
  'frame.rename.what': { en: 'Rename {name}', 'zh-CN': '重命名 {name}' },
  'frame.rename.label': { en: 'Name of the cell', 'zh-CN': '单元格名称' },
  'frame.rename.placeholder': { en: 'letters, digits, _', 'zh-CN': '字母、数字、下划线' },
  'frame.cause': { en: 'Show “{name}”', 'zh-CN': '查看“{name}”' },

  'frame.when.by-cost': { en: 'Runs by its cost', 'zh-CN': '按耗时决定何时运行' },
  'frame.when.at-once': { en: 'Always runs at once', 'zh-CN': '总是立即运行' },
  'frame.when.when-asked': { en: 'Runs when asked', 'zh-CN': '仅手动运行' },

  'frame.state.stale': { en: 'Out of date', 'zh-CN': '结果已过期' },
  'frame.state.blocked': { en: 'Blocked', 'zh-CN': '被阻塞' },

  'frame.kind.text': { en: 'Text', 'zh-CN': '文本' },
  'frame.kind.sql': { en: 'SQL', 'zh-CN': 'SQL' },
  'frame.kind.metric': { en: 'Analysis', 'zh-CN': '分析' },
  'frame.kind.chart': { en: 'Chart', 'zh-CN': '图表' },
  'frame.kind.input': { en: 'Input', 'zh-CN': '输入' },
  'frame.kind.tile': { en: 'Tiles', 'zh-CN': '指标卡' },
  'frame.kind.table': { en: 'Table', 'zh-CN': '表格' },
  'frame.kind.lineage': { en: 'Lineage', 'zh-CN': '血缘' },
  'frame.kind.load-report': { en: 'Load report', 'zh-CN': '加载报告' },
  'frame.kind.speed': { en: 'Speed', 'zh-CN': '速度' },
  'frame.kind.unknown': { en: 'Unknown block', 'zh-CN': '未知内容块' },
});
