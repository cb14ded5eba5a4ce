import { words } from '../words.ts';

/** The quality audit: its parts, figures and advice. */
export const quality = words({
  'cells.metric.quality': { en: 'Quality audit', 'zh-CN': '数据质量审计' },
  'starter.metric.quality': {
    en: 'Missing values, prices, duplicates, bots, gaps: a score with its parts and what to do',
    'zh-CN': '缺失、价格、重复、机器人、时间缺口：评分、各部分得分与建议',
  },
  'metrics.quality.title': { en: 'Quality audit', 'zh-CN': '数据质量审计' },
  'quality.title': { en: 'How far this data can be trusted', 'zh-CN': '这份数据有多可信' },
  'quality.text': {
    en: 'The score, 0 to 100, is the mean of its parts by weight; a part is the mean of the points of its figures. It is of the whole data set, without period and filters. Sessions of more than {sessions} events, and users with more than {users} events on a day or active in nearly all of its hours, count as bots. Outliers lie more than 1.5 quartile distances from the quartiles, or more than 3.5 robust standard deviations from the median. Hours count as missing where they have events on most days.',
    'zh-CN':
      '评分为 0–100，是各部分按权重的平均；每部分是其各项得分的平均。评分针对整个数据集，不受时间范围和筛选影响。超过 {sessions} 个事件的会话、单日超过 {users} 个事件或几乎全天活跃的用户视为机器人。异常值指超出四分位数 1.5 倍四分位距，或偏离中位数 3.5 个稳健标准差以上的价格。缺失的小时指多数日期都有事件、而当天没有的小时。',
  },
  'quality.sampled': {
    en: 'Quantiles and outliers of prices are of a sample, one user in {every}.',
    'zh-CN': '价格分位数与异常值取自样本：每 {every} 名用户取一名。',
  },
  'quality.without_load': {
    en: 'Nothing is told of duplicates and rejected records, since how this data was loaded is not known here.',
    'zh-CN': '此处不知道这份数据的载入过程，因此不含重复与被拒记录。',
  },
  'quality.parameter.session_limit': {
    en: 'Events that a session may have',
    'zh-CN': '单个会话的事件上限',
  },
  'quality.parameter.day_limit': {
    en: 'Events that a user may have on a day',
    'zh-CN': '单用户单日的事件上限',
  },
  'quality.sentence': {
    en: 'The data score {score} of 100.',
    'zh-CN': '数据得分 {score}（满分 100）。',
  },
  'quality.weak': { en: 'Weak: {parts}.', 'zh-CN': '薄弱之处：{parts}。' },
  'quality.sound': { en: 'No part is weak.', 'zh-CN': '没有薄弱的部分。' },
  'quality.unjudged': {
    en: 'There is nothing in the data that could be judged.',
    'zh-CN': '数据中没有可以评判的内容。',
  },
  'quality.nothing': { en: 'Nothing needs to be done.', 'zh-CN': '无需处理。' },
  'quality.yes': { en: 'yes', 'zh-CN': '是' },
  'quality.no': { en: 'no', 'zh-CN': '否' },
  'quality.column.label': { en: 'What', 'zh-CN': '项目' },
  'quality.column.shown': { en: 'Figure', 'zh-CN': '数值' },
  'quality.column.score': { en: 'Points', 'zh-CN': '得分' },
  'quality.column.weight': { en: 'Weight', 'zh-CN': '权重' },
  'quality.column.todo': { en: 'What to do', 'zh-CN': '建议' },
  'quality.at': {
    en: '{figure}: {value} · {n|point|points}',
    'zh-CN': '{figure}：{value} · {n} 分',
  },
  'quality.chart': {
    en: 'Score {score} of 100; weakest part: {part} with {points}.',
    'zh-CN': '总分 {score}（满分 100）；最弱的是{part}，{points} 分。',
  },
  'quality.chart.weight': { en: '{weight} % of the score', 'zh-CN': '占总分 {weight}%' },

  'quality.total.score': { en: 'Score', 'zh-CN': '总分' },
  'quality.part.mix': { en: 'Mix of events', 'zh-CN': '行为构成' },
  'quality.part.missing': { en: 'Missing values', 'zh-CN': '缺失值' },
  'quality.part.price': { en: 'Prices', 'zh-CN': '价格' },
  'quality.part.skew': { en: 'Skewed keys', 'zh-CN': '键的倾斜' },
  'quality.part.duplicates': { en: 'Duplicates and rejects', 'zh-CN': '重复与被拒' },
  'quality.part.bots': { en: 'Bots', 'zh-CN': '机器人' },
  'quality.part.time': { en: 'Gaps in time', 'zh-CN': '时间缺口' },

  'quality.mix.share': { en: 'Share of {subject}', 'zh-CN': '{subject}占比' },
  'quality.mix.purchases_per_view': { en: 'Purchases for a view', 'zh-CN': '购买与浏览之比' },
  'quality.mix.purchases_per_view.todo': {
    en: 'More is bought than looked at can explain: see whether views are recorded completely.',
    'zh-CN': '购买相对浏览过多：检查浏览埋点是否完整。',
  },
  'quality.name.session_id': { en: 'Session', 'zh-CN': '会话' },
  'quality.name.order_id': { en: 'Order number of purchases', 'zh-CN': '购买的订单号' },
  'quality.name.category_path': { en: 'Category path', 'zh-CN': '类目路径' },
  'quality.name.city': { en: 'City', 'zh-CN': '城市' },
  'quality.name.country': { en: 'Country', 'zh-CN': '国家' },
  'quality.name.variant': { en: 'Variant', 'zh-CN': '实验分组' },
  'quality.name.price': { en: 'Price', 'zh-CN': '价格' },
  'quality.name.quantity': { en: 'Quantity of purchases', 'zh-CN': '购买数量' },
  'quality.name.amount': { en: 'Amount of purchases', 'zh-CN': '购买金额' },
  'quality.name.rating': { en: 'Rating', 'zh-CN': '评分' },
  'quality.missing.missing': { en: '{subject} is missing', 'zh-CN': '{subject}缺失' },
  'quality.missing.missing.todo': {
    en: 'Fill {subject} at the source, or keep to analyses without it: rows without it are left out there.',
    'zh-CN': '在源头补全{subject}，或避开依赖它的分析：缺失的行不会被计入。',
  },
  'quality.price.q01': { en: '1 % quantile', 'zh-CN': '1% 分位数' },
  'quality.price.q05': { en: '5 % quantile', 'zh-CN': '5% 分位数' },
  'quality.price.q25': { en: 'Lower quartile', 'zh-CN': '下四分位数' },
  'quality.price.q50': { en: 'Median', 'zh-CN': '中位数' },
  'quality.price.q75': { en: 'Upper quartile', 'zh-CN': '上四分位数' },
  'quality.price.q95': { en: '95 % quantile', 'zh-CN': '95% 分位数' },
  'quality.price.q99': { en: '99 % quantile', 'zh-CN': '99% 分位数' },
  'quality.price.least': { en: 'Lowest price', 'zh-CN': '最低价' },
  'quality.price.most': { en: 'Highest price', 'zh-CN': '最高价' },
  'quality.price.mad': { en: 'Median deviation from the median', 'zh-CN': '中位数绝对偏差' },
  'quality.price.illegal': { en: 'Prices of zero or less', 'zh-CN': '小于等于零的价格' },
  'quality.price.illegal.todo': {
    en: 'Let the rule for illegal prices reject these rows, or find out which items are given away.',
    'zh-CN': '用“非法价格”规则拒绝这些行，或查明哪些商品是赠品。',
  },
  'quality.price.outliers_iqr': { en: 'Outliers by quartiles', 'zh-CN': '四分位距异常值' },
  'quality.price.outliers_iqr.todo': {
    en: 'Compare by median instead of mean, and look at the most expensive items one by one.',
    'zh-CN': '用中位数而非平均值比较，并逐个查看最贵的商品。',
  },
  'quality.price.outliers_mad': { en: 'Outliers by median deviation', 'zh-CN': '绝对偏差异常值' },
  'quality.price.outliers_mad.todo': {
    en: 'Prices span several orders: analyse expensive and cheap goods apart.',
    'zh-CN': '价格跨度很大：把高价与低价商品分开分析。',
  },
  'quality.skew.keys': { en: 'Different {subject}', 'zh-CN': '不同{subject}数' },
  'quality.skew.top_share': {
    en: 'Largest of the {subject}: share of events',
    'zh-CN': '最大{subject}的事件占比',
  },
  'quality.skew.top_share.todo': {
    en: 'One of the {subject} has a large share: see whether it stands for “unknown”, and read averages with it left out.',
    'zh-CN': '某个{subject}占比过大：检查它是否代表“未知”，看平均值时先将其排除。',
  },
  'quality.skew.gini': { en: 'Gini of the {subject}', 'zh-CN': '{subject}的基尼系数' },
  'quality.duplicates.duplicates': { en: 'Duplicates', 'zh-CN': '重复记录' },
  'quality.duplicates.duplicates.todo': {
    en: 'Find out whether files overlap or an event is sent twice; the rule for duplicates decides what counts.',
    'zh-CN': '检查文件是否重叠、事件是否重复上报；由“重复”规则决定如何计入。',
  },
  'quality.duplicates.rejected': { en: 'Rejected records', 'zh-CN': '被拒记录' },
  'quality.duplicates.rejected.todo': {
    en: 'Look at the rejected lines in the load report: a wrong mapping rejects many for one reason.',
    'zh-CN': '查看载入报告中被拒的行：映射有误时会因同一原因大量被拒。',
  },
  'quality.bots.sessions': { en: 'Sessions over the limit', 'zh-CN': '超限会话数' },
  'quality.bots.session_events': {
    en: 'Events in sessions over the limit',
    'zh-CN': '超限会话的事件占比',
  },
  'quality.bots.session_events.todo': {
    en: 'Let the rule for bot sessions reject them, and compare the conversion with and without.',
    'zh-CN': '用“机器人会话”规则拒绝它们，并比较前后的转化率。',
  },
  'quality.bots.longest_session': {
    en: 'Events in the longest session',
    'zh-CN': '最长会话的事件数',
  },
  'quality.bots.users': { en: 'Users at inhuman rates', 'zh-CN': '频率异常的用户数' },
  'quality.bots.user_events': {
    en: 'Events of users at inhuman rates',
    'zh-CN': '频率异常用户的事件占比',
  },
  'quality.bots.user_events.todo': {
    en: 'Save these users as a segment and leave them out where figures of users are compared.',
    'zh-CN': '把这些用户存为分群，在比较用户指标时排除。',
  },
  'quality.bots.busiest_day': {
    en: 'Most events of a user on a day',
    'zh-CN': '单用户单日最多事件',
  },
  'quality.time.days': { en: 'Days with events', 'zh-CN': '有事件的天数' },
  'quality.time.missing_days': { en: 'Missing days', 'zh-CN': '缺失的天' },
  'quality.time.missing_days.todo': {
    en: 'Load the files of the missing days; until then read no fall into them.',
    'zh-CN': '补载缺失日期的文件；在此之前不要把它们当成下降。',
  },
  'quality.time.missing_hours': { en: 'Missing hours', 'zh-CN': '缺失的小时' },
  'quality.time.missing_hours.todo': {
    en: 'See whether recording stood still in these hours; a comparison of days needs whole ones.',
    'zh-CN': '检查这些小时是否停止了采集；按天比较需要完整的日期。',
  },
  'quality.time.longest_silence': { en: 'Longest silence, hours', 'zh-CN': '最长静默（小时）' },
  'quality.time.last_day_cut': { en: 'The last day is cut', 'zh-CN': '最后一天不完整' },
  'quality.time.last_day_cut.todo': {
    en: 'Leave the last day out of comparisons, or load the rest of it.',
    'zh-CN': '比较时排除最后一天，或补载其余数据。',
  },
  'quality.time.last_day_hour': { en: 'Last hour with events', 'zh-CN': '最后有事件的小时' },
});
