import { words } from '../words.ts';

/** Notebooks as documents: opening, saving, versions, the published copy and one's own edits. */
export const documents = words({
  'documents.untitled': { en: 'Untitled notebook', 'zh-CN': '未命名笔记本' },
  'documents.copy-of': { en: '{title} (copy)', 'zh-CN': '{title}（副本）' },
});
