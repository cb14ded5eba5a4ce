import { words } from '../words.ts';

/** Paths through sessions; one user's and one item's page. */
export const pathWords = words({
  'metrics.paths.title': { en: 'Paths', 'zh-CN': '路径' },
  'cells.metric.paths': { en: 'Paths', 'zh-CN': '路径' },
  'starter.metric.paths': {
    en: 'What sessions do before and after an event, and where they end.',
    'zh-CN': '会话在某一事件前后做了什么，在哪里结束。',
  },
  'paths.named': { en: 'Paths around: {around}', 'zh-CN': '路径：围绕{around}' },
  'paths.text': {
    en: 'Of every session the first such event is looked around ({around}), up to {steps|step|steps} away; sessions without one are left out. Step 0 is that event. Events at the same time stand in the order of their types.',
    'zh-CN':
      '每个会话围绕其首个此类事件（{around}）观察，最远 {steps} 步；没有此类事件的会话不计入。第 0 步即该事件。时间相同的事件按类型顺序排列。',
  },
  'paths.text.collapse': {
    en: 'Repeats of the same step one after another are one step.',
    'zh-CN': '连续重复的相同步骤合并为一步。',
  },
  'paths.text.keep': { en: 'Every event is a step.', 'zh-CN': '每个事件为一步。' },
  'paths.text.category': {
    en: 'A step is an event type with its category; the {top} most frequent categories are told apart, all others are *.',
    'zh-CN': '每步为事件类型加类目；区分最常见的 {top} 个类目，其余记为 *。',
  },
  'paths.around.start': { en: 'the session’s start', 'zh-CN': '会话开始' },
  'paths.around.end': { en: 'the session’s end', 'zh-CN': '会话结束' },
  'paths.parameter.around': { en: 'Around', 'zh-CN': '围绕' },
  'paths.parameter.direction': { en: 'Looking', 'zh-CN': '方向' },
  'paths.parameter.steps': { en: 'Steps', 'zh-CN': '步数' },
  'paths.parameter.nodes': { en: 'A step is', 'zh-CN': '每步为' },
  'paths.parameter.top': { en: 'Categories told apart', 'zh-CN': '区分的类目数' },
  'paths.parameter.repeats': { en: 'Repeats', 'zh-CN': '连续重复' },
  'paths.direction.before': { en: 'before it', 'zh-CN': '之前' },
  'paths.direction.after': { en: 'after it', 'zh-CN': '之后' },
  'paths.direction.both': { en: 'before and after', 'zh-CN': '前后' },
  'paths.nodes.type': { en: 'an event type', 'zh-CN': '事件类型' },
  'paths.nodes.category': { en: 'event type and category', 'zh-CN': '事件类型与类目' },
  'paths.repeats.collapse': { en: 'are one step', 'zh-CN': '合并为一步' },
  'paths.repeats.keep': { en: 'are kept', 'zh-CN': '保留' },
  'paths.audit': {
    en: 'each step joined to the next, and the ends of sessions counted apart',
    'zh-CN': '逐步自连接，并单独统计会话两端',
  },
  'paths.start': { en: 'start', 'zh-CN': '开始' },
  'paths.exit': { en: 'exit', 'zh-CN': '离开' },
  'paths.rest': { en: 'other', 'zh-CN': '其他' },
  'paths.chart.label': {
    en: 'Paths of {n|session|sessions}, most often {path}',
    'zh-CN': '{n} 个会话的路径，最常见为 {path}',
  },
  'paths.chart.top': { en: 'Most frequent paths', 'zh-CN': '最常见的路径' },
  'metrics.user.title': { en: 'One user', 'zh-CN': '单个用户' },
  'cells.metric.user': { en: 'One user', 'zh-CN': '单个用户' },
  'starter.metric.user': {
    en: 'Everything that one user did, in time.',
    'zh-CN': '某一用户的全部行为轨迹。',
  },
  'user.parameter': { en: 'User', 'zh-CN': '用户' },
  'user.named': { en: 'User {user}', 'zh-CN': '用户 {user}' },
  'user.text': {
    en: '{events|event|events} in {sessions|session|sessions} on {days|day|days}, the first on {first}, the last on {last}; {purchases} of them purchases. RFM segment: {segment}.',
    'zh-CN':
      '共 {events} 个事件，分布于 {sessions} 个会话、{days} 天；首次 {first}，最近 {last}；其中购买 {purchases} 次。RFM 分群：{segment}。',
  },
  'user.busiest': {
    en: 'Nobody was chosen: this is the user with the most purchases.',
    'zh-CN': '未指定用户：此处为购买最多的用户。',
  },
  'user.most': {
    en: 'Nobody was chosen: this is the user with the most events.',
    'zh-CN': '未指定用户：此处为事件最多的用户。',
  },
  'user.nobody': {
    en: 'The data have no event of this user.',
    'zh-CN': '数据中没有该用户的事件。',
  },
  'user.no-segment': { en: 'none, since there is no purchase', 'zh-CN': '无（没有购买）' },
  'user.chart.label': {
    en: 'Events of user {user} in time: {n}',
    'zh-CN': '用户 {user} 的事件时间线：{n} 个',
  },
  'user.chart.days': {
    en: '{n} events are shown by day: more than can be told apart.',
    'zh-CN': '{n} 个事件过密，已按天合并显示。',
  },
  'user.audit': {
    en: 'the user’s events, found among all events',
    'zh-CN': '在全部事件中查找该用户的事件',
  },
  'metrics.item.title': { en: 'One item', 'zh-CN': '单个商品' },
  'cells.metric.item': { en: 'One item', 'zh-CN': '单个商品' },
  'starter.metric.item': {
    en: 'How one item is seen and bought, day by day.',
    'zh-CN': '某一商品每天的浏览与购买。',
  },
  'item.parameter': { en: 'Item', 'zh-CN': '商品' },
  'item.named': { en: 'Item {item}', 'zh-CN': '商品 {item}' },
  'item.text': {
    en: '{views|view|views} and {purchases|purchase|purchases}. By day: views, visitors, purchases, buyers, and GMV where there are prices.',
    'zh-CN':
      '浏览 {views} 次，购买 {purchases} 次。按天统计浏览、访客、购买、购买者，以及（有价格时）GMV。',
  },
  'item.busiest': {
    en: 'None was chosen: this is the item with the most purchases.',
    'zh-CN': '未指定商品：此处为购买最多的商品。',
  },
  'item.most': {
    en: 'None was chosen: this is the item with the most events.',
    'zh-CN': '未指定商品：此处为事件最多的商品。',
  },
  'item.nothing': {
    en: 'The data have no event of this item.',
    'zh-CN': '数据中没有该商品的事件。',
  },
});
