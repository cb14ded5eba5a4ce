import { words } from '../words.ts';

/** The frame around every cell, and the notebook as it is edited. */
export const frame = words({
  'frame.edit.source': { en: 'Text of the cell', 'zh-CN': '单元格内容' },
});
