import { words } from '../words.ts';

/** Experiments and the prediction of purchases. */
export const statisticsWords = words({
  'metrics.experiment.title': { en: 'Experiment', 'zh-CN': '实验分析' },
  'metrics.prediction.title': { en: 'Purchase prediction', 'zh-CN': '购买预测' },
  'cells.metric.experiment': { en: 'Experiment (A/B test)', 'zh-CN': '实验分析（A/B 测试）' },
  'cells.metric.prediction': { en: 'Who will buy', 'zh-CN': '购买预测' },
  'starter.metric.experiment': {
    en: 'Variants against a control: sample-ratio check, tests, intervals, power and sample size.',
    'zh-CN': '各版本与对照组比较：样本比例检查、显著性检验、置信区间、功效与样本量。',
  },
  'starter.metric.prediction': {
    en: 'The probability that each user buys in the next days, judged on days it was not trained on.',
    'zh-CN': '预测每位用户未来几天的购买概率，并在未参与训练的时段上检验。',
  },

  'experiment.parameter.unit': {
    en: 'Unit (a column; empty: each row)',
    'zh-CN': '实验单元（列名；留空则每行为一个单元）',
  },
  'experiment.parameter.variant': { en: 'Variant column', 'zh-CN': '版本列' },
  'experiment.parameter.outcome': { en: 'Outcome column (yes or no)', 'zh-CN': '结果列（是或否）' },
  'experiment.parameter.value': { en: 'Value column', 'zh-CN': '数值列' },
  'experiment.parameter.events': { en: 'Events that are a conversion', 'zh-CN': '算作转化的事件' },
  'experiment.parameter.control': { en: 'Control', 'zh-CN': '对照组' },
  'experiment.parameter.split': {
    en: 'Planned split, such as 50:50',
    'zh-CN': '计划分流比例，如 50:50',
  },
  'experiment.parameter.alpha': { en: 'Significance level', 'zh-CN': '显著性水平' },
  'experiment.parameter.correction': {
    en: 'Correction for several variants',
    'zh-CN': '多重比较校正',
  },
  'experiment.parameter.looks': { en: 'Looks at the results', 'zh-CN': '查看结果的次数' },
  'experiment.parameter.effect': { en: 'Least difference that matters', 'zh-CN': '最小有意义差异' },
  'experiment.parameter.effect_is': { en: 'That difference is', 'zh-CN': '该差异的计量方式' },
  'experiment.parameter.baseline': {
    en: 'Conversion to plan from',
    'zh-CN': '规划所用的基线转化率',
  },
  'experiment.parameter.mean': {
    en: 'Mean to plan from (a value alone)',
    'zh-CN': '规划所用的基线均值（仅有数值列时）',
  },
  'experiment.parameter.deviation': {
    en: 'Standard deviation to plan from (a value alone)',
    'zh-CN': '规划所用的标准差（仅有数值列时）',
  },
  'experiment.parameter.power': { en: 'Power', 'zh-CN': '统计功效' },
  'experiment.correction.holm': { en: 'Holm', 'zh-CN': 'Holm 法' },
  'experiment.correction.bonferroni': { en: 'Bonferroni', 'zh-CN': 'Bonferroni 法' },
  'experiment.correction.none': { en: 'none', 'zh-CN': '不校正' },
  'experiment.effect_is.relative': { en: 'relative to the baseline', 'zh-CN': '相对基线' },
  'experiment.effect_is.absolute': {
    en: 'in points of conversion, or units of the value',
    'zh-CN': '转化率或数值的绝对差',
  },
  'experiment.allowed.outcome': {
    en: 'the column that says whether a unit converted; or name a value column',
    'zh-CN': '表示是否转化的列；或改为指定数值列',
  },
  'experiment.allowed.of_table': {
    en: 'a column of a table named by “from”; of the events, “events” says what a conversion is',
    'zh-CN': '由 from 指定的数据表中的列；对事件数据请用 events 指定何为转化',
  },
  'experiment.lacks.variant': {
    en: 'its events do not say which variant a user saw. Map a column to “variant”, or open a table of results and name it in “from”.',
    'zh-CN':
      '事件没有记录用户看到的是哪个版本。请将一列映射为 variant，或打开实验结果表并在 from 中指定。',
  },
  'experiment.lacks.events': {
    en: 'there is no event of the kind that counts as a conversion.',
    'zh-CN': '没有可算作转化的事件。',
  },
  'experiment.word.yes': { en: 'yes', 'zh-CN': '是' },
  'experiment.word.no': { en: 'no', 'zh-CN': '否' },
  'experiment.word.control': { en: 'control', 'zh-CN': '对照' },
  'experiment.word.control_group': { en: 'control group', 'zh-CN': '对照组' },
  'experiment.unit.user_id': { en: 'user', 'zh-CN': '用户' },
  'experiment.unit.session_id': { en: 'session', 'zh-CN': '会话' },
  'experiment.audit': {
    en: 'by single rows, with formulas in SQL and tails by integration',
    'zh-CN': '逐行重新汇总、用 SQL 公式计算并以数值积分求尾概率',
  },

  'experiment.ratio.fine': {
    en: 'The units are shared out as planned ({split}; chi-square p = {p}).',
    'zh-CN': '样本比例与计划一致（{split}；卡方检验 p = {p}）。',
  },
  'experiment.ratio.off': {
    en: 'The units are not shared out as planned ({split}; chi-square p = {p}, below 0.01): something lets one variant’s units through more often, so find out what before believing any difference.',
    'zh-CN':
      '样本比例偏离计划（{split}；卡方检验 p = {p}，小于 0.01）：某个环节使一个版本的样本偏多，请先查明原因，再相信任何差异。',
  },
  'experiment.ratio.alone': {
    en: 'Only {n|variant|variants}: an experiment needs at least two.',
    'zh-CN': '只有 {n} 个版本：实验至少需要两个。',
  },
  'experiment.ratio.length': {
    en: 'The planned split has {n|share|shares}, but there are {variants} variants: it could not be checked.',
    'zh-CN': '计划比例有 {n} 份，而版本有 {variants} 个，无法检查样本比例。',
  },
  'experiment.control.unknown': {
    en: 'No variant is called “{control}”; “{taken}” is taken as the control.',
    'zh-CN': '没有名为“{control}”的版本，以“{taken}”作为对照组。',
  },
  'experiment.text.rows': {
    en: 'Each row of {table} is a unit, “{variant}” its variant.',
    'zh-CN': '{table} 的每一行为一个实验单元，“{variant}”为其版本。',
  },
  'experiment.text.units': {
    en: 'Units are the values of “{unit}” in {table}, “{variant}” their variant; of several rows of a unit, one conversion is enough, and values are summed.',
    'zh-CN':
      '实验单元为 {table} 中“{unit}”的取值，“{variant}”为其版本；同一单元有多行时，一次转化即算转化，数值相加。',
  },
  'experiment.text.outcome': {
    en: '“{outcome}” says whether it converted.',
    'zh-CN': '“{outcome}”表示是否转化。',
  },
  'experiment.text.value': { en: '“{value}” is its value.', 'zh-CN': '“{value}”为其数值。' },
  'experiment.text.events': {
    en: 'A {unit} enters with the first event that has a “{variant}”, and converts with {events} from then on.',
    'zh-CN': '{unit}自首个带有“{variant}”的事件起进入实验，此后发生{events}即为转化。',
  },
  'experiment.text.spent': {
    en: 'Its value is what it paid from then on, 0 where it paid nothing.',
    'zh-CN': '数值为此后的购买金额，未购买记为 0。',
  },
  'experiment.text.no_money': {
    en: 'The data have no prices, so there is no value to compare.',
    'zh-CN': '数据没有价格，因此不比较金额。',
  },
  'experiment.left.mixed': {
    en: '{n|unit was|units were} seen in several variants and left out.',
    'zh-CN': '{n} 个单元出现在多个版本中，已排除。',
  },
  'experiment.left.no_variant': {
    en: '{n|unit has|units have} no variant and were left out.',
    'zh-CN': '{n} 个单元没有版本，已排除。',
  },
  'experiment.left.unread': {
    en: '{n|unit has|units have} an outcome that is neither yes nor no and were left out.',
    'zh-CN': '{n} 个单元的结果既非“是”也非“否”，已排除。',
  },
  'experiment.text.rates': {
    en: 'Conversions: two-proportion z test with the pooled share, difference with Wald’s interval (not pooled), uplift from the logarithm of the ratio, single shares after Wilson.',
    'zh-CN':
      '转化率：合并方差的双比例 z 检验；差值用非合并的 Wald 区间；相对提升取比值对数；单个比例用 Wilson 区间。',
  },
  'experiment.text.values': {
    en: 'Values: Welch’s t test; the uplift’s interval by the delta method.',
    'zh-CN': '数值：Welch t 检验；相对提升的区间用 delta 方法。',
  },
  'experiment.text.intervals': {
    en: 'All tests are two-sided, each interval at {level}.',
    'zh-CN': '所有检验均为双侧，各区间的置信水平为 {level}。',
  },
  'experiment.text.holm': {
    en: '{n|comparison|comparisons} with “{control}”: corrected p values after Holm, conversions and values each on their own; intervals are not widened.',
    'zh-CN':
      '与“{control}”共 {n} 次比较：校正后的 p 值采用 Holm 法，转化率与数值分别校正；区间未加宽。',
  },
  'experiment.text.bonferroni': {
    en: '{n|comparison|comparisons} with “{control}”: corrected p values after Bonferroni, conversions and values each on their own; intervals are not widened.',
    'zh-CN':
      '与“{control}”共 {n} 次比较：校正后的 p 值采用 Bonferroni 法，转化率与数值分别校正；区间未加宽。',
  },
  'experiment.text.none': {
    en: '{n|comparison|comparisons} with “{control}” without a correction: the more of them, the likelier one is significant by chance.',
    'zh-CN': '与“{control}”共 {n} 次比较且未校正：比较越多，越容易偶然出现显著。',
  },
  'experiment.text.one_look': {
    en: 'This holds for one look at the end: looking again and again and stopping at the first significant result is not corrected for; say how often in “looks”.',
    'zh-CN':
      '以上仅适用于结束时查看一次：反复查看并在首次显著时停止的情形未作校正；可用 looks 说明查看次数。',
  },
  'experiment.text.looks': {
    en: 'Corrected for {n} looks: each takes an equal part of the level (Bonferroni), which is on the safe side.',
    'zh-CN': '已按查看 {n} 次校正：每次均分显著性水平（Bonferroni），偏保守。',
  },
  'experiment.text.planner': {
    en: 'To tell {from} from {to} with a power of {power} at a level of {alpha} per comparison, each variant needs {units|unit|units}.',
    'zh-CN':
      '若要以 {power} 的功效、每次比较 {alpha} 的水平分辨 {from} 与 {to}，每个版本需要 {units} 个单元。',
  },
  'experiment.text.value_planner': {
    en: 'To tell a mean of {from} from {to}, values spread by {deviation} (standard deviation), with a power of {power} at a level of {alpha} per comparison, each variant needs {units|unit|units} with a value.',
    'zh-CN':
      '数值标准差为 {deviation}，若要以 {power} 的功效、每次比较 {alpha} 的水平分辨均值 {from} 与 {to}，每个版本需要 {units} 个有数值的单元。',
  },
  'experiment.text.unplanned': {
    en: 'No number of units can be planned for a rise from {from} to {to}.',
    'zh-CN': '从 {from} 到 {to} 的变化无法规划样本量。',
  },

  'prediction.parameter.days': { en: 'Days ahead', 'zh-CN': '预测天数' },
  'prediction.parameter.history': { en: 'Days looked back on', 'zh-CN': '回看天数' },
  'prediction.parameter.ridge': { en: 'Ridge penalty', 'zh-CN': '岭惩罚系数' },
  'prediction.named': {
    en: 'Who will buy in the next {n|day|days}',
    'zh-CN': '未来 {n} 天谁会购买',
  },
  'prediction.short': {
    en: 'it covers {whole|day|days}. To look {days|day|days} ahead, one period to learn from and a later one to be judged on take at least {least} days: choose fewer days ahead or a longer period.',
    'zh-CN':
      '数据只有 {whole} 天。预测未来 {days} 天需要先后两段时期分别用于训练与检验，至少 {least} 天：请减少预测天数或扩大时段。',
  },
  'prediction.audit': {
    en: 'by single events, with the weights by conjugate gradients and the probabilities by formula',
    'zh-CN': '由单个事件重算特征，以共轭梯度法求系数并按公式计算概率',
  },
  'prediction.text.who': {
    en: 'Probability of at least one purchase in the {n|day|days} after {to}, for every user with an event from {from} on.',
    'zh-CN': '对 {from} 起有事件的每位用户，预测 {to} 之后 {n} 天内至少购买一次的概率。',
  },
  'prediction.text.split': {
    en: 'Learned from what users did from {train_from} to {train_cut} and who bought until {train_to}; judged on what they did from {test_from} to {test_cut} and who bought until {test_to}, which it never saw.',
    'zh-CN':
      '用 {train_from} 至 {train_cut} 的行为与截至 {train_to} 的购买训练；用 {test_from} 至 {test_cut} 的行为与截至 {test_to} 的购买检验，后者未参与训练。',
  },
  'prediction.text.model': {
    en: 'Logistic regression on standardised features (counts as logarithms), ridge penalty {ridge}; standard errors from the curvature of the penalised likelihood.',
    'zh-CN': '标准化特征（计数取对数）的逻辑回归，岭惩罚 {ridge}；标准误来自惩罚似然的曲率。',
  },
  'prediction.text.cut': {
    en: 'The last day is cut: its events stop early, so that the last probabilities and the judgement know less than a whole day.',
    'zh-CN': '最后一天数据不完整，因此检验与最新概率都少了部分信息。',
  },
  'prediction.quality': {
    en: 'On the later period the AUC is {auc} (± {error}): that often a buyer was put before a non-buyer. Brier score {brier}, against {base} for saying the same of all; the first tenth of the users held {top} of the buyers ({bought} of {tested} users bought).',
    'zh-CN':
      '在后一时段上 AUC 为 {auc}（± {error}），即购买者排在未购买者之前的概率。Brier 分数 {brier}，而对所有人给同一概率时为 {base}；概率最高的十分之一用户包含 {top} 的购买者（{tested} 位用户中 {bought} 位购买）。',
  },
  'prediction.quality.poor': {
    en: 'On the later period the AUC is only {auc} (± {error}), little better than chance (0.5): these features hardly tell who will buy. Brier score {brier}, against {base} for saying the same of all; the first tenth of the users held {top} of the buyers ({bought} of {tested} users bought).',
    'zh-CN':
      '在后一时段上 AUC 仅为 {auc}（± {error}），几乎不优于随机（0.5）：这些特征难以判断谁会购买。Brier 分数 {brier}，而对所有人给同一概率时为 {base}；概率最高的十分之一用户包含 {top} 的购买者（{tested} 位用户中 {bought} 位购买）。',
  },
  'prediction.quality.none': {
    en: 'It could not be judged: on the later period {bought} of {tested} users bought, and both kinds are needed.',
    'zh-CN': '无法检验：后一时段 {tested} 位用户中有 {bought} 位购买，需要两类用户都有。',
  },
  'prediction.outcome.no-buyers': {
    en: 'There is nothing to learn from: none of {users|user|users} bought in the days after the first cut. Choose more days ahead or a longer period.',
    'zh-CN': '无法训练：第一个截止日之后 {users} 位用户均未购买。请增加预测天数或扩大时段。',
  },
  'prediction.outcome.only-buyers': {
    en: 'There is nothing to learn from: all of {users|user|users} bought in the days after the first cut, so nothing tells buyers from others.',
    'zh-CN': '无法训练：第一个截止日之后 {users} 位用户全部购买，没有可对比的用户。',
  },
  'prediction.outcome.no-users': {
    en: 'There is nothing to learn from: no user has an event before the first cut.',
    'zh-CN': '无法训练：第一个截止日之前没有任何用户的事件。',
  },
  'prediction.outcome.not-settled': {
    en: 'The weights of the model did not settle: a feature tells buyers and others apart without fail, or two say the same. Choose a ridge penalty above 0.',
    'zh-CN':
      '模型系数未能收敛：某个特征完全区分了两类用户，或有特征互相重复。请将岭惩罚设为大于 0。',
  },

  'column.variant': { en: 'Variant', 'zh-CN': '版本' },
  'column.control': { en: 'Control', 'zh-CN': '对照组' },
  'column.units': { en: 'Units', 'zh-CN': '单元数' },
  'column.planned': { en: 'Planned share', 'zh-CN': '计划占比' },
  'column.conversions': { en: 'Conversions', 'zh-CN': '转化数' },
  'column.conversion_low': { en: 'Conversion, from', 'zh-CN': '转化率下限' },
  'column.conversion_high': { en: 'Conversion, to', 'zh-CN': '转化率上限' },
  'column.conversion_difference': { en: 'Difference', 'zh-CN': '转化率差' },
  'column.conversion_difference_low': { en: 'Difference, from', 'zh-CN': '转化率差下限' },
  'column.conversion_difference_high': { en: 'Difference, to', 'zh-CN': '转化率差上限' },
  'column.conversion_uplift': { en: 'Uplift', 'zh-CN': '相对提升' },
  'column.conversion_uplift_low': { en: 'Uplift, from', 'zh-CN': '相对提升下限' },
  'column.conversion_uplift_high': { en: 'Uplift, to', 'zh-CN': '相对提升上限' },
  'column.conversion_detectable': { en: 'Least rise found', 'zh-CN': '可检出的最小升幅' },
  'column.z': { en: 'z', 'zh-CN': 'z' },
  'column.p': { en: 'p', 'zh-CN': 'p' },
  'column.p_corrected': { en: 'p, corrected', 'zh-CN': '校正后 p' },
  'column.power': { en: 'Power', 'zh-CN': '功效' },
  'column.valued': { en: 'Units with a value', 'zh-CN': '有数值的单元' },
  'column.mean_value': { en: 'Mean value', 'zh-CN': '均值' },
  'column.mean_low': { en: 'Mean, from', 'zh-CN': '均值下限' },
  'column.mean_high': { en: 'Mean, to', 'zh-CN': '均值上限' },
  'column.deviation': { en: 'Standard deviation', 'zh-CN': '标准差' },
  'column.value_difference': { en: 'Difference of means', 'zh-CN': '均值差' },
  'column.value_difference_low': { en: 'Difference of means, from', 'zh-CN': '均值差下限' },
  'column.value_difference_high': { en: 'Difference of means, to', 'zh-CN': '均值差上限' },
  'column.value_uplift': { en: 'Uplift of the mean', 'zh-CN': '均值相对提升' },
  'column.value_uplift_low': { en: 'Uplift of the mean, from', 'zh-CN': '均值相对提升下限' },
  'column.value_uplift_high': { en: 'Uplift of the mean, to', 'zh-CN': '均值相对提升上限' },
  'column.value_detectable': {
    en: 'Least rise of the mean found',
    'zh-CN': '可检出的最小均值升幅',
  },
  'column.t': { en: 't', 'zh-CN': 't' },
  'column.degrees': { en: 'Degrees of freedom', 'zh-CN': '自由度' },
  'column.value_p': { en: 'p of the means', 'zh-CN': '均值检验 p' },
  'column.value_p_corrected': { en: 'p of the means, corrected', 'zh-CN': '均值检验校正后 p' },

  'column.probability': { en: 'Probability', 'zh-CN': '购买概率' },
  'column.purchase_recency': { en: 'Days since purchase', 'zh-CN': '距上次购买天数' },
  'column.tenure': { en: 'Days since first event', 'zh-CN': '距首次事件天数' },
  'column.active_days': { en: 'Active days', 'zh-CN': '活跃天数' },
  'column.cart_share': { en: 'Share of carts bought', 'zh-CN': '加购成交占比' },
  'column.intercept': { en: 'Constant', 'zh-CN': '常数项' },
  'column.feature': { en: 'Feature', 'zh-CN': '特征' },
  'column.coefficient': { en: 'Coefficient', 'zh-CN': '系数' },
  'column.standard_error': { en: 'Standard error', 'zh-CN': '标准误' },
  'column.predicted': { en: 'Predicted', 'zh-CN': '预测概率' },
  'column.decile': { en: 'Tenth', 'zh-CN': '十分位' },
  'column.false_positive': { en: 'False positives', 'zh-CN': '假阳性率' },
  'column.true_positive': { en: 'True positives', 'zh-CN': '真阳性率' },

  'charts.experiment.difference': {
    en: 'Difference in conversion to {control}',
    'zh-CN': '与 {control} 的转化率差',
  },
  'charts.experiment.value_difference': {
    en: 'Difference in mean value to {control}',
    'zh-CN': '与 {control} 的均值差',
  },
  'charts.experiment.conversion': { en: 'Conversion of each variant', 'zh-CN': '各版本转化率' },
  'charts.experiment.mean': { en: 'Mean value of each variant', 'zh-CN': '各版本均值' },
  'charts.experiment.label': {
    en: '{title}: {told}, with {level} intervals',
    'zh-CN': '{title}：{told}；置信水平 {level}',
  },
  'charts.experiment.told': { en: '{variant} {value}', 'zh-CN': '{variant} {value}' },
  'charts.experiment.interval': { en: '{low} to {high}', 'zh-CN': '{low} 至 {high}' },
  'charts.experiment.more': {
    en: 'Only the first {n} of {all} variants are drawn.',
    'zh-CN': '仅绘制 {all} 个版本中的前 {n} 个。',
  },
  'charts.experiment.power': {
    en: 'Power by units per variant: {power} takes {units|unit|units}',
    'zh-CN': '功效与每个版本的样本量：达到 {power} 需 {units} 个单元',
  },
  'charts.experiment.ratio.fine': {
    en: 'Units per variant: shared out as planned (p = {p})',
    'zh-CN': '各版本单元数：与计划一致（p = {p}）',
  },
  'charts.experiment.ratio.off': {
    en: 'Units per variant: not as planned (p = {p})',
    'zh-CN': '各版本单元数：偏离计划（p = {p}）',
  },
  'charts.experiment.ratio.unknown': {
    en: 'Units per variant: the split could not be checked',
    'zh-CN': '各版本单元数：无法检查分流比例',
  },
  'charts.experiment.now': { en: 'now', 'zh-CN': '当前' },
  'charts.prediction.histogram': {
    en: '{users|user|users}, {expected} of them expected to buy',
    'zh-CN': '{users} 位用户，预计 {expected} 位购买',
  },
  'charts.prediction.bin': { en: 'Probability {from} to {to}', 'zh-CN': '概率 {from} 至 {to}' },
  'charts.prediction.roc': { en: 'ROC curve: AUC {auc}', 'zh-CN': 'ROC 曲线：AUC {auc}' },
  'charts.prediction.roc.tip': {
    en: 'From {threshold} on: {true} of the buyers, {false} of the others',
    'zh-CN': '概率不低于 {threshold}：含 {true} 的购买者与 {false} 的其他用户',
  },
  'charts.prediction.calibration': {
    en: 'Predicted against observed, by tenths',
    'zh-CN': '预测与实际（十等分）',
  },
  'charts.prediction.calibration.label': {
    en: 'Calibration: in ten groups of users, predicted {low} to {high}; Brier score {brier}',
    'zh-CN': '校准曲线：十组用户，预测概率 {low} 至 {high}；Brier 分数 {brier}',
  },
  'charts.prediction.coefficients': {
    en: 'Effect of a standard deviation, in log odds',
    'zh-CN': '每个标准差的影响（对数几率）',
  },
  'charts.prediction.likeliest': { en: 'The likeliest buyers', 'zh-CN': '最可能购买的用户' },
  'charts.prediction.likeliest.label': {
    en: 'The {n} likeliest of {users|user|users}: from {low} to {high}',
    'zh-CN': '{users} 位用户中最可能购买的 {n} 位：概率 {low} 至 {high}',
  },
});
