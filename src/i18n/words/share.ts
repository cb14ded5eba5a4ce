import { words } from '../words.ts';

/** Sharing a notebook, reading one from elsewhere, the gallery, and the file with the results. */
export const share = words({
  'report.definition': { en: 'Definition', 'zh-CN': '口径' },
  'report.sql': { en: 'SQL', 'zh-CN': 'SQL' },
  'report.figures': { en: 'Figures', 'zh-CN': '数据' },
  'report.rows': {
    en: 'The first {n} of {total|row|rows}.',
    'zh-CN': '前 {n} 行，共 {total} 行。',
  },
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
  'share.link.top': { en: 'The top of the notebook', 'zh-CN': '笔记本开头' },
  'share.link.named': {
    en: 'Short link that only names the notebook on this host',
    'zh-CN': '短链接（仅引用本站的笔记本）',
  },
  'share.link.by-name': {
    en: 'The link names the notebook; the host serves it.',
    'zh-CN': '链接仅引用笔记本，内容由网站提供。',
  },
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
  'share.export.filter': { en: '{label}: {set}', 'zh-CN': '{label}：{set}' },
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

  'share.from.shared': {
    en: 'This notebook came with a link.',
    'zh-CN': '这个笔记本来自一个链接。',
  },
  'share.from.hosted': {
    en: 'This notebook is hosted at {path}.',
    'zh-CN': '这个笔记本托管于 {path}。',
  },
  'share.from.file': {
    en: 'This notebook came from a file.',
    'zh-CN': '这个笔记本来自一个文件。',
  },
  'share.reading': {
    en: 'It can only read the data that you have opened here. It holds no code, changes nothing, and sends nothing anywhere.',
    'zh-CN': '它只能读取你在这里打开的数据，不含代码，不做任何更改，也不向任何地方发送内容。',
  },
  'share.reading.locked': {
    en: 'This notebook came from elsewhere. Make it yours to edit it.',
    'zh-CN': '这个笔记本来自别处。存为你的笔记本后即可编辑。',
  },
  'share.reads.analyses': { en: 'Analyses', 'zh-CN': '分析' },
  'share.reads.tables': { en: 'Tables', 'zh-CN': '表' },
  'share.reads.columns': { en: 'Columns', 'zh-CN': '列' },
  'share.reads.nothing': { en: 'It reads nothing.', 'zh-CN': '它不读取任何数据。' },
  'share.reads.more': { en: '{names} and {n} more', 'zh-CN': '{names} 等另外 {n} 项' },
  'share.reads.files': {
    en: 'It also asks for files or addresses, which are never read: {names}. Those cells show an error.',
    'zh-CN': '它还要求读取文件或网址，这些永远不会被读取：{names}。相关单元格会显示错误。',
  },
  'share.reads.refused': {
    en: 'It also holds statements that do more than read, which are never run: {names}. Those cells show an error.',
    'zh-CN': '它还包含不止于读取的语句，这些永远不会执行：{names}。相关单元格会显示错误。',
  },
  'share.mine': { en: 'Make it mine', 'zh-CN': '存为我的笔记本' },
  'share.mine.done': {
    en: 'It is yours now: edits are kept in this browser.',
    'zh-CN': '已存为你的笔记本：修改会保存在此浏览器中。',
  },
  'share.needs.none': {
    en: 'This notebook waits for data.',
    'zh-CN': '这个笔记本需要数据。',
  },
  'share.needs.wants': {
    en: 'It needs {names}. Pick your files, or try it with the sample.',
    'zh-CN': '它需要 {names}。请选择文件，或先用示例数据试试。',
  },
  'share.needs.any': {
    en: 'Pick your files, or try it with the sample.',
    'zh-CN': '请选择文件，或先用示例数据试试。',
  },
  'share.needs.lacks': {
    en: '“{name}” does not have all that this notebook needs.',
    'zh-CN': '“{name}”缺少这个笔记本所需的部分内容。',
  },
  'share.needs.take': { en: 'Use {to}', 'zh-CN': '使用 {to}' },
  'share.needs.again': {
    en: 'Read the files again with {to}',
    'zh-CN': '重新读取文件并使用 {to}',
  },
  'share.needs.taken': {
    en: 'The notebook reads {to} in place of {from}. Undo takes it back.',
    'zh-CN': '笔记本已改为读取 {to}，代替 {from}。可撤销。',
  },
  'share.needs.other': { en: 'Pick other files', 'zh-CN': '选择其他文件' },
  'share.gallery': { en: 'Published notebooks', 'zh-CN': '已发布的笔记本' },
  'share.gallery.none': {
    en: 'No notebooks were published with this page.',
    'zh-CN': '此页面没有发布笔记本。',
  },
  'share.gallery.needs': { en: 'Needs {names}', 'zh-CN': '需要 {names}' },
  'share.gallery.free': { en: 'Needs no data', 'zh-CN': '无需数据' },
  'share.gallery.data': { en: 'Comes with its data', 'zh-CN': '自带数据' },
  'share.gallery.met': { en: 'Your data has it', 'zh-CN': '当前数据具备' },
  'share.gallery.unmet': { en: 'Not all in your data', 'zh-CN': '当前数据不全' },
});
