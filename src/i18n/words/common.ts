import { words } from '../words.ts';

export const common = words({
  'common.cancel': { en: 'Cancel', 'zh-CN': '取消' },
  'common.close': { en: 'Close', 'zh-CN': '关闭' },
  'common.and': { en: ', ', 'zh-CN': '、' },
  'common.rows': { en: '{n|row|rows}', 'zh-CN': '{n} 行' },
});
