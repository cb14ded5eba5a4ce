import { words } from '../words.ts';

/** Sharing a notebook, reading one from elsewhere, the gallery, and the file with the results. */
export const share = words({
  'report.definition': { en: 'Definition', 'zh-CN': '口径' },
  'report.sql': { en: 'SQL', 'zh-CN': 'SQL' },
  'report.figures': { en: 'Figures', 'zh-CN': '数据' },
  'report.rows': { en: 'The first {n} of {total} rows.', 'zh-CN': '前 {n} 行，共 {total} 行。' },
  'report.made': { en: 'as of {when}', 'zh-CN': '生成于 {when}' },
  'report.foot': {
    en: 'Made with Tabhouse. The results in this file are as they stood when it was made; it asks for nothing from the network.',
    'zh-CN': '由 Tabhouse 生成。文件中的结果为生成时的状态，打开时不会访问网络。',
  },
  'report.fixed': {
    en: 'Fixed in this file: {names}. To change it, open the notebook.',
    'zh-CN': '在此文件中固定不变：{names}。如需更改，请打开笔记本。',
  },
  'report.noscript': {
    en: 'The inputs work where scripts are allowed.',
    'zh-CN': '允许运行脚本时，输入项才可使用。',
  },
  'report.not-run': { en: 'This cell had not run.', 'zh-CN': '该单元格尚未运行。' },

  'share.title': { en: 'Share', 'zh-CN': '分享' },
  'share.ways': { en: 'Ways to share', 'zh-CN': '分享方式' },
  'share.way.link': { en: 'Link', 'zh-CN': '链接' },
  'share.way.file': { en: 'File', 'zh-CN': '文件' },
  'share.way.results': { en: 'Results', 'zh-CN': '结果' },
  'share.copy': { en: 'Copy', 'zh-CN': '复制' },
  'share.copied': { en: 'Copied', 'zh-CN': '已复制' },
  'share.copy.failed': {
    en: 'The browser did not allow copying. The link is selected: press Ctrl+C or ⌘C.',
    'zh-CN': '浏览器不允许复制。链接已选中，请按 Ctrl+C 或 ⌘C。',
  },
  'share.link.field': { en: 'Link to this notebook', 'zh-CN': '此笔记本的链接' },
  'share.link.values': { en: 'With the inputs as they are set', 'zh-CN': '包含当前的输入值' },
  'share.link.cell': { en: 'Leads to', 'zh-CN': '定位到' },
  'share.link.length': { en: '{n|character|characters}', 'zh-CN': '{n} 个字符' },
  'share.link.everywhere': {
    en: 'Short enough for mail, chats and documents.',
    'zh-CN': '长度适合邮件、聊天和文档。',
  },
  'share.link.most': {
    en: 'Works in browsers and most chats; some mail programs cut links above 2,000 characters.',
    'zh-CN': '可用于浏览器和多数聊天工具；部分邮件程序会截断超过 2,000 个字符的链接。',
  },
  'share.link.few': {
    en: 'Too long for many chats and mail programs, which would cut it off. The file is the safer way.',
    'zh-CN': '对许多聊天和邮件程序来说过长，可能被截断。发送文件更稳妥。',
  },
  'share.link.file': { en: 'Take the file', 'zh-CN': '改用文件' },
  'share.link.private': {
    en: 'The notebook stands behind the # of the link, which browsers send to no server.',
    'zh-CN': '笔记本内容位于链接的 # 之后，浏览器不会将其发送给任何服务器。',
  },
  'share.link.data': {
    en: 'Your data is not in it: whoever opens it picks “{name}” or files like it.',
    'zh-CN': '其中不含数据：打开者需自行选择“{name}”或类似的文件。',
  },
  'share.link.data-hosted': {
    en: 'It also opens the hosted data “{name}”.',
    'zh-CN': '它同时会打开托管的数据“{name}”。',
  },
  'share.file.what': {
    en: 'A notebook is one Markdown file, readable as text: {name}, {size}. Open it on any page like this one, or drop it there.',
    'zh-CN':
      '笔记本就是一个 Markdown 文件，可直接阅读：{name}，{size}。可在任何同类页面中打开，或拖放到页面上。',
  },
  'share.file.save': { en: 'Save the file', 'zh-CN': '保存文件' },
  'share.file.saved': { en: 'Saved as {name}.', 'zh-CN': '已保存为 {name}。' },
  'share.file.values': {
    en: 'Results and data are not in it; inputs begin with their defaults.',
    'zh-CN': '文件不含结果和数据；输入项使用默认值。',
  },
  'share.export.what': {
    en: 'One HTML file with the text, tables and charts as they stand. It opens anywhere, asks for nothing from the network, and prints well.',
    'zh-CN':
      '一个 HTML 文件，包含当前的文字、表格和图表。可在任何地方打开，不访问网络，也适合打印。',
  },
  'share.export.inputs': {
    en: 'Inputs that still work in the file',
    'zh-CN': '在文件中仍可使用的输入项',
  },
  'share.export.choices': { en: '{n|choice|choices}', 'zh-CN': '{n} 个选项' },
  'share.export.stays': { en: '{label} stays at: {value}', 'zh-CN': '{label}固定为：{value}' },
  'share.export.all': { en: 'All', 'zh-CN': '全部' },
  'share.export.all-days': { en: 'All days', 'zh-CN': '全部日期' },
  'share.export.ways': {
    en: 'The results of {n} combinations are worked out and put into the file.',
    'zh-CN': '将计算 {n} 种组合的结果并写入文件。',
  },
  'share.export.too-many': {
    en: 'That makes {n} combinations; a file can hold {most}. Choose fewer inputs.',
    'zh-CN': '共有 {n} 种组合，文件最多容纳 {most} 种。请减少输入项。',
  },
  'share.export.working': {
    en: 'Working out {done} of {total} combinations',
    'zh-CN': '正在计算第 {done} / {total} 种组合',
  },
  'share.export.drawing': {
    en: 'Drawing {done} of {total}',
    'zh-CN': '正在绘制 {done} / {total}',
  },
  'share.export.save': { en: 'Save as HTML', 'zh-CN': '保存为 HTML' },
  'share.export.saved': { en: 'Saved as {name}, {size}.', 'zh-CN': '已保存为 {name}，{size}。' },
});
