import { words } from '../words.ts';

export const notebook = words({
  'error.notebook-cycle': {
    en: 'These cells read each other in a circle: {path}. Let one of them read something else.',
    'zh-CN': '这些单元格互相引用，形成了循环：{path}。请让其中一个改为读取别的内容。',
  },
  'error.notebook-name-taken': {
    en: 'Two things are called “{name}”: this cell (line {line}) and the table {table}. Rename the cell.',
    'zh-CN': '有两处使用了名称“{name}”：本单元格（第 {line} 行）和表 {table}。请给单元格改名。',
  },
  'error.notebook-link': {
    en: 'This link does not hold a whole notebook: {reason}. Ask for the link again, or for the file.',
    'zh-CN': '这个链接中的笔记本不完整：{reason}。请重新索取链接，或直接索取文件。',
  },
  'error.notebook-too-large': {
    en: 'The notebook is too large for this: {size}, and {limit} are possible. Send the file instead.',
    'zh-CN': '笔记本过大（{size}，上限 {limit}）。请改为发送文件。',
  },
  'error.notebook-missing': {
    en: 'There is no notebook at {path}. Check the address.',
    'zh-CN': '{path} 处没有笔记本。请检查地址。',
  },
  'error.notebook-elsewhere': {
    en: 'The notebook {path} lies on another host, and this page reads from its own only. Download the file and open it here.',
    'zh-CN': '笔记本 {path} 位于其他网站，而本页只读取自己站点上的文件。请先下载，再在这里打开。',
  },

  'notebook.link.cut': { en: 'it was cut off', 'zh-CN': '链接被截断' },
  'notebook.link.version': {
    en: 'it was made by a newer version of this page (format {version})',
    'zh-CN': '它由更新版本的页面生成（格式 {version}）',
  },
  'notebook.link.damaged': { en: 'it was changed on its way', 'zh-CN': '内容在传递中被改动' },

  'notebook.problem.yaml': {
    en: 'line {line} is not valid YAML ({message})',
    'zh-CN': '第 {line} 行不是有效的 YAML（{message}）',
  },
  'notebook.problem.not-a-mapping': {
    en: 'it must hold “name: value” lines',
    'zh-CN': '内容应为“名称: 值”形式的行',
  },
  'notebook.problem.unclosed': {
    en: 'the fence that begins on line {line} is not closed',
    'zh-CN': '第 {line} 行开始的代码块没有结束标记',
  },
  'notebook.problem.name': {
    en: '“{name}” cannot be a name: use letters, digits and _, beginning with a letter',
    'zh-CN': '“{name}”不能用作名称：请使用字母、数字和下划线，并以字母开头',
  },
  'notebook.problem.twice': {
    en: 'the name “{name}” is defined twice, on line {first} and on line {line}',
    'zh-CN': '名称“{name}”重复定义：第 {first} 行和第 {line} 行',
  },

  'notebook.state.idle': { en: 'has not run', 'zh-CN': '尚未运行' },
  'notebook.state.queued': { en: 'is waiting', 'zh-CN': '排队中' },
  'notebook.state.running': { en: 'is running', 'zh-CN': '正在运行' },
  'notebook.state.done': { en: 'is done', 'zh-CN': '已完成' },
  'notebook.state.stale': { en: 'is out of date', 'zh-CN': '已过期' },
  'notebook.state.blocked': { en: 'is blocked', 'zh-CN': '被阻塞' },
  'notebook.state.cancelled': { en: 'was cancelled', 'zh-CN': '已取消' },
  'notebook.state.failed': { en: 'has failed', 'zh-CN': '运行失败' },

  'notebook.why.missing': {
    en: 'It reads “{name}”, and nothing in the notebook or the data is called so.',
    'zh-CN': '它读取“{name}”，但笔记本和数据中都没有这个名称。',
  },
  'notebook.why.waits': {
    en: 'It reads “{name}”, which {state}.',
    'zh-CN': '它读取的“{name}”{state}。',
  },
  'notebook.why.chain': {
    en: 'It reads {path}, where “{name}” {state}.',
    'zh-CN': '它的读取路径为 {path}，其中“{name}”{state}。',
  },
  'notebook.why.queued': { en: 'It waits for {names}.', 'zh-CN': '它在等待 {names}。' },
  'notebook.why.cost': {
    en: 'It took {took} last time; cells above {limit} wait to be asked.',
    'zh-CN': '上次用时 {took}；超过 {limit} 的单元格需要手动运行。',
  },

  'notebook.change.data': { en: 'The data has changed.', 'zh-CN': '数据已更新。' },
  'notebook.change.table': {
    en: 'The table {name} has new rows.',
    'zh-CN': '表 {name} 有新数据。',
  },
  'notebook.change.text': { en: 'Its text has changed.', 'zh-CN': '它的内容已修改。' },
  'notebook.change.text-of': {
    en: 'The text of “{name}” has changed.',
    'zh-CN': '“{name}”的内容已修改。',
  },
  'notebook.change.value': {
    en: '“{name}” has changed from {from} to {to}.',
    'zh-CN': '“{name}”由 {from} 改为 {to}。',
  },
  'notebook.change.again': { en: '“{name}” was run again.', 'zh-CN': '“{name}”已重新运行。' },
  'notebook.change.added': { en: 'It now reads “{name}”.', 'zh-CN': '它现在读取“{name}”。' },
  'notebook.change.removed': {
    en: 'It no longer reads “{name}”.',
    'zh-CN': '它不再读取“{name}”。',
  },
  'notebook.value.default': { en: 'the default', 'zh-CN': '默认值' },

  'notebook.needs.unreadable': {
    en: 'The notebook’s “needs” cannot be read; it should name columns by relation, such as needs: { events: [user_id] }.',
    'zh-CN': '无法读取笔记本的“needs”；应按表列出所需的列，例如 needs: { events: [user_id] }。',
  },
  'notebook.needs.column': {
    en: 'It needs “{column}” of {relation}, which this data does not have.',
    'zh-CN': '它需要 {relation} 的“{column}”列，而当前数据中没有。',
  },
  'notebook.needs.column-offer': {
    en: 'It needs “{column}” of {relation}; “{offer}” could be it.',
    'zh-CN': '它需要 {relation} 的“{column}”列；“{offer}”可能就是。',
  },
  'notebook.needs.relation': {
    en: 'It needs {relation}, which this data does not have.',
    'zh-CN': '它需要 {relation}，而当前数据中没有。',
  },
  'notebook.needs.relation-offer': {
    en: 'It needs {relation}; {offer} has most of its columns.',
    'zh-CN': '它需要 {relation}；{offer} 含有其中大部分列。',
  },
});
