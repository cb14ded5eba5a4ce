import { words } from '../words.ts';

export const metrics = words({
  'error.metric-unknown': {
    en: 'There is no metric called “{kind}”. Known: {known}.',
    'zh-CN': '没有名为“{kind}”的指标。可用的有：{known}。',
  },
  'error.metric-parameter': {
    en: 'The parameter “{name}” cannot be “{value}”. Possible: {allowed}.',
    'zh-CN': '参数“{name}”不能取“{value}”。可用：{allowed}。',
  },
  'error.metric-not-applicable': {
    en: '{metric} cannot be worked out for this data: {reason}',
    'zh-CN': '这份数据无法计算“{metric}”：{reason}',
  },
  'metrics.allowed.names': {
    en: 'one of the parameters {names}',
    'zh-CN': '参数只能是 {names}',
  },
  'metrics.allowed.number': { en: 'a number', 'zh-CN': '数字' },
  'metrics.allowed.at_least': { en: 'a number from {minimum}', 'zh-CN': '不小于 {minimum} 的数字' },
  'metrics.allowed.between': {
    en: 'a number from {minimum} to {maximum}',
    'zh-CN': '{minimum} 到 {maximum} 之间的数字',
  },
  'metrics.allowed.day': { en: 'a day such as 2017-11-25', 'zh-CN': '形如 2017-11-25 的日期' },
  'metrics.allowed.order': { en: 'a day not after “to”', 'zh-CN': '不晚于结束日期的日期' },
  'metrics.allowed.steps': {
    en: '2 to 20 steps, each an event type or a list of them: {choices}',
    'zh-CN': '2 至 20 个步骤，每步为一个事件类型或其列表：{choices}',
  },
  'metrics.allowed.ranges': {
    en: 'pairs of whole numbers such as [[1, 3], [4, 7]]',
    'zh-CN': '整数区间的列表，例如 [[1, 3], [4, 7]]',
  },
  'metrics.allowed.filters': {
    en: 'columns with lists of values, such as brand: ["apple"]; columns: {choices}',
    'zh-CN': '字段及其取值列表，例如 brand: ["apple"]；可用字段：{choices}',
  },
  'metrics.allowed.column': {
    en: 'a column that this data has',
    'zh-CN': '这份数据中存在的字段',
  },
  'metrics.allowed.text': { en: 'a name', 'zh-CN': '名称' },
  'metrics.allowed.tables': {
    en: 'the name of a table that is open, or a day',
    'zh-CN': '已打开的数据表名，或一个日期',
  },
  'metrics.parameter.table': { en: 'Table in place of the events', 'zh-CN': '代替事件的数据表' },
  'metrics.allowed.integer': { en: 'whole numbers', 'zh-CN': '整数' },
  'metrics.allowed.not_a_step': {
    en: 'event types that are no step of the funnel',
    'zh-CN': '不属于漏斗步骤的事件类型',
  },
  'metrics.allowed.not_month': {
    en: 'calendar, where the unit is a month',
    'zh-CN': '以月为单位时只能是 calendar',
  },

  'metrics.lacks.users': { en: 'it does not say who acts.', 'zh-CN': '数据中没有用户标识。' },
  'metrics.lacks.sessions': { en: 'it has no sessions.', 'zh-CN': '数据中没有会话。' },
  'metrics.lacks.items': { en: 'it has no items.', 'zh-CN': '数据中没有商品。' },
  'metrics.lacks.money': { en: 'it has no prices.', 'zh-CN': '数据中没有价格。' },
  'metrics.lacks.purchases': { en: 'it has no purchases.', 'zh-CN': '数据中没有购买事件。' },
  'metrics.lacks.hours': {
    en: 'its times are whole days, without an hour.',
    'zh-CN': '时间只精确到天，没有小时。',
  },
  'metrics.lacks.steps': {
    en: 'fewer than two of the usual steps occur in it. Name the steps yourself.',
    'zh-CN': '常用步骤中出现的不足两个，请自行指定步骤。',
  },
  'metrics.lacks.earlier_step': {
    en: 'it has purchases alone, and no step before them at which buyers could drop out.',
    'zh-CN': '数据中只有购买事件，购买之前没有可以流失的步骤。',
  },
  'metrics.lacks.goods': {
    en: 'it names no categories, items or brands.',
    'zh-CN': '数据中没有类目、商品或品牌。',
  },
  'metrics.lacks.looks': {
    en: 'it has neither views nor purchases.',
    'zh-CN': '数据中既没有浏览也没有购买。',
  },
  'metrics.lacks.column': {
    en: 'it has no column for {column}.',
    'zh-CN': '数据中没有“{column}”字段。',
  },

  'metrics.parameter.from': { en: 'From', 'zh-CN': '开始日期' },
  'metrics.parameter.to': { en: 'To', 'zh-CN': '结束日期' },
  'metrics.parameter.filters': { en: 'Filters', 'zh-CN': '筛选' },
  'metrics.parameter.by': { en: 'Break down by', 'zh-CN': '细分维度' },
  'metrics.parameter.uv': { en: 'Visitors are', 'zh-CN': '访客口径' },
  'metrics.parameter.steps': { en: 'Steps', 'zh-CN': '步骤' },
  'metrics.parameter.basis': { en: 'Counted by', 'zh-CN': '统计口径' },
  'metrics.parameter.mode': { en: 'Mode', 'zh-CN': '模式' },
  'metrics.parameter.window_seconds': { en: 'Window (seconds)', 'zh-CN': '转化窗口（秒）' },
  'metrics.parameter.exclude': { en: 'Ended by', 'zh-CN': '排除事件' },
  'metrics.parameter.hold': { en: 'Same throughout', 'zh-CN': '保持相同' },
  'metrics.parameter.entry': { en: 'Attempts', 'zh-CN': '尝试次数' },
  'metrics.parameter.category_level': { en: 'Category level', 'zh-CN': '类目层级' },
  'metrics.parameter.entity': { en: 'Entity', 'zh-CN': '对象' },
  'metrics.parameter.measure': { en: 'Measure', 'zh-CN': '度量' },
  'metrics.parameter.threshold': { en: 'Share that makes the head', 'zh-CN': '头部累计占比' },
  'metrics.parameter.cohort': { en: 'Cohort by first', 'zh-CN': '同期群依据（首次）' },
  'metrics.parameter.event': { en: 'Comes back with', 'zh-CN': '回访事件' },
  'metrics.parameter.unit': { en: 'Unit', 'zh-CN': '时间单位' },
  'metrics.parameter.day': { en: 'A day is', 'zh-CN': '一天的口径' },
  'metrics.parameter.ranges': { en: 'Brackets', 'zh-CN': '区间' },
  'metrics.parameter.reference': { en: 'Reference day', 'zh-CN': '参考日期' },
  'metrics.parameter.frequency': { en: 'Frequency counts', 'zh-CN': '频次口径' },
  'metrics.parameter.scoring': { en: 'Scoring', 'zh-CN': '评分方式' },
  'metrics.parameter.model': { en: 'Model', 'zh-CN': '模型' },
  'metrics.parameter.r_threshold': { en: 'Recent up to (days)', 'zh-CN': '最近购买阈值（天）' },
  'metrics.parameter.f_threshold': { en: 'Frequent from', 'zh-CN': '购买频次阈值' },

  'metrics.or': { en: ' or ', 'zh-CN': '或' },
  'metrics.days': { en: '{n|day|days}', 'zh-CN': '{n} 天' },
  'metrics.hours': { en: '{n|hour|hours}', 'zh-CN': '{n} 小时' },
  'metrics.minutes': { en: '{n|minute|minutes}', 'zh-CN': '{n} 分钟' },
  'metrics.seconds': { en: '{n|second|seconds}', 'zh-CN': '{n} 秒' },

  'metrics.basis.user': { en: 'users', 'zh-CN': '用户' },
  'metrics.basis.session': { en: 'sessions', 'zh-CN': '会话' },
  'metrics.basis.user_item': { en: 'users and items', 'zh-CN': '用户与商品' },
  'metrics.basis.event': { en: 'events', 'zh-CN': '事件' },

  'metrics.by.day': { en: 'day', 'zh-CN': '日' },
  'metrics.by.weekday': { en: 'weekday', 'zh-CN': '星期' },
  'metrics.by.brand': { en: 'brand', 'zh-CN': '品牌' },
  'metrics.by.category': { en: 'category', 'zh-CN': '类目' },
  'metrics.by.category_id': { en: 'category', 'zh-CN': '类目 ID' },
  'metrics.by.category_path': { en: 'full category path', 'zh-CN': '完整类目路径' },
  'metrics.by.item': { en: 'item', 'zh-CN': '商品' },
  'metrics.by.device': { en: 'device', 'zh-CN': '设备' },
  'metrics.by.region': { en: 'region', 'zh-CN': '地区' },
  'metrics.by.city': { en: 'city', 'zh-CN': '城市' },
  'metrics.by.country': { en: 'country', 'zh-CN': '国家' },
  'metrics.by.variant': { en: 'variant', 'zh-CN': '实验分组' },
  'metrics.by.hour': { en: 'hour', 'zh-CN': '小时' },
  'metrics.by.new_returning': { en: 'new and returning', 'zh-CN': '新老用户' },

  'metrics.scope.day': { en: 'Day: {from} ({zone}).', 'zh-CN': '日期：{from}（{zone}）。' },
  'metrics.scope.period': {
    en: 'Period: {from} to {to}, both included ({zone}).',
    'zh-CN': '时间范围：{from} 至 {to}，含首尾两天（{zone}）。',
  },
  'metrics.scope.filters': {
    en: 'Only events that pass the filters are counted: {filters}.',
    'zh-CN': '仅统计符合筛选条件的事件：{filters}。',
  },

  'metrics.without.users': {
    en: 'The data do not say who acts, so that figures of users are left out.',
    'zh-CN': '数据中没有用户标识，因此不含用户类指标。',
  },
  'metrics.lacks.trade': {
    en: 'it has neither views nor purchases.',
    'zh-CN': '数据中既没有浏览也没有购买。',
  },
  'metrics.without.trade': {
    en: 'The data have no purchases, so that buyers, orders and conversion are left out.',
    'zh-CN': '数据中没有购买，因此不含购买用户、订单与转化率。',
  },
  'metrics.without.views': {
    en: 'The data have no views, so that page views and what is told per view are left out.',
    'zh-CN': '数据中没有浏览事件，因此不含浏览量及以浏览为基数的指标。',
  },
  'metrics.without.visitors': {
    en: 'The data have purchases only: who looked without buying is not in them, so that page views, visitors, their conversion and the bounce rate are left out. Buyers are distinct users with a purchase.',
    'zh-CN':
      '数据中只有购买事件，看过但未购买的人不在其中，因此不含浏览量、访客数、访客转化率和跳出率。买家数为有购买的去重用户数。',
  },
  'metrics.without.money': {
    en: 'The data have no prices, so that GMV and what follows from it are left out.',
    'zh-CN': '数据中没有价格，因此不含 GMV 及其衍生指标。',
  },
  'metrics.without.sessions': {
    en: 'The data have no sessions, so that figures of sessions are left out.',
    'zh-CN': '数据中没有会话，因此不含会话类指标。',
  },

  'metrics.orders.order_id': {
    en: 'Orders are distinct order ids with a purchase.',
    'zh-CN': '订单数为有购买的不同订单号数量。',
  },
  'metrics.orders.session': {
    en: 'The data have no order ids: orders are distinct pairs of user and session with a purchase; a purchase without a session is an order of its own.',
    'zh-CN':
      '数据中没有订单号：订单数为发生购买的不同“用户＋会话”数量；不属于任何会话的购买，每条计为一个订单。',
  },
  'metrics.orders.row': {
    en: 'The data have neither order ids nor sessions: every purchase row is an order.',
    'zh-CN': '数据中既没有订单号也没有会话：每条购买记录计为一个订单。',
  },
  'metrics.sessions.source': {
    en: 'Sessions are those that the source names; a row without one belongs to none.',
    'zh-CN': '会话以数据源给出的会话标识为准；没有标识的记录不属于任何会话。',
  },
  'metrics.sessions.gap': {
    en: 'Sessions are made from gaps: over {n|minute|minutes} without an event of the user, and a new one starts.',
    'zh-CN': '会话按间隔划分：同一用户超过 {n} 分钟没有事件即开始新会话。',
  },
  'metrics.sessions.day': {
    en: 'Times are too coarse for gaps: a session is a day of a user.',
    'zh-CN': '时间粒度不足以按间隔划分：一个会话为一名用户的一天。',
  },

  'metrics.uv.any': { en: 'users with any event', 'zh-CN': '有任意事件的用户' },
  'metrics.uv.view': { en: 'users with a view', 'zh-CN': '有浏览的用户' },
  'metrics.overview.title': { en: 'Overview', 'zh-CN': '总览' },
  'metrics.overview.daily': { en: 'Overview by day', 'zh-CN': '每日总览' },
  'metrics.overview.pv': { en: 'PV counts view events.', 'zh-CN': 'PV 为浏览事件数。' },
  'metrics.overview.uv.any': {
    en: 'UV counts distinct users with any event, buyers those with a purchase.',
    'zh-CN': 'UV 为有任意事件的去重用户数，买家为有购买的去重用户数。',
  },
  'metrics.overview.uv.view': {
    en: 'UV counts distinct users with a view, buyers those with a purchase.',
    'zh-CN': 'UV 为有浏览的去重用户数，买家为有购买的去重用户数。',
  },
  'metrics.overview.gmv': {
    en: 'GMV is the sum of amounts over purchases, AOV is GMV per order, ARPPU GMV per buyer.',
    'zh-CN': 'GMV 为购买金额之和，客单价为 GMV ÷ 订单数，ARPPU 为 GMV ÷ 买家数。',
  },
  'metrics.overview.net.lines': {
    en: 'Net GMV is GMV less what refunds take back: returned lines with an amount below zero. A cancelled line with an amount above zero is the sale itself, which never was in GMV, so it changes nothing.',
    'zh-CN':
      '净 GMV 为 GMV 减去退款冲回的金额：金额为负的退货行。金额为正的已取消行就是那笔销售本身，从未计入 GMV，因此不影响净 GMV。',
  },
  'metrics.overview.net.log': {
    en: 'Net GMV is GMV less the amounts of refunds, whichever sign the source writes them with.',
    'zh-CN': '净 GMV 为 GMV 减去退款金额，无论来源以正数还是负数记录退款。',
  },
  'metrics.overview.conversion': {
    en: 'Conversion has three bases: visitor conversion is buyers per UV, conversion of sessions is sessions with a purchase per session with a view, and purchases are told per view. The conversion of a funnel, last step ÷ first as its mode counts them, is another figure. Bounce rate is the share of sessions with exactly one event.',
    'zh-CN':
      '转化率有三种口径：访客转化率为买家 ÷ UV，会话转化率为有购买的会话 ÷ 有浏览的会话，浏览购买比为购买数 ÷ 浏览数。漏斗转化率按其模式以末步 ÷ 首步计算，是另一个指标。跳出率为仅有一个事件的会话占比。',
  },
  'metrics.overview.distinct': {
    en: 'Users, orders and sessions are distinct over the whole period: the sum of the days is a different, larger number.',
    'zh-CN': '用户、订单和会话在整个时间范围内去重：各日数值之和是另一个更大的数字。',
  },
  'metrics.overview.distinct.daily': {
    en: 'Users, orders and sessions are distinct within each day: their sum is not the figure of the period.',
    'zh-CN': '用户、订单和会话按天去重：各日相加并不等于整个时间范围的数值。',
  },

  'metrics.funnel.title': { en: 'Funnel', 'zh-CN': '漏斗' },
  'metrics.funnel.named': {
    en: 'Funnel {steps} · {mode} · by {basis}',
    'zh-CN': '漏斗 {steps} · {mode} · 按{basis}',
  },
  'metrics.funnel.mode.ordered': { en: 'ordered', 'zh-CN': '有序' },
  'metrics.funnel.mode.strict': { en: 'strict', 'zh-CN': '严格有序' },
  'metrics.funnel.mode.nested': { en: 'nested', 'zh-CN': '嵌套' },
  'metrics.funnel.mode.unordered': { en: 'unordered', 'zh-CN': '无序' },
  'metrics.funnel.entry.any': { en: 'any attempt', 'zh-CN': '任意一次尝试' },
  'metrics.funnel.entry.first': { en: 'the first attempt', 'zh-CN': '仅首次尝试' },
  'metrics.funnel.steps': { en: 'Steps: {steps}.', 'zh-CN': '步骤：{steps}。' },
  'metrics.funnel.counts.user': { en: 'Users are counted.', 'zh-CN': '统计用户数。' },
  'metrics.funnel.counts.session': { en: 'Sessions are counted.', 'zh-CN': '统计会话数。' },
  'metrics.funnel.counts.user_item': {
    en: 'Pairs of user and item are counted.',
    'zh-CN': '统计“用户＋商品”组合数。',
  },
  'metrics.funnel.means.unordered': {
    en: 'Mode unordered: a step counts whoever has at least one of its events, whatever else they did.',
    'zh-CN': '无序模式：只要有该步骤的至少一个事件即计入，各步骤相互独立。',
  },
  'metrics.funnel.means.nested': {
    en: 'Mode nested: a step counts whoever has its event and one of every earlier step, in any order.',
    'zh-CN': '嵌套模式：同时有该步骤和之前每一步的事件才计入，不论先后。',
  },
  'metrics.funnel.means.ordered': {
    en: 'Mode ordered: a step counts at its earliest time at or after the step before; equal times count as in order.',
    'zh-CN': '有序模式：每一步取上一步时间点当时或之后最早的事件；时间相同视为符合顺序。',
  },
  'metrics.funnel.means.strict': {
    en: 'Mode strict: a step counts at its earliest time at or after the step before, with no other event of the funnel between the two; equal times count as in order.',
    'zh-CN':
      '严格有序模式：每一步取上一步时间点当时或之后最早的事件，且两步之间没有漏斗内的其他事件；时间相同视为符合顺序。',
  },
  'metrics.funnel.window': {
    en: 'From the first step to the last at most {time} pass.',
    'zh-CN': '从第一步到最后一步不超过 {time}。',
  },
  'metrics.funnel.window.none': {
    en: 'The window is the whole period.',
    'zh-CN': '转化窗口为整个时间范围。',
  },
  'metrics.funnel.window.unused': {
    en: 'This mode has no window; the one given is not used.',
    'zh-CN': '该模式不使用转化窗口，所给窗口未生效。',
  },
  'metrics.funnel.exclude': {
    en: 'An attempt ends where {events} lies between two steps.',
    'zh-CN': '两步之间出现“{events}”时，该次尝试终止。',
  },
  'metrics.funnel.exclude.unused': {
    en: 'This mode follows no attempts; the exclusion is not used.',
    'zh-CN': '该模式不跟踪尝试过程，排除事件未生效。',
  },
  'metrics.funnel.starts.any': {
    en: 'Any attempt may convert, wherever it starts.',
    'zh-CN': '任意一次尝试转化即计入。',
  },
  'metrics.funnel.starts.first': {
    en: 'Only the first attempt counts, from the earliest event of step 1.',
    'zh-CN': '只看首次尝试，即从第一步最早的事件开始。',
  },
  'metrics.funnel.hold': {
    en: 'All steps are on the same {what}.',
    'zh-CN': '所有步骤须针对同一{what}。',
  },
  'metrics.funnel.by.event': {
    en: 'Broken down by {what}: each part follows its own events only, so that one entity can be in several parts.',
    'zh-CN': '按{what}细分：各部分只统计自己的事件，因此同一对象可能出现在多个部分。',
  },
  'metrics.funnel.by.hour': {
    en: 'Broken down by the hour of the entity’s first event among the steps.',
    'zh-CN': '按对象首个步骤事件发生的小时细分。',
  },
  'metrics.funnel.by.new_returning': {
    en: 'New: the first event among the steps is on the user’s first day in the data; else returning.',
    'zh-CN': '新用户：首个步骤事件发生在该用户在数据中出现的第一天；否则为老用户。',
  },
  'metrics.funnel.loss': {
    en: 'Loss of a step is 1 − step ÷ step before; where a step outnumbers the one before, the gain is given instead. Conversion of the funnel is its last step ÷ its first; visitor conversion among the key figures is buyers ÷ UV whatever the steps, so the two can differ.',
    'zh-CN':
      '步骤流失率为 1 − 本步 ÷ 上一步；若本步多于上一步，则改为给出增幅。漏斗转化率为末步 ÷ 首步；关键指标中的访客转化率为买家 ÷ UV，与步骤无关，因此两者可能不同。',
  },

  'metrics.hourly.title': { en: 'By hour of the day', 'zh-CN': '分时段分析' },
  'metrics.hourly.weekday': { en: 'By weekday and hour', 'zh-CN': '星期与时段分析' },
  'metrics.hourly.hours': {
    en: 'Hours of the zone {zone}; hours without any event have no row.',
    'zh-CN': '按 {zone} 时区的小时统计；没有任何事件的小时不列出。',
  },
  'metrics.hourly.weekdays': {
    en: 'Weekdays are numbered 1 (Monday) to 7 (Sunday), all weeks of the period together.',
    'zh-CN': '星期以 1（周一）至 7（周日）表示，合并时间范围内的所有周。',
  },
  'metrics.hourly.users': {
    en: 'Users are distinct per row over the whole period.',
    'zh-CN': '用户数在整个时间范围内按行去重。',
  },
  'metrics.hourly.conversion.event': {
    en: 'Conversion: purchases per view.',
    'zh-CN': '转化率：购买数 ÷ 浏览数。',
  },
  'metrics.hourly.conversion.user': {
    en: 'Conversion: users with a purchase in that hour per user active in it.',
    'zh-CN': '转化率：该小时有购买的用户 ÷ 该小时活跃用户。',
  },
  'metrics.hourly.conversion.session': {
    en: 'Conversion: sessions with a purchase in that hour per session with a view in it.',
    'zh-CN': '转化率：该小时有购买的会话 ÷ 该小时有浏览的会话。',
  },

  'metrics.pareto.title': { en: 'Pareto', 'zh-CN': '帕累托分析' },
  'metrics.pareto.named': {
    en: 'Pareto: {entity} by {measure}',
    'zh-CN': '帕累托：按{measure}的{entity}',
  },
  'metrics.entity.auto': { en: 'what the data name', 'zh-CN': '按数据自动选择' },
  'metrics.entities.category': { en: 'categories', 'zh-CN': '类目' },
  'metrics.entities.item': { en: 'items', 'zh-CN': '商品' },
  'metrics.entities.brand': { en: 'brands', 'zh-CN': '品牌' },
  'metrics.entities.user': { en: 'users', 'zh-CN': '用户' },
  'metrics.measure.purchases': { en: 'purchases', 'zh-CN': '购买数' },
  'metrics.measure.gmv': { en: 'GMV', 'zh-CN': 'GMV' },
  'metrics.measure.views': { en: 'views', 'zh-CN': '浏览数' },
  'metrics.pareto.measure.purchases': {
    en: 'All {entity} with a purchase, by their number of purchases, largest first, ties by id.',
    'zh-CN': '所有有购买的{entity}，按购买数从大到小排列，相同者按 ID 排列。',
  },
  'metrics.pareto.measure.gmv': {
    en: 'All {entity} with a purchase, by the sum of amounts, largest first, ties by id.',
    'zh-CN': '所有有购买的{entity}，按购买金额之和从大到小排列，相同者按 ID 排列。',
  },
  'metrics.pareto.measure.views': {
    en: 'All {entity} with a view, by their number of views, largest first, ties by id.',
    'zh-CN': '所有有浏览的{entity}，按浏览数从大到小排列，相同者按 ID 排列。',
  },
  'metrics.pareto.head': {
    en: 'The head is the smallest set that reaches {threshold} of the total: {head} of {entities} {entity} ({share}).',
    'zh-CN':
      '头部为累计达到总量 {threshold} 的最小集合：{entities} 个{entity}中的 {head} 个（{share}）。',
  },
  'metrics.pareto.none': {
    en: 'There is none in this period.',
    'zh-CN': '该时间范围内没有符合条件的对象。',
  },
  'metrics.pareto.gini': {
    en: 'Gini {gini}, where 0 is all alike and 1 is one alone.',
    'zh-CN': '基尼系数 {gini}：0 表示完全均等，1 表示集中于一个。',
  },
  'metrics.pareto.left_out': {
    en: 'Rows without one of the {entity} are left out of list and total: {rows} ({share} of the rows).',
    'zh-CN': '没有{entity}信息的记录不计入列表和总量：{rows} 条（占 {share}）。',
  },

  'metrics.event.any': { en: 'any event', 'zh-CN': '任意事件' },
  'metrics.event.view': { en: 'view', 'zh-CN': '浏览' },
  'metrics.event.purchase': { en: 'purchase', 'zh-CN': '购买' },
  'metrics.unit.day': { en: 'day', 'zh-CN': '日' },
  'metrics.unit.week': { en: 'week', 'zh-CN': '周' },
  'metrics.unit.month': { en: 'month', 'zh-CN': '月' },
  'metrics.weekday.1': { en: 'Monday', 'zh-CN': '周一' },
  'metrics.weekday.6': { en: 'Saturday', 'zh-CN': '周六' },
  'metrics.weekday.7': { en: 'Sunday', 'zh-CN': '周日' },
  'metrics.retention.title': { en: 'Retention', 'zh-CN': '留存' },
  'metrics.retention.named': {
    en: 'Retention by {unit} of first {cohort}',
    'zh-CN': '留存：按首次{cohort}所在{unit}分群',
  },
  'metrics.retention.first.any': { en: 'event', 'zh-CN': '事件' },
  'metrics.retention.first.purchase': { en: 'purchase', 'zh-CN': '购买' },
  'metrics.retention.mode.exact': { en: 'exactly in that period', 'zh-CN': '恰在该期' },
  'metrics.retention.mode.rolling': { en: 'in that period or later', 'zh-CN': '该期或之后' },
  'metrics.retention.mode.bracket': { en: 'in brackets', 'zh-CN': '按区间' },
  'metrics.retention.day.calendar': { en: 'a calendar day', 'zh-CN': '自然日' },
  'metrics.retention.day.24h': {
    en: '24 hours from the first event',
    'zh-CN': '自首次事件起的 24 小时',
  },
  'metrics.retention.cohort.any': {
    en: 'A user’s cohort is the {unit} of the first event of any kind.',
    'zh-CN': '用户按首次任意事件所在的{unit}归入同期群。',
  },
  'metrics.retention.cohort.purchase': {
    en: 'A user’s cohort is the {unit} of the first purchase.',
    'zh-CN': '用户按首次购买所在的{unit}归入同期群。',
  },
  'metrics.retention.event.any': {
    en: 'Coming back means any event.',
    'zh-CN': '发生任意事件即为回访。',
  },
  'metrics.retention.event.view': {
    en: 'Coming back means a view.',
    'zh-CN': '发生浏览即为回访。',
  },
  'metrics.retention.event.purchase': {
    en: 'Coming back means a purchase.',
    'zh-CN': '发生购买即为回访。',
  },
  'metrics.retention.means.exact': {
    en: 'Mode exact: retained in period n is who comes back exactly n periods ({unit}) after the first; rate = retained ÷ cohort size.',
    'zh-CN':
      '精确模式：第 n 期留存为恰在首期之后第 n 个{unit}回访的用户；留存率 = 留存用户 ÷ 同期群人数。',
  },
  'metrics.retention.means.rolling': {
    en: 'Mode rolling: retained in period n is who comes back n periods ({unit}) after the first or later; rate = retained ÷ cohort size.',
    'zh-CN':
      '滚动模式：第 n 期留存为在首期之后第 n 个{unit}或更晚回访的用户；留存率 = 留存用户 ÷ 同期群人数。',
  },
  'metrics.retention.means.bracket': {
    en: 'Mode bracket: retained is who comes back at least once within a range of periods ({unit}) after the first; rate = retained ÷ cohort size.',
    'zh-CN':
      '区间模式：留存为在首期之后某一期数范围（{unit}）内至少回访一次的用户；留存率 = 留存用户 ÷ 同期群人数。',
  },
  'metrics.retention.brackets': { en: 'Brackets: {list}.', 'zh-CN': '区间：{list}。' },
  'metrics.retention.calendar_days': {
    en: 'Days are calendar days of {zone}.',
    'zh-CN': '以 {zone} 的自然日计算。',
  },
  'metrics.retention.rolling_days': {
    en: 'Days are rolling 24 hours from each user’s first event.',
    'zh-CN': '以每名用户首次事件起的滚动 24 小时为一天。',
  },
  'metrics.retention.week': { en: 'Weeks start on {day}.', 'zh-CN': '每周从{day}开始。' },
  'metrics.retention.absent': {
    en: 'Cells past the end of the data are absent, not zero; the summary weighs each cohort that was observed to the period’s end by its size.',
    'zh-CN': '超出数据末尾的单元格留空而不是零；汇总值只含观察期完整的同期群，并按人数加权。',
  },
  'metrics.retention.period': {
    en: 'The period chooses cohorts by the day of the first event; who comes back is followed to the end of the data.',
    'zh-CN': '时间范围按首次事件日期选取同期群；回访一直跟踪到数据末尾。',
  },
  'metrics.retention.cut': {
    en: 'The last day is cut: its events stop early, so that a fall there is not behaviour.',
    'zh-CN': '最后一天数据不完整：事件提前终止，该日的下降不应解读为用户行为。',
  },

  'metrics.rfm.title': { en: 'RFM', 'zh-CN': 'RFM' },
  'metrics.rfm.named': { en: 'RFM · {model}', 'zh-CN': 'RFM · {model}' },
  'metrics.rfm.model.segments8': { en: '8 segments', 'zh-CN': '八类分群' },
  'metrics.rfm.model.threshold': { en: '2 × 2', 'zh-CN': '四象限' },
  'metrics.rfm.model.classes5': { en: '5 classes', 'zh-CN': '五级分层' },
  'metrics.rfm.frequency.orders': { en: 'orders', 'zh-CN': '订单数' },
  'metrics.rfm.frequency.rows': { en: 'purchase rows', 'zh-CN': '购买记录数' },
  'metrics.rfm.scoring.quantile': { en: 'quantiles', 'zh-CN': '分位数' },
  'metrics.rfm.scoring.ntile': { en: 'five equal groups', 'zh-CN': '五等分' },
  'metrics.rfm.cut.mean': { en: 'mean', 'zh-CN': '均值' },
  'metrics.rfm.cut.median': { en: 'median', 'zh-CN': '中位数' },
  'metrics.rfm.cut.at.mean': { en: '{value}, the mean', 'zh-CN': '{value}（均值）' },
  'metrics.rfm.cut.at.median': { en: '{value}, the median', 'zh-CN': '{value}（中位数）' },
  'metrics.rfm.recency': {
    en: 'Purchases up to {reference} only. R: whole days from the last purchase’s day to {reference}.',
    'zh-CN': '仅统计截至 {reference} 的购买。R：最近一次购买日到 {reference} 的整天数。',
  },
  'metrics.rfm.counts.orders': { en: 'F: orders.', 'zh-CN': 'F：订单数。' },
  'metrics.rfm.counts.rows': { en: 'F: purchase rows.', 'zh-CN': 'F：购买记录数。' },
  'metrics.rfm.monetary': { en: 'M: sum of amounts.', 'zh-CN': 'M：购买金额之和。' },
  'metrics.rfm.no_monetary': {
    en: 'The data have no prices: M is left out, and the model is RF.',
    'zh-CN': '数据中没有价格：不含 M，模型为 RF。',
  },
  'metrics.rfm.scores.quantile': {
    en: 'Scores 1 to 5: 1 + the number of distinct 20/40/60/80 % quantiles (linear interpolation) at or below the value; the R score is 6 − that.',
    'zh-CN':
      '评分 1 至 5：1 + 不大于该值的不同 20/40/60/80% 分位数（线性插值）个数；R 的评分为 6 − 该值。',
  },
  'metrics.rfm.scores.ntile': {
    en: 'Scores 1 to 5: five groups of equal size, ties by user id; the R score is 6 − the group.',
    'zh-CN': '评分 1 至 5：按人数五等分，相同值按用户 ID 排列；R 的评分为 6 − 组号。',
  },
  'metrics.rfm.merged': {
    en: 'Quantiles coincide, so that buckets merge: {figures}.',
    'zh-CN': '部分分位数相同，分组已合并，剩余组数：{figures}。',
  },
  'metrics.rfm.means.segments8': {
    en: 'fm = F score + M score; hi = ⌊median fm⌋ + 1 = {hi}. R score 4 or 5: champions from hi + 1, potential loyalists at hi, else promising. R score 3: loyal from hi, else new customers at F score 1, else need attention. R score 1 or 2: at risk from hi, else hibernating.',
    'zh-CN':
      'fm = F 评分 + M 评分；hi = ⌊fm 中位数⌋ + 1 = {hi}。R 评分 4 或 5：fm ≥ hi + 1 为冠军客户，fm = hi 为潜力忠诚客户，其余为有前景客户。R 评分 3：fm ≥ hi 为忠诚客户，F 评分为 1 为新客户，其余需要关注。R 评分 1 或 2：fm ≥ hi 为流失风险客户，其余为休眠客户。',
  },
  'metrics.rfm.means.segments8.rf': {
    en: 'fm = 2 × F score; hi = ⌊median fm⌋ + 1 = {hi}. R score 4 or 5: champions from hi + 1, potential loyalists at hi, else promising. R score 3: loyal from hi, else new customers at F score 1, else need attention. R score 1 or 2: at risk from hi, else hibernating.',
    'zh-CN':
      'fm = 2 × F 评分；hi = ⌊fm 中位数⌋ + 1 = {hi}。R 评分 4 或 5：fm ≥ hi + 1 为冠军客户，fm = hi 为潜力忠诚客户，其余为有前景客户。R 评分 3：fm ≥ hi 为忠诚客户，F 评分为 1 为新客户，其余需要关注。R 评分 1 或 2：fm ≥ hi 为流失风险客户，其余为休眠客户。',
  },
  'metrics.rfm.means.classes5': {
    en: 'R + F + M scores: 13–15 top, 11–12 high, 8–10 middle, 6–7 low, 3–5 lapsing.',
    'zh-CN': 'R + F + M 评分之和：13–15 顶级，11–12 高价值，8–10 中等，6–7 低价值，3–5 濒临流失。',
  },
  'metrics.rfm.means.classes5.rf': {
    en: '1.5 × (R + F scores): from 13 top, from 11 high, from 8 middle, from 6 low, below lapsing.',
    'zh-CN':
      '1.5 ×（R + F 评分）：13 及以上顶级，11 及以上高价值，8 及以上中等，6 及以上低价值，其余濒临流失。',
  },
  'metrics.rfm.means.threshold': {
    en: 'Recent: R at most {r}. Frequent: F at least {f}. Both: core VIP; recent only: promising new; frequent only: win back; neither: lapsed.',
    'zh-CN':
      '最近购买：R 不大于 {r}；高频：F 不小于 {f}。两者兼具为核心客户，仅最近为潜力新客，仅高频为待召回，两者皆无为已流失。',
  },

  'metrics.audit.not_yet': {
    en: 'Not checked by a second way yet.',
    'zh-CN': '尚未用第二种方法核对。',
  },
  'metrics.audit.no_room': {
    en: 'The second way ({way}) needs more memory than there is; it was not gone.',
    'zh-CN': '第二种算法（{way}）所需内存超出可用范围，未能核对。',
  },
  'metrics.audit.agrees': {
    en: '{n|row agrees|rows agree} with a second way: {way}.',
    'zh-CN': '{n} 行与第二种算法一致：{way}。',
  },
  'metrics.audit.differs': {
    en: 'A second way does not agree ({way}): {differing|row differs|rows differ}, {extra} only in the first, {missing} only in the second.',
    'zh-CN':
      '与第二种算法（{way}）不一致：{differing} 行不同，{extra} 行仅见于第一种，{missing} 行仅见于第二种。',
  },
  'metrics.audit.events': {
    en: 'worked out from single events (DWD) instead of the summary layer (DWS)',
    'zh-CN': '改由明细层（DWD）而非汇总层（DWS）计算',
  },
  'metrics.audit.sets': {
    en: 'worked out as sets of distinct keys from single events (DWD)',
    'zh-CN': '改由明细层（DWD）的去重集合计算',
  },
  'metrics.audit.attempts': {
    en: 'every attempt followed forwards from its first event (DWD)',
    'zh-CN': '改为从首个事件起逐一向后跟踪每次尝试（DWD）',
  },
});
