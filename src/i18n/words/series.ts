import { words } from '../words.ts';

/** Series: their forecast and their anomalies. */
export const seriesWords = words({
  'metrics.forecast.title': { en: 'Forecast', 'zh-CN': '预测' },
  'metrics.anomalies.title': { en: 'Anomalies', 'zh-CN': '异常检测' },
  'cells.metric.forecast': { en: 'Forecast', 'zh-CN': '预测' },
  'cells.metric.anomalies': { en: 'Anomalies', 'zh-CN': '异常检测' },
  'starter.metric.forecast': {
    en: 'What comes next by day or hour, with intervals, the seasons found, and a backtest against the seasonal naive.',
    'zh-CN': '按日或小时预测后续走势，给出预测区间、识别出的周期，以及与季节性朴素预测对比的回测。',
  },
  'starter.metric.anomalies': {
    en: 'Days or hours that trend and season do not explain, the segment behind each, and missing periods.',
    'zh-CN': '找出趋势与周期无法解释的日期或小时、背后的主要分群，以及缺失的时段。',
  },

  'series.parameter.measure': { en: 'Measure', 'zh-CN': '指标' },
  'series.parameter.by': { en: 'Period', 'zh-CN': '时间粒度' },
  'series.parameter.seasons': {
    en: 'Seasons in periods, such as 24, 168 (0: none; empty: found)',
    'zh-CN': '周期长度（以时段计，如 24, 168；0 为无，留空则自动识别）',
  },
  'series.parameter.time': { en: 'Time column', 'zh-CN': '时间列' },
  'series.parameter.value': { en: 'Value column', 'zh-CN': '数值列' },
  'series.parameter.series': { en: 'Series column', 'zh-CN': '序列列' },
  'series.parameter.gather': { en: 'Several values of one time', 'zh-CN': '同一时间的多个值' },
  'series.gather.mean': { en: 'mean', 'zh-CN': '取平均' },
  'series.gather.sum': { en: 'sum', 'zh-CN': '求和' },
  'series.measure.views': { en: 'Views', 'zh-CN': '浏览量' },
  'series.measure.users': { en: 'Active users', 'zh-CN': '活跃用户数' },
  'series.by.auto': { en: 'as it fits', 'zh-CN': '自动' },
  'series.by.hour': { en: 'hour', 'zh-CN': '小时' },
  'series.transform.auto': { en: 'as the data say', 'zh-CN': '由数据决定' },
  'series.transform.none': { en: 'none', 'zh-CN': '不变换' },
  'series.transform.log': { en: 'logarithm', 'zh-CN': '取对数' },
  'series.allowed.of_table': {
    en: 'a column of the table in `from`; the events are one series',
    'zh-CN': '`from` 所指表中的一列；事件数据只有一个序列',
  },
  'series.lacks.purchases': { en: 'it has no purchases.', 'zh-CN': '数据中没有购买。' },

  'series.years': { en: '{n|year|years}', 'zh-CN': '{n} 年' },
  'series.months': { en: '{n|month|months}', 'zh-CN': '{n} 个月' },
  'series.weeks': { en: '{n|week|weeks}', 'zh-CN': '{n} 周' },
  'series.days': { en: '{n|day|days}', 'zh-CN': '{n} 天' },
  'series.hours': { en: '{n|hour|hours}', 'zh-CN': '{n} 小时' },
  'series.steps': { en: '{n|step|steps}', 'zh-CN': '{n} 个时段' },

  'series.text.measure.gmv': {
    en: 'GMV, the sum of the amounts of purchases,',
    'zh-CN': '成交额（购买金额之和）',
  },
  'series.text.measure.orders': { en: 'Orders', 'zh-CN': '订单数' },
  'series.text.measure.views': { en: 'View events', 'zh-CN': '浏览事件数' },
  'series.text.measure.users': {
    en: 'Active users, distinct users with any event,',
    'zh-CN': '活跃用户数（有任意行为的去重用户）',
  },
  'series.text.by.day': { en: 'by day.', 'zh-CN': '按日统计。' },
  'series.text.by.hour': { en: 'by hour.', 'zh-CN': '按小时统计。' },
  'series.text.missing': {
    en: 'A period in which the data have no event at all is missing, not zero; a last one that the data cut off is not learned from.',
    'zh-CN': '数据中完全没有事件的时段视为缺失，而不是零；末尾被截断的时段不参与学习。',
  },
  'series.text.table': {
    en: 'Values of {value} at {time} in {table}; several of one time: {gather}.',
    'zh-CN': '取表 {table} 中 {time} 时刻的 {value}；同一时间有多个值时{gather}。',
  },
  'series.text.series': {
    en: 'Each {series} is a series of its own.',
    'zh-CN': '每个 {series} 是一个单独的序列。',
  },
  'series.text.gaps': {
    en: 'A period without a value is missing, not zero.',
    'zh-CN': '没有值的时段视为缺失，而不是零。',
  },
  'series.text.seasons': { en: 'Seasons found: {list}.', 'zh-CN': '识别出的周期：{list}。' },
  'series.text.seasons_set': { en: 'Seasons set: {list}.', 'zh-CN': '设定的周期：{list}。' },
  'series.text.seasons_none': {
    en: 'No season was found: either there is none, or there are too few cycles of it.',
    'zh-CN': '未识别出周期：可能没有周期，或完整周期太少。',
  },
  'series.text.seasons_none_set': {
    en: 'No season: none was asked for, or fewer than two cycles of it are there.',
    'zh-CN': '没有周期：设定为无，或数据不足两个完整周期。',
  },
  'series.text.log': {
    en: 'It works on logarithms: seasons and errors grow with the level.',
    'zh-CN': '在对数尺度上计算：周期幅度和误差随水平增长。',
  },
  'series.text.absent': {
    en: '{n|period|periods} of {of} missing.',
    'zh-CN': '{of} 个时段中有 {n} 个缺失。',
  },
  'series.text.unread': {
    en: '{n|row|rows} of {of} without a readable time or value.',
    'zh-CN': '{of} 行中有 {n} 行的时间或数值无法读取。',
  },
  'series.text.most': {
    en: 'The table has {n} series; the 12 with the most rows are worked out.',
    'zh-CN': '表中有 {n} 个序列，只计算行数最多的 12 个。',
  },

  'forecast.parameter.horizon': {
    en: 'Periods to forecast (empty: two weeks, two days, a year)',
    'zh-CN': '预测的时段数（留空：两周、两天或一年）',
  },
  'forecast.parameter.level': { en: 'Interval, %', 'zh-CN': '预测区间（%）' },
  'forecast.parameter.inner_level': { en: 'Inner interval, %', 'zh-CN': '内层区间（%）' },
  'forecast.parameter.method': { en: 'Method', 'zh-CN': '方法' },
  'forecast.parameter.transform': { en: 'Transform', 'zh-CN': '变换' },
  'forecast.method.auto': { en: 'best in the backtest', 'zh-CN': '回测最优' },
  'forecast.method.mstl': { en: 'MSTL', 'zh-CN': 'MSTL' },
  'forecast.method.ets': { en: 'ETS', 'zh-CN': 'ETS' },
  'forecast.allowed.inner': { en: 'less than {level}', 'zh-CN': '小于 {level}' },
  'forecast.audit': {
    en: 'values, naive forecast and the backtest’s errors in SQL from what was observed; parts, forecast, intervals and every forecast of the backtest by a second decomposition and the matrix form of the states, with the model’s seasons and smoothing',
    'zh-CN':
      '由观测值在 SQL 中重算数值、朴素预测与回测误差；各成分、预测、区间以及回测中的每次预测由第二套分解及状态的矩阵形式重算，季节与平滑参数沿用模型',
  },
  'forecast.benchmark.season': {
    en: 'the value {season} before (seasonal naive)',
    'zh-CN': '{season}前的值（季节性朴素预测）',
  },
  'forecast.benchmark.last': { en: 'the last value (naive)', 'zh-CN': '最近一个值（朴素预测）' },
  'forecast.text.beats': {
    en: 'Forecast {horizon} ahead from {origins|earlier origin|earlier origins}, this would have been {by} closer than {benchmark}: MASE {mase} against {naive}, sMAPE {smape} against {naive_smape}; {coverage} of the values were within the wider interval.',
    'zh-CN':
      '在 {origins} 个历史起点上向前预测{horizon}，误差比{benchmark}小 {by}：MASE {mase} 对 {naive}，sMAPE {smape} 对 {naive_smape}；{coverage} 的实际值落在较宽区间内。',
  },
  'forecast.text.loses': {
    en: 'This forecast loses to {benchmark}: {horizon} ahead from {origins|earlier origin|earlier origins}, its MASE is {mase} against {naive}, its sMAPE {smape} against {naive_smape}. Trust the simpler one; {coverage} of the values were within the wider interval.',
    'zh-CN':
      '该预测不如{benchmark}：在 {origins} 个历史起点上向前预测{horizon}，MASE 为 {mase}，对方为 {naive}；sMAPE 为 {smape}，对方为 {naive_smape}。应采用更简单的方法；{coverage} 的实际值落在较宽区间内。',
  },
  'forecast.text.each': {
    en: 'Each of the {n} series was forecast from earlier origins and compared with repeating its last season, or its last value where it has none.',
    'zh-CN': '{n} 个序列各自在历史起点上回测，并与季节性朴素预测（无周期时为最近一个值）比较。',
  },
  'forecast.text.each.beats': {
    en: 'The forecast is closer for {n|series|series}: {list}.',
    'zh-CN': '预测更准的有 {n} 个：{list}。',
  },
  'forecast.text.each.loses': {
    en: 'It loses for {n|series|series}, where the simpler one is to be trusted: {list}.',
    'zh-CN': '预测更差、应采用更简单方法的有 {n} 个：{list}。',
  },
  'forecast.text.each.unknown': {
    en: 'Nothing says how good it is for {n|series|series} with too few periods: {list}.',
    'zh-CN': '时段太少、准确度未知的有 {n} 个：{list}。',
  },
  'forecast.text.each.one': {
    en: '{series} (MASE {mase} against {naive})',
    'zh-CN': '{series}（MASE {mase} 对 {naive}）',
  },
  'forecast.text.each.rest': {
    en: 'The rest is told of {series}, which is drawn.',
    'zh-CN': '以下说明与图为 {series}。',
  },
  'forecast.text.repeats': {
    en: 'The past repeats itself exactly: the naive forecast makes no errors to count those of this one in, so nothing says how good a forecast of {horizon} is.',
    'zh-CN': '历史数据完全重复：朴素预测没有误差，无法以此衡量{horizon}的预测准确度。',
  },
  'forecast.text.untried': {
    en: 'There are too few periods to try a forecast of {horizon} on the past: nothing says how good it is.',
    'zh-CN': '时段太少，无法用历史检验{horizon}的预测：其准确度未知。',
  },
  'forecast.text.short': {
    en: 'There are {n|known period|known periods}: too few for a forecast, which needs five.',
    'zh-CN': '只有 {n} 个已知时段，不足以预测（至少需要五个）。',
  },
  'forecast.text.mstl': {
    en: 'Method: MSTL, the seasons taken apart by LOESS, and exponential smoothing (ETS) of the rest.',
    'zh-CN': '方法：MSTL，用 LOESS 分离周期，其余部分用指数平滑（ETS）。',
  },
  'forecast.text.ets': {
    en: 'Method: exponential smoothing (ETS).',
    'zh-CN': '方法：指数平滑（ETS）。',
  },
  'forecast.text.chosen': {
    en: 'Method and transform are those that were best at earlier origins; the errors told are of values that nothing was chosen by.',
    'zh-CN': '方法与变换按更早起点上的表现选择；所列误差来自未参与选择的时段。',
  },
  'forecast.text.intervals': {
    en: 'Intervals of {level} % and {inner} %.',
    'zh-CN': '预测区间为 {level}% 与 {inner}%。',
  },
  'forecast.text.widened': {
    en: 'They are {times} times as wide as the model says, since errors of the backtest were.',
    'zh-CN': '区间放宽为模型给出的 {times} 倍，因为回测误差更大。',
  },

  'anomalies.parameter.threshold': {
    en: 'Robust deviations from which on a value is an anomaly',
    'zh-CN': '判为异常的稳健偏差倍数',
  },
  'anomalies.audit': {
    en: 'values, band, alerts and the segments behind them in SQL from what was observed; what was expected by a second decomposition, with the model’s seasons',
    'zh-CN':
      '由观测值在 SQL 中重算数值、区间、告警及其背后的细分；期望值由第二套分解重算，季节沿用模型',
  },
  'anomalies.text.found': {
    en: '{outside|alert|alerts} and {gaps|gap|gaps} in {n} periods.',
    'zh-CN': '{n} 个时段中有 {outside} 条告警、{gaps} 处缺失。',
  },
  'anomalies.text.short': {
    en: 'There are {n|known period|known periods}: too few to say what is usual, which needs seven.',
    'zh-CN': '只有 {n} 个已知时段，不足以判断何为正常（至少需要七个）。',
  },
  'anomalies.text.band': {
    en: 'Expected is the trend with its seasons (robust MSTL); an anomaly is further than {threshold} robust deviations (median absolute deviation, near the same phase of the season) from it. Anomalies within six hours are one alert.',
    'zh-CN':
      '期望值为趋势加周期（稳健 MSTL）；偏离超过 {threshold} 个稳健偏差（同一周期相位附近的中位数绝对偏差）为异常。六小时内的异常合并为一条告警。',
  },
  'anomalies.text.tail': {
    en: 'The band is {times} times as wide as for normal noise: this series has heavier tails.',
    'zh-CN': '该序列尾部较重，区间放宽为正态噪声的 {times} 倍。',
  },
  'anomalies.text.irregular': {
    en: 'More than a fifth of the periods are missing: gaps are not told one by one.',
    'zh-CN': '超过五分之一的时段缺失，不逐一列出缺失。',
  },
  'anomalies.text.segment': {
    en: 'The segment is the brand, category, device, place or hour whose share of the difference is furthest above its usual share.',
    'zh-CN': '分群指对差异的贡献超出其平常占比最多的品牌、品类、设备、地区或小时。',
  },

  'anomaly.high': { en: 'above', 'zh-CN': '偏高' },
  'anomaly.low': { en: 'below', 'zh-CN': '偏低' },
  'anomaly.missing': { en: 'missing', 'zh-CN': '缺失' },
  'column.trend': { en: 'Trend', 'zh-CN': '趋势' },
  'column.observed': { en: 'Observed', 'zh-CN': '实际值' },
  'column.time': { en: 'Time', 'zh-CN': '时间' },
  'column.kind': { en: 'Kind', 'zh-CN': '类型' },
  'column.periods': { en: 'Periods', 'zh-CN': '时段数' },
  'column.series': { en: 'Series', 'zh-CN': '序列' },
  'column.dimension': { en: 'By', 'zh-CN': '维度' },
  'column.forecast': { en: 'Forecast', 'zh-CN': '预测值' },
  'column.lower': { en: 'Lower end', 'zh-CN': '下限' },
  'column.upper': { en: 'Upper end', 'zh-CN': '上限' },
  'column.inner_lower': { en: 'Inner lower end', 'zh-CN': '内层下限' },
  'column.inner_upper': { en: 'Inner upper end', 'zh-CN': '内层上限' },
  'column.naive': { en: 'Naive forecast', 'zh-CN': '朴素预测' },
  'column.remainder': { en: 'Remainder', 'zh-CN': '残差' },
  'charts.series.score': { en: 'Deviations', 'zh-CN': '偏差倍数' },
  'column.explains': { en: 'Share of the difference', 'zh-CN': '差异贡献' },
  'column.usual_share': { en: 'Usual share', 'zh-CN': '平常占比' },
  'column.mase': { en: 'MASE', 'zh-CN': 'MASE' },
  'column.naive_mase': { en: 'MASE, naive', 'zh-CN': 'MASE（朴素）' },
  'column.smape': { en: 'sMAPE', 'zh-CN': 'sMAPE' },
  'column.naive_smape': { en: 'sMAPE, naive', 'zh-CN': 'sMAPE（朴素）' },
  'charts.series.coverage': { en: 'Within the interval', 'zh-CN': '区间覆盖率' },
  'charts.series.step': { en: 'Ahead', 'zh-CN': '提前期' },
  'charts.forecast.label': {
    en: '{measure}: known until {until}, forecast to {end} ({last}, {low} to {high}).',
    'zh-CN': '{measure}：已知至 {until}，预测至 {end}（{last}，区间 {low} 至 {high}）。',
  },
  'charts.forecast.backtest': {
    en: 'Errors (MASE) by periods ahead: the forecast {mase}, the naive forecast {naive}. Below is better.',
    'zh-CN': '按提前期的误差（MASE）：预测 {mase}，朴素预测 {naive}，越低越好。',
  },
  'charts.forecast.parts': {
    en: 'The parts of the series: {parts}. {how}',
    'zh-CN': '序列的分量：{parts}。{how}',
  },
  'charts.forecast.added': { en: 'Added up they are the values.', 'zh-CN': '相加即为原值。' },
  'charts.forecast.multiplied': {
    en: 'Multiplied they are the values.',
    'zh-CN': '相乘即为原值。',
  },
  'charts.forecast.interval': { en: '{level} % interval', 'zh-CN': '{level}% 区间' },
  'charts.forecast.season': { en: 'Season of {length}', 'zh-CN': '{length}周期' },
  'charts.forecast.cut': { en: 'cut off, not learned from', 'zh-CN': '被截断，未参与学习' },
  'charts.forecast.history': {
    en: 'The last {n} of {of} known periods are drawn.',
    'zh-CN': '图中为 {of} 个已知时段中的最后 {n} 个。',
  },
  'charts.forecast.first': {
    en: '{n} series; drawn is the first. All are in the table.',
    'zh-CN': '共 {n} 个序列，图中为第一个，表格中为全部。',
  },
  'charts.anomalies.first': {
    en: '{n} series; drawn is the first, as in the table of the drawing.',
    'zh-CN': '共 {n} 个序列，图及其表格中为第一个。',
  },
  'charts.anomalies.label': {
    en: '{n|anomaly|anomalies} of {measure}, {from} to {to}.',
    'zh-CN': '{from} 至 {to}，{measure} 共 {n} 处异常。',
  },
  'charts.anomalies.list': {
    en: '{n|alert|alerts}, furthest out first, gaps last.',
    'zh-CN': '{n} 条告警，偏差大的在前，缺失在后。',
  },
  'charts.anomalies.mark': {
    en: '{time}: {observed}, expected {expected}',
    'zh-CN': '{time}：{observed}，期望 {expected}',
  },
  'charts.anomalies.gap': { en: '{time}: missing', 'zh-CN': '{time}：缺失' },
  'charts.anomalies.because': {
    en: '{dimension} {segment} explains {explains} of the difference (usually {usual} of the whole)',
    'zh-CN': '{dimension} {segment} 贡献了 {explains} 的差异（平常占比 {usual}）',
  },
  'charts.anomalies.spread': {
    en: 'No segment stands out: the most is {explains} of the difference, {dimension} {segment}',
    'zh-CN': '没有突出的分群：最多的是 {dimension} {segment}，占差异的 {explains}',
  },
  'charts.anomalies.alert': { en: 'Anomaly', 'zh-CN': '异常' },
  'charts.anomalies.band': { en: 'Band', 'zh-CN': '正常区间' },
});
