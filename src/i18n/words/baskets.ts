import { words } from '../words.ts';

export const basketWords = words({
  'cells.metric.basket': { en: 'Baskets', 'zh-CN': '购物篮分析' },
  'starter.metric.basket': {
    en: 'What is bought together: itemsets and rules with support, confidence and lift',
    'zh-CN': '哪些商品会一起购买：频繁项集与关联规则（支持度、置信度、提升度）',
  },
  'metrics.basket.title': { en: 'Basket analysis', 'zh-CN': '购物篮分析' },
  'basket.named': {
    en: 'Baskets: which {entity} go together',
    'zh-CN': '购物篮：哪些{entity}一起出现',
  },
  'basket.lacks.events': {
    en: 'there is no event of the chosen kind, by default no purchase.',
    'zh-CN': '没有所选类型的事件（默认为购买）。',
  },
  'basket.lacks.unit': {
    en: 'nothing tells these baskets apart: it has no orders, sessions or users.',
    'zh-CN': '无法区分这些购物篮：缺少订单、会话或用户。',
  },
  'basket.allowed.roles': {
    en: 'a column for the basket and one for the item, or neither: then each row is one basket',
    'zh-CN': '同时给出购物篮列和商品列，或两者都不给（此时每行是一个购物篮）',
  },

  'basket.parameter.by': { en: 'What lies in a basket', 'zh-CN': '购物篮的内容' },
  'basket.parameter.unit': { en: 'A basket is', 'zh-CN': '购物篮的范围' },
  'basket.parameter.events': { en: 'Events that count', 'zh-CN': '计入的事件' },
  'basket.parameter.basket': { en: 'Basket column', 'zh-CN': '购物篮列' },
  'basket.parameter.item': { en: 'Item column', 'zh-CN': '商品列' },
  'basket.parameter.min_support': { en: 'Minimum support', 'zh-CN': '最小支持度' },
  'basket.parameter.min_confidence': { en: 'Minimum confidence', 'zh-CN': '最小置信度' },
  'basket.parameter.min_length': { en: 'Items of a rule, at least', 'zh-CN': '规则项数下限' },
  'basket.parameter.max_length': { en: 'Items of a rule, at most', 'zh-CN': '规则项数上限' },
  'basket.parameter.result': { en: 'Rows', 'zh-CN': '结果' },
  'basket.parameter.sort': { en: 'First come those with the highest', 'zh-CN': '排序依据' },
  'basket.unit.order': { en: 'order', 'zh-CN': '订单' },
  'basket.unit.session': { en: 'session', 'zh-CN': '会话' },
  'basket.unit.user_day': { en: 'day of a user', 'zh-CN': '用户当日' },
  'basket.unit.user': { en: 'user', 'zh-CN': '用户' },
  'basket.result.rules': { en: 'rules', 'zh-CN': '关联规则' },
  'basket.result.itemsets': { en: 'itemsets', 'zh-CN': '频繁项集' },
  'basket.support': { en: 'Support', 'zh-CN': '支持度' },
  'basket.confidence': { en: 'Confidence', 'zh-CN': '置信度' },
  'basket.lift': { en: 'Lift', 'zh-CN': '提升度' },
  'basket.leverage': { en: 'Leverage', 'zh-CN': '杠杆率' },
  'basket.conviction': { en: 'Conviction', 'zh-CN': '确信度' },

  'basket.text.events': {
    en: 'A basket holds the distinct {entity} of one {unit}, by events {events}.',
    'zh-CN': '每个购物篮为同一{unit}中去重后的{entity}，事件为{events}。',
  },
  'basket.text.table': {
    en: 'A basket holds the distinct values of {item} with the same {basket} in the table {table}.',
    'zh-CN': '每个购物篮为数据表 {table} 中 {basket} 相同的各行里去重后的 {item}。',
  },
  'basket.text.lines': {
    en: 'Each row of the table {table} is one basket; its distinct values are the items, empty ones are none.',
    'zh-CN': '数据表 {table} 的每一行是一个购物篮，去重后的非空值即为其中的商品。',
  },
  'basket.text.size': {
    en: '{baskets} baskets of {items} {entity}, {mean} in each on average.',
    'zh-CN': '共 {baskets} 个购物篮、{items} 个{entity}，平均每篮 {mean} 个。',
  },
  'basket.text.support': {
    en: 'A set is frequent where at least {support} of the baskets hold it: {minimum} or more. Rules have {shortest} to {longest} items.',
    'zh-CN':
      '至少出现在 {support} 的购物篮（{minimum} 个及以上）中的集合为频繁项集。规则含 {shortest} 至 {longest} 项。',
  },
  'basket.text.found': {
    en: '{itemsets} frequent sets give {rules} rules of one consequent with a confidence of at least {confidence}.',
    'zh-CN': '{itemsets} 个频繁项集产生 {rules} 条置信度不低于 {confidence} 的规则，右侧均为一项。',
  },
  'basket.text.none': {
    en: 'No rule reaches both limits. The most frequent one lies in {most} baskets ({share}): lower the minimum support.',
    'zh-CN':
      '没有同时达到两个下限的规则。出现最多的一项在 {most} 个购物篮中（{share}），可调低最小支持度。',
  },
  'basket.text.measures': {
    en: 'Support = baskets with both sides ÷ all baskets; confidence = of the baskets with the left side, those with the right one; lift = confidence ÷ share of baskets with the right side; leverage = support − product of both shares; conviction = (1 − share of the right side) ÷ (1 − confidence), none where the confidence is 1.',
    'zh-CN':
      '支持度＝同时含左右两侧的购物篮 ÷ 全部购物篮；置信度＝含左侧的购物篮中也含右侧的比例；提升度＝置信度 ÷ 右侧占比；杠杆率＝支持度 − 两侧占比之积；确信度＝(1 − 右侧占比) ÷ (1 − 置信度)，置信度为 1 时不存在。',
  },
  'basket.text.left_out': {
    en: 'Lines that name none are left out: {rows} ({share}).',
    'zh-CN': '没有名称的行不计入：{rows} 行（{share}）。',
  },
  'basket.audit': {
    en: 'pairs by joining the lines of every basket with themselves, longer sets by looking into every basket',
    'zh-CN': '商品对由购物篮明细自连接得出，更长的项集逐篮核对',
  },

  'basket.chart.rules': {
    en: 'The {n} strongest of {total} rules, with support, confidence and lift. First: {first}.',
    'zh-CN': '{total} 条规则中最强的 {n} 条，列出支持度、置信度与提升度。第一条：{first}。',
  },
  'basket.chart.matrix': {
    en: 'Matrix of {rows} antecedents by {columns} consequents; the colour shows the lift, up to {lift}.',
    'zh-CN': '{rows} 个前项 × {columns} 个后项的矩阵；颜色表示提升度，最高 {lift}。',
  },
  'basket.chart.network': {
    en: 'Network of the rules: {n} ties between antecedents and consequents, the thicker the higher the lift; the larger a circle, the more baskets hold it.',
    'zh-CN': '规则网络：前项与后项之间的 {n} 条连线，越粗提升度越高；圆越大，含有它的购物篮越多。',
  },
  'basket.chart.in_rules': {
    en: 'In {n} of the rules drawn, lift up to {lift}',
    'zh-CN': '出现在图中 {n} 条规则里，最高提升度 {lift}',
  },
  'basket.chart.itemsets': {
    en: 'The {n} first of {total} frequent itemsets. First: {first}, in {baskets} baskets.',
    'zh-CN': '{total} 个频繁项集中的前 {n} 个。第一个：{first}，出现在 {baskets} 个购物篮中。',
  },
  'basket.chart.first': {
    en: 'The picture shows the first {n} of {total}.',
    'zh-CN': '图中为 {total} 条中的前 {n} 条。',
  },
  'basket.chart.legend': {
    en: 'Size: support · colour: lift',
    'zh-CN': '大小：支持度 · 颜色：提升度',
  },
  'basket.chart.any': { en: '(any basket)', 'zh-CN': '（任意购物篮）' },
  'basket.chart.rule': {
    en: '{antecedent} → {consequent}\nSupport {support} · confidence {confidence} · lift {lift}\n{baskets} baskets',
    'zh-CN':
      '{antecedent} → {consequent}\n支持度 {support} · 置信度 {confidence} · 提升度 {lift}\n{baskets} 个购物篮',
  },

  'column.antecedent': { en: 'Antecedent', 'zh-CN': '前项' },
  'column.consequent': { en: 'Consequent', 'zh-CN': '后项' },
  'column.itemset': { en: 'Itemset', 'zh-CN': '项集' },
  'column.items': { en: 'Items', 'zh-CN': '项数' },
  'column.baskets': { en: 'Baskets', 'zh-CN': '购物篮数' },
  'column.support': { en: 'Support', 'zh-CN': '支持度' },
  'column.confidence': { en: 'Confidence', 'zh-CN': '置信度' },
  'column.leverage': { en: 'Leverage', 'zh-CN': '杠杆率' },
  'column.conviction': { en: 'Conviction', 'zh-CN': '确信度' },
  'column.antecedent_baskets': { en: 'Baskets with the antecedent', 'zh-CN': '含前项的购物篮' },
  'column.consequent_baskets': { en: 'Baskets with the consequent', 'zh-CN': '含后项的购物篮' },
});
