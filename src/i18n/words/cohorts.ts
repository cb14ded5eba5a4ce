import { words } from '../words.ts';

/** Cohorts, life cycle and the comparison of two periods. */
export const cohortWords = words({
  'metrics.cohorts.title': { en: 'Cohorts', 'zh-CN': '同期群' },
  'metrics.lifecycle.title': { en: 'Life cycle', 'zh-CN': '生命周期' },
  'cells.metric.cohorts': { en: 'Cohorts', 'zh-CN': '同期群分析' },
  'cells.metric.lifecycle': { en: 'Life cycle and stickiness', 'zh-CN': '生命周期与粘性' },
  'starter.metric.cohorts': {
    en: 'Who comes back and what they pay, by day, week or month of the first time; weekends and promotions told apart.',
    'zh-CN': '按首次日期、周或月查看谁会回访、带来多少金额，并区分周末与大促的影响。',
  },
  'starter.metric.lifecycle': {
    en: 'New, returning, resurrected and dormant users; DAU, WAU, MAU and stickiness.',
    'zh-CN': '新增、留存、回流与沉睡用户，以及 DAU、WAU、MAU 和粘性。',
  },

  'cohorts.named': {
    en: 'Cohorts by {unit} of first {cohort}',
    'zh-CN': '同期群：按首次{cohort}所在{unit}',
  },
  'cohorts.parameter.promotions': { en: 'Promotion days', 'zh-CN': '大促日期' },
  'cohorts.unit.auto': { en: 'as the data are long', 'zh-CN': '按数据长度自动' },
  'cohorts.measure.rate': { en: 'share that came back', 'zh-CN': '留存率' },
  'cohorts.measure.users': { en: 'users that came back', 'zh-CN': '留存人数' },
  'cohorts.measure.value': { en: 'amount paid', 'zh-CN': '消费金额' },
  'cohorts.measure.value_share': { en: 'amount, of period 0', 'zh-CN': '金额占首期比例' },
  'cohorts.measure.value_total': { en: 'amount paid so far', 'zh-CN': '累计消费金额' },
  'cohorts.value.exact': {
    en: 'Value is the sum of the members’ purchases in the period; its share is of their period 0; the total runs from period 0 to this one.',
    'zh-CN': '金额为该同期群成员在当期的购买金额之和；占比相对其首期；累计自首期至当期。',
  },
  'cohorts.value.rolling': {
    en: 'Value is the sum of the members’ purchases in the period or later; its share is of their period 0; the total runs from period 0 to this one.',
    'zh-CN': '金额为该同期群成员在当期及之后的购买金额之和；占比相对其首期；累计自首期至当期。',
  },
  'cohorts.value.bracket': {
    en: 'Value is the sum of the members’ purchases within the bracket; its share is of their period 0; the total runs from period 0 to the bracket’s end.',
    'zh-CN': '金额为该同期群成员在区间内的购买金额之和；占比相对其首期；累计自首期至区间末。',
  },
  'cohorts.calendar': {
    en: 'What the calendar does is told by comparing who came back on a day with what other cohorts of the same ages did.',
    'zh-CN': '日历影响的计算方法：将某日的回访人数与其他同期群在相同时长下的回访水平相比较。',
  },
  'metrics.allowed.days': {
    en: 'days such as 2017-11-11, 2017-12-12',
    'zh-CN': '形如 2017-11-11, 2017-12-12 的日期',
  },

  'metrics.allowed.comparison': {
    en: '“previous”, or a period such as { from: 2017-11-25, to: 2017-11-28 }',
    'zh-CN': '“previous”，或形如 { from: 2017-11-25, to: 2017-11-28 } 的时间段',
  },
  'compare.parameter': { en: 'Compare with', 'zh-CN': '对比' },
  'compare.with': {
    en: 'Beside it, drawn quietly: {from} to {to}.',
    'zh-CN': '对比时间段（以浅色绘制）：{from} 至 {to}。',
  },
  'paths.chart.share': { en: '{share} of all sessions', 'zh-CN': '占全部会话 {share}' },
  'compare.moves.then': { en: 'before', 'zh-CN': '对比期' },
  'compare.moves.now': { en: 'now', 'zh-CN': '本期' },
  'compare.moves.none': { en: 'no purchase', 'zh-CN': '未购买' },
  'compare.moves.label': {
    en: 'Where the buyers of the earlier period are now.',
    'zh-CN': '对比期买家在本期的去向。',
  },
  'compare.moves.said': {
    en: '{both|buyer|buyers} bought in both periods; {moved} of them ({share}) changed the group.',
    'zh-CN': '两段都有购买的 {both} 人中，{moved} 人（{share}）换了分组。',
  },
  'compare.moves.nobody': {
    en: 'Nobody bought in both periods.',
    'zh-CN': '没有人在两段都有购买。',
  },
  'charts.rfm.before': {
    en: 'Share of buyers by segment; in brackets: {column}. {told}',
    'zh-CN': '各分群的买家占比；括号内为{column}。{told}',
  },
  'compare.rfm': {
    en: 'Buyers of either period are scored among those of the same period by the same rules, so that a segment means the same rank in both; in the earlier one recency is counted to {reference}.',
    'zh-CN':
      '两个时间段的买家各自在本时间段内按同样的规则打分，同一分群在两段中代表相同的相对位置；对比期的 R 计算到 {reference}。',
  },
  'compare.clusters': {
    en: 'Clusters are found among the buyers of this period; each buyer of the earlier one stands in the cluster whose centre is nearest, in the same scaling, with recency counted to {reference}.',
    'zh-CN':
      '聚类只由本时间段的买家得出；对比期的买家按同样的标准化归入中心最近的一类，其 R 计算到 {reference}。',
  },
  'compare.cohorts': {
    en: 'Cohorts of the earlier period are looked at as they stood after the same time, on {watched}; each cell stands beside that of the cohort of the same place, where both were observed to their end, and the curve is of these cells alone.',
    'zh-CN':
      '对比期的同期群只看到 {watched}，与本期观察同样久；每个单元格与另一时间段同一位置的同期群对照，只取两边都观察完整的单元格，曲线也只由这些单元格得出。',
  },
  'compare.unfair': {
    en: 'It is not compared: cohorts of a later period have been watched for a shorter time.',
    'zh-CN': '未作对比：更晚时间段的同期群观察时间更短。',
  },
  'charts.cohort.before': {
    en: 'The cohort of the same place before: {users} of {size}, {rate}.',
    'zh-CN': '对比期同一位置的同期群：{size} 人中 {users} 人，{rate}。',
  },
  'compare.nothing': {
    en: 'There is nothing to compare with: the data do not reach back to a period of the same length before.',
    'zh-CN': '没有可对比的时间段：数据不包含此前同样长度的时间段。',
  },
  'compare.before': { en: '{column}, before', 'zh-CN': '{column}（对比期）' },
  'compare.change': { en: '{column}, change', 'zh-CN': '{column}（变化）' },
  'charts.lifecycle.label': {
    en: 'Users by life cycle; in the last period, {day}: {told}.',
    'zh-CN': '按生命周期划分的用户；最后一期（{day}）：{told}。',
  },
  'charts.lifecycle.active': {
    en: 'Active users over time, at most {most} in one period.',
    'zh-CN': '活跃用户趋势，单期最多 {most} 人。',
  },
  'charts.lifecycle.sticky': {
    en: 'Stickiness over time; over all {days} days mean daily active users are {share} of all active.',
    'zh-CN': '粘性趋势；在全部 {days} 天内，日均活跃用户占全部活跃用户的 {share}。',
  },
  'charts.lifecycle.unfinished': { en: 'not a whole period', 'zh-CN': '周期不完整' },
  'charts.lifecycle.unfinished.note': {
    en: 'Pale bars and dashed lines: the data do not hold the whole period, so a rise or fall there says little.',
    'zh-CN': '浅色柱与虚线：数据未覆盖完整周期，其升降不宜解读。',
  },
  'segments.who.active': { en: 'active', 'zh-CN': '活跃' },
  'segments.who.new': { en: 'new', 'zh-CN': '新增' },
  'segments.who.returning': { en: 'returning', 'zh-CN': '持续活跃' },
  'segments.who.resurrected': { en: 'resurrected', 'zh-CN': '回流' },
  'segments.who.dormant': { en: 'fell asleep', 'zh-CN': '转为沉睡' },
  'editors.hint.cohorts.promotions': {
    en: 'Marked in the calendar and told apart; days such as 2017-11-11, 2017-12-12',
    'zh-CN': '在日历曲线中标出并单独比较，例如 2017-11-11, 2017-12-12',
  },
  'editors.hint.cohorts.measure': {
    en: 'What the cells and the curve show',
    'zh-CN': '单元格与曲线展示的指标',
  },
  'editors.hint.lifecycle.gap': {
    en: 'Whole days, weeks or months without activity',
    'zh-CN': '完整不活跃的天、周或月数',
  },
  'editors.hint.lifecycle.event': {
    en: 'Which events make a user active',
    'zh-CN': '何种事件使用户视为活跃',
  },
  'editors.hint.compare': {
    en: 'Draws an earlier period quietly beside it',
    'zh-CN': '以浅色叠加更早的时间段',
  },
  'compare.quiet': {
    en: 'Thin and dashed marks: {period}.',
    'zh-CN': '浅色为对比期：{period}。',
  },
  'compare.days': { en: '{from} – {to}', 'zh-CN': '{from} 至 {to}' },
  'compare.choice.none': { en: 'nothing', 'zh-CN': '不对比' },
  'compare.choice.previous': { en: 'the period before', 'zh-CN': '上一时间段' },
  'compare.choice.days': { en: 'other days', 'zh-CN': '其他日期' },

  'charts.cohorts.label': {
    en: '{cohorts|cohort|cohorts} by {measure}. {told}',
    'zh-CN': '{cohorts} 个同期群的{measure}。{told}',
  },
  'charts.cohorts.older': {
    en: 'Shown are the newest {shown} of {cohorts} cohorts and their first {periods} periods; all are in the rows.',
    'zh-CN': '图中为 {cohorts} 个同期群中最新的 {shown} 个及其前 {periods} 期，全部数据见明细行。',
  },
  'charts.cohorts.curve': { en: 'By time since the first', 'zh-CN': '按距首次的时长' },
  'charts.cohorts.curve.label': {
    en: 'Share that comes back by time since the first: {told}.',
    'zh-CN': '按距首次时长的留存率：{told}。',
  },
  'charts.cohorts.days': {
    en: 'By the calendar: came back, and what ages alone would say',
    'zh-CN': '按日历：实际回访与按时长预期',
  },
  'charts.cohorts.days.short': { en: 'By the calendar', 'zh-CN': '按日历' },
  'charts.cohorts.observed': { en: 'came back', 'zh-CN': '实际回访' },
  'charts.cohorts.expected': { en: 'expected by age', 'zh-CN': '按时长预期' },
  'charts.cohorts.weekend': { en: 'weekend', 'zh-CN': '周末' },
  'charts.cohorts.promotion': { en: 'promotion', 'zh-CN': '大促' },
  'charts.cohorts.cut': { en: 'cut last day', 'zh-CN': '末日数据不全' },
  'cohorts.said.curve': {
    en: 'Over all cohorts that are old enough: {told}.',
    'zh-CN': '在观察期足够的全部同期群中：{told}。',
  },
  'cohorts.said.weekend.more': {
    en: 'At weekends {lift} more come back than the ages of the cohorts say.',
    'zh-CN': '周末的回访人数比按时长的预期高 {lift}。',
  },
  'cohorts.said.weekend.less': {
    en: 'At weekends {lift} fewer come back than the ages of the cohorts say.',
    'zh-CN': '周末的回访人数比按时长的预期低 {lift}。',
  },
  'cohorts.said.weekend.few': {
    en: 'Too few users come back at weekends to tell them from other days.',
    'zh-CN': '周末的回访人数过少，无法判断与平日的差异。',
  },
  'cohorts.said.promotion.few': {
    en: 'Too few users come back on promotion days to tell what these do.',
    'zh-CN': '大促日的回访人数过少，无法判断其影响。',
  },
  'cohorts.said.promotion.more': {
    en: 'On promotion days {lift} more come back.',
    'zh-CN': '大促日的回访人数比预期高 {lift}。',
  },
  'cohorts.said.promotion.less': {
    en: 'On promotion days {lift} fewer come back.',
    'zh-CN': '大促日的回访人数比预期低 {lift}。',
  },
  'cohorts.said.cut': {
    en: 'The last day, {day}, is cut: its events stop in the hour from {hour}. What falls there is left out of these comparisons and is not behaviour.',
    'zh-CN':
      '最后一天 {day} 数据不完整：事件止于 {hour} 起的一小时。当日的下降不计入上述比较，也不应解读为用户行为。',
  },
  'cohorts.said.value': {
    en: 'By {period} a member has paid {value} in all.',
    'zh-CN': '到 {period}，平均每名成员累计消费 {value}。',
  },
  'cohorts.said.young': {
    en: 'No cohort is old enough for a period after the first yet.',
    'zh-CN': '尚无同期群的观察期足以给出首期之后的数值。',
  },

  'lifecycle.named': { en: 'Life cycle by {unit}', 'zh-CN': '生命周期：按{unit}' },
  'lifecycle.parameter.event': { en: 'Active means', 'zh-CN': '活跃口径' },
  'lifecycle.parameter.gap': {
    en: 'Dormant after periods without activity',
    'zh-CN': '连续不活跃几期后视为沉睡',
  },
  'lifecycle.lacks': { en: 'it has no such events.', 'zh-CN': '数据中没有该类事件。' },
  'lifecycle.active.any': {
    en: 'A user is active with any event.',
    'zh-CN': '用户有任意事件即为活跃。',
  },
  'lifecycle.active.view': { en: 'A user is active with a view.', 'zh-CN': '用户有浏览即为活跃。' },
  'lifecycle.active.purchase': {
    en: 'A user is active with a purchase.',
    'zh-CN': '用户有购买即为活跃。',
  },
  'lifecycle.states': {
    en: 'New: active for the first time. Dormant: {n|whole period|whole periods} ({unit}) without activity, counted in the last of them. Resurrected: active again after that; returning: active again before it.',
    'zh-CN':
      '新增：首次活跃。沉睡：连续 {n} 期（{unit}）不活跃，计入其最后一期。回流：沉睡后再次活跃；留存：未沉睡而再次活跃。',
  },
  'lifecycle.sticky.day': {
    en: 'DAU, WAU and MAU are distinct active users of the day, and of the 7 and 30 days that end with it; absent until so many days are there. Stickiness = mean DAU of those days ÷ WAU or MAU.',
    'zh-CN':
      'DAU、WAU、MAU 为当日及截至当日 7 天、30 天内的去重活跃用户，天数不足时留空。粘性 = 该时段日均活跃 ÷ WAU 或 MAU。',
  },
  'lifecycle.sticky.period': {
    en: 'Stickiness = mean daily active users ÷ active users of the period.',
    'zh-CN': '粘性 = 日均活跃用户 ÷ 当期活跃用户。',
  },
  'lifecycle.history': {
    en: 'Who is new or dormant is told by all earlier days of the data; in its first period everyone is new. A week or month that the period asked for cuts at its start is shown whole.',
    'zh-CN':
      '新增与沉睡依据数据中更早的全部日期判断；数据的第一期中所有人均为新增。被所选时间段起点截断的周或月按整期展示。',
  },
  'column.active': { en: 'Active', 'zh-CN': '活跃' },
  'column.new': { en: 'New', 'zh-CN': '新增' },
  'column.returning': { en: 'Returning', 'zh-CN': '留存' },
  'column.resurrected': { en: 'Resurrected', 'zh-CN': '回流' },
  'column.dormant': { en: 'Dormant', 'zh-CN': '沉睡' },
  'column.dormant_total': { en: 'Dormant in all', 'zh-CN': '沉睡存量' },
  'column.wau': { en: 'WAU (7 days)', 'zh-CN': 'WAU（7 天）' },
  'column.mau': { en: 'MAU (30 days)', 'zh-CN': 'MAU（30 天）' },
  'column.mean_daily': { en: 'Mean daily active', 'zh-CN': '日均活跃' },
  'column.stickiness': { en: 'Stickiness', 'zh-CN': '粘性' },
  'column.stickiness_week': { en: 'Stickiness (7 days)', 'zh-CN': '粘性（7 天）' },

  'column.value_share': { en: 'Of period 0', 'zh-CN': '占首期' },
  'column.value_total': { en: 'Amount so far', 'zh-CN': '累计金额' },
  'column.value_per_user': { en: 'Amount per member', 'zh-CN': '人均累计金额' },
  'column.expected': { en: 'Expected', 'zh-CN': '预期' },
  'column.lift': { en: 'Above expected', 'zh-CN': '高出预期' },
  'column.weekend': { en: 'Weekend', 'zh-CN': '周末' },
  'column.promotion': { en: 'Promotion', 'zh-CN': '大促' },
});
