import { words } from '../words.ts';

export const offline = words({
  'offline.update': {
    en: 'A newer version of this page is ready.',
    'zh-CN': '本页面有新版本可用。',
  },
  'offline.update.do': { en: 'Update now', 'zh-CN': '立即更新' },
  'offline.updated': {
    en: 'This page was updated in another tab. Reload it to go on.',
    'zh-CN': '本页面已在另一个标签页中更新，请重新加载后继续。',
  },
  'offline.reload': { en: 'Reload', 'zh-CN': '重新加载' },
});
