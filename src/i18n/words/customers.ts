import { words } from '../words.ts';

export const customerWords = words({
  'cells.metric.clusters': { en: 'Clusters', 'zh-CN': '用户聚类' },
  'cells.metric.repurchase': { en: 'Repurchase', 'zh-CN': '复购' },
  'cells.metric.lifetime_value': { en: 'Lifetime value', 'zh-CN': '客户生命周期价值' },
  'starter.metric.clusters': {
    en: 'Buyers whom K-Means finds alike, with as many clusters as fit best',
    'zh-CN': '用 K-Means 找出相似的购买用户，簇数按拟合效果选取',
  },
  'starter.metric.repurchase': {
    en: 'Who buys again, after how many days, and how far buyers get',
    'zh-CN': '谁会再次购买、间隔多少天、能走到第几单',
  },
  'starter.metric.lifetime_value': {
    en: 'Who is still a customer, how often each will buy and what that is worth',
    'zh-CN': '谁仍是客户、还会购买几次、价值多少',
  },

  'metrics.clusters.title': { en: 'Clusters', 'zh-CN': '用户聚类' },
  'clusters.named': { en: 'K-Means · {k|cluster|clusters}', 'zh-CN': 'K-Means · {k} 个簇' },
  'clusters.parameter.k': { en: 'Clusters (K)', 'zh-CN': '簇数 K' },
  'clusters.k.auto': { en: 'by best silhouette', 'zh-CN': '按轮廓系数自动选取' },
  'clusters.parameter.silhouette': { en: 'K is chosen by', 'zh-CN': '选取 K 的依据' },
  'clusters.parameter.centring': { en: 'Centring', 'zh-CN': '中心化' },
  'clusters.parameter.seed': { en: 'Seed', 'zh-CN': '随机种子' },
  'clusters.parameter.restarts': { en: 'Restarts', 'zh-CN': '重启次数' },
  'clusters.silhouette.euclidean': { en: 'Euclidean silhouette', 'zh-CN': '欧氏距离轮廓系数' },
  'clusters.silhouette.squared': {
    en: 'squared Euclidean silhouette',
    'zh-CN': '平方欧氏距离轮廓系数',
  },
  'clusters.centring.mean': { en: 'about the mean', 'zh-CN': '减去均值' },
  'clusters.centring.none': { en: 'none', 'zh-CN': '不中心化' },
  'clusters.audit': {
    en: 'recency, frequency and money from single events; the distance of every buyer from the mean of every cluster; clusters numbered anew',
    'zh-CN': '由单个事件重算 R、F、M，逐一计算每位用户到每个簇均值的距离，并重新编号',
  },
  'clusters.no_monetary': {
    en: 'The data has no prices: there is no M.',
    'zh-CN': '数据中没有价格，因此没有 M。',
  },
  'clusters.features.rfm': {
    en: 'K-Means on log(1 + R), log(1 + F) and log(1 + M), each divided by its sample standard deviation.',
    'zh-CN': '对 log(1+R)、log(1+F)、log(1+M) 各除以样本标准差后做 K-Means。',
  },
  'clusters.features.rf': {
    en: 'K-Means on log(1 + R) and log(1 + F), each divided by its sample standard deviation.',
    'zh-CN': '对 log(1+R)、log(1+F) 各除以样本标准差后做 K-Means。',
  },
  'clusters.text.centring.mean': {
    en: 'The mean is taken off first.',
    'zh-CN': '先减去均值。',
  },
  'clusters.text.centring.none': {
    en: 'The mean is not taken off, which changes no cluster.',
    'zh-CN': '不减去均值（不影响聚类结果）。',
  },
  'clusters.text.seed': {
    en: 'Beginnings by greedy k-means++ with seed {seed}; the one with the least inertia is kept.',
    'zh-CN': '以贪心 k-means++ 选初始中心，种子 {seed}，保留惯量最小的一次。',
  },
  'clusters.text.best': {
    en: 'K = {k} has the best {silhouette} of 2 to 8.',
    'zh-CN': '在 2 至 8 之间，K = {k} 的{silhouette}最高。',
  },
  'clusters.text.set': { en: 'K = {k} was set.', 'zh-CN': 'K = {k} 为手动设定。' },
  'clusters.text.fewer': {
    en: '{asked} clusters were asked for; only {k} buyers differ from each other.',
    'zh-CN': '设定了 {asked} 个簇，但只有 {k} 种不同的用户。',
  },
  'clusters.text.one': {
    en: 'All buyers are alike in what is compared here: they are one cluster, and no K is better than another.',
    'zh-CN': '所有购买用户在所比较的各项上都相同：只有一个簇，没有更优的 K。',
  },
  'clusters.text.none': { en: 'There is no buyer.', 'zh-CN': '没有购买用户。' },
  'clusters.text.silhouettes.exact': {
    en: 'Silhouette: Euclidean {euclidean}, squared Euclidean {squared}, both of all buyers.',
    'zh-CN': '轮廓系数：欧氏距离 {euclidean}，平方欧氏距离 {squared}，均按全部用户计算。',
  },
  'clusters.text.silhouettes.sampled': {
    en: 'Silhouette: Euclidean {euclidean} of {n} buyers drawn with the seed, standard error {error}; squared Euclidean {squared}, of all.',
    'zh-CN':
      '轮廓系数：欧氏距离 {euclidean}（按种子抽取 {n} 位用户，标准误 {error}），平方欧氏距离 {squared}（全部用户）。',
  },
  'clusters.text.score.rfm': {
    en: 'Value score: 0.30 R (fewer days are better) + 0.35 F + 0.35 M of the cluster’s means, each scaled from the worst cluster (0) to the best (1); clusters are numbered by it.',
    'zh-CN':
      '价值分 = 0.30 R（越近越高）+ 0.35 F + 0.35 M，取各簇均值并在簇间缩放到 0–1；簇按价值分编号。',
  },
  'clusters.text.score.rf': {
    en: 'Value score: 0.30 R (fewer days are better) + 0.70 F of the cluster’s means, each scaled from the worst cluster (0) to the best (1); clusters are numbered by it.',
    'zh-CN': '价值分 = 0.30 R（越近越高）+ 0.70 F，取各簇均值并在簇间缩放到 0–1；簇按价值分编号。',
  },
  'clusters.text.names': {
    en: 'A cluster is named by the figures whose mean lies at least half a standard deviation from that of all.',
    'zh-CN': '簇名取自均值偏离总体至少半个标准差的指标。',
  },
  'clusters.text.below_zero': {
    en: '{n} buyers with a sum below zero count as zero.',
    'zh-CN': '{n} 位用户的金额之和为负，按 0 计。',
  },
  'cluster.mark.very_recent': { en: 'very recent', 'zh-CN': '非常近期' },
  'cluster.mark.recent': { en: 'recent', 'zh-CN': '近期' },
  'cluster.mark.lapsed': { en: 'lapsed', 'zh-CN': '较久未购' },
  'cluster.mark.long_lapsed': { en: 'long lapsed', 'zh-CN': '很久未购' },
  'cluster.mark.very_infrequent': { en: 'very infrequent', 'zh-CN': '极低频' },
  'cluster.mark.infrequent': { en: 'infrequent', 'zh-CN': '低频' },
  'cluster.mark.frequent': { en: 'frequent', 'zh-CN': '高频' },
  'cluster.mark.very_frequent': { en: 'very frequent', 'zh-CN': '极高频' },
  'cluster.mark.very_low_spending': { en: 'very low spend', 'zh-CN': '极低消费' },
  'cluster.mark.low_spending': { en: 'low spend', 'zh-CN': '低消费' },
  'cluster.mark.high_spending': { en: 'high spend', 'zh-CN': '高消费' },
  'cluster.mark.very_high_spending': { en: 'very high spend', 'zh-CN': '极高消费' },
  'cluster.mark.typical': { en: 'typical', 'zh-CN': '典型' },
  'cluster.numbered': { en: '{n} {name}', 'zh-CN': '{n} {name}' },

  'clusters.elbow.label': {
    en: 'Inertia falls with K (elbow); the silhouette is highest at K = {k}',
    'zh-CN': '惯量随 K 下降（肘部法），轮廓系数在 K = {k} 处最高',
  },
  'clusters.elbow.set': {
    en: 'Inertia falls with K (elbow) and the silhouette of each K; K = {k} was set',
    'zh-CN': '惯量随 K 下降（肘部法）与各 K 的轮廓系数；K = {k} 为手动设定',
  },
  'clusters.elbow.inertia': { en: 'Inertia by K', 'zh-CN': '惯量（按 K）' },
  'clusters.elbow.silhouettes': { en: 'Silhouette by K', 'zh-CN': '轮廓系数（按 K）' },
  'clusters.radar.label': {
    en: 'Means of the clusters, each from the worst to the best cluster',
    'zh-CN': '各簇均值（在簇间由最差到最好缩放）',
  },
  'clusters.radar.recency': { en: 'Recency', 'zh-CN': '近度' },
  'clusters.radar.frequency': { en: 'Frequency', 'zh-CN': '频次' },
  'clusters.radar.monetary': { en: 'Money', 'zh-CN': '金额' },
  'clusters.radar.value': { en: 'Value score', 'zh-CN': '价值分' },
  'clusters.radar.note': {
    en: 'At the rim is the best cluster, at the centre the worst; fewer days since the last purchase are better.',
    'zh-CN': '外圈为最好的簇，中心为最差的簇；距上次购买天数越少越好。',
  },
  'clusters.sizes.label': {
    en: '{k|cluster|clusters} of {n|buyer|buyers}: {told}',
    'zh-CN': '{n} 位购买用户分为 {k} 个簇：{told}',
  },
  'clusters.cloud.label': {
    en: 'Buyers by days since the last purchase, orders and money, on scales of logarithms',
    'zh-CN': '购买用户的近度、频次与金额分布（对数刻度）',
  },
  'clusters.cloud.flat': {
    en: 'Buyers by days since the last purchase and orders, on scales of logarithms',
    'zh-CN': '购买用户的近度与频次分布（对数刻度）',
  },
  'clusters.cloud.sample': {
    en: 'A sample of {n} of {all} buyers.',
    'zh-CN': '抽样显示 {all} 位购买用户中的 {n} 位。',
  },
  'clusters.cloud.log': { en: '{name} (log)', 'zh-CN': '{name}（对数）' },
  'clusters.table.label': { en: 'The clusters in figures', 'zh-CN': '各簇数据' },

  'metrics.repurchase.title': { en: 'Repurchase', 'zh-CN': '复购分析' },
  'repurchase.parameter.basis': { en: 'Counted are', 'zh-CN': '统计口径' },
  'repurchase.parameter.days': { en: 'Ordered again within (days)', 'zh-CN': '再次购买期限（天）' },
  'repurchase.parameter.orders': { en: 'Orders followed', 'zh-CN': '跟踪到第几单' },
  'repurchase.audit': {
    en: 'every order of every buyer from single events, numbered; who is still watched counted anew for each day',
    'zh-CN': '由单个事件逐单编号，并逐日重新统计仍在观察的用户',
  },
  'repurchase.text.rate': {
    en: 'Repurchase rate: buyers with at least two ({counted}) among all buyers.',
    'zh-CN': '复购率 = 至少两次（{counted}）的用户 / 全部购买用户。',
  },
  'repurchase.text.found': { en: 'It is {rate}.', 'zh-CN': '结果为 {rate}。' },
  'repurchase.text.interval': {
    en: 'An interval is the number of calendar days from one order of a buyer to the next; only finished ones are in the distribution, so it leans to short ones.',
    'zh-CN': '间隔为同一用户相邻两单之间的自然日数；分布只含已完成的间隔，因此偏短。',
  },
  'repurchase.text.censored': {
    en: 'Who has not ordered again by {last} may still do so: such buyers count as watched until that day and no longer (Kaplan–Meier), and a curve ends where nobody has been watched longer.',
    'zh-CN':
      '截至 {last} 尚未再次下单的用户以后仍可能下单：他们只计入到该日为止的观察（Kaplan–Meier），曲线止于最长的观察天数。',
  },
  'repurchase.text.within': {
    en: 'The share that orders again within {days} days is left empty where nobody has been watched so long.',
    'zh-CN': '若无人被观察满 {days} 天，则“{days} 天内再次购买”的比例留空。',
  },
  'repurchase.curve.label': {
    en: 'Share of buyers who ordered again by days since an order: {told}',
    'zh-CN': '下单后若干天内再次下单的用户占比：{told}',
  },
  'repurchase.curve.told': { en: 'after order {n} {rate}', 'zh-CN': '第 {n} 单之后 {rate}' },
  'repurchase.curve.after': { en: 'after order {n}', 'zh-CN': '第 {n} 单后' },
  'repurchase.curve.days': { en: 'days since the order', 'zh-CN': '下单后天数' },
  'repurchase.curve.tip': {
    en: '{after}\n{days|day|days}: {rate} ordered again\nstill watched: {watched}',
    'zh-CN': '{after}\n{days} 天：{rate} 再次下单\n仍在观察 {watched} 人',
  },
  'repurchase.curve.none': {
    en: 'Nobody has ordered again so far.',
    'zh-CN': '目前还没有人再次下单。',
  },
  'repurchase.intervals.label': {
    en: 'Days between one order and the next: half within {median}, nine in ten within {p90}',
    'zh-CN': '相邻两单的间隔天数：一半在 {median} 天内，九成在 {p90} 天内',
  },
  'repurchase.intervals.tip': {
    en: '{days|day|days}: {n|interval|intervals} ({share})',
    'zh-CN': '{days} 天：{n} 个间隔（{share}）',
  },
  'repurchase.intervals.axis': { en: 'days to the next order', 'zh-CN': '距下一单天数' },
  'repurchase.steps.label': {
    en: 'Buyers who got to each order: {told}',
    'zh-CN': '达到各单的用户：{told}',
  },
  'repurchase.steps.order': { en: 'Order {n}', 'zh-CN': '第 {n} 单' },
  'repurchase.steps.tip': {
    en: '{order}: {buyers} buyers ({share})\n{again} ordered again so far, {waiting} not yet',
    'zh-CN': '{order}：{buyers} 位用户（{share}）\n已再次下单 {again}，尚未 {waiting}',
  },

  'metrics.lifetime_value.title': { en: 'Lifetime value', 'zh-CN': '客户生命周期价值' },
  'lifetime.named': {
    en: 'Lifetime value · next {weeks} weeks',
    'zh-CN': '客户生命周期价值 · 未来 {weeks} 周',
  },
  'lifetime.parameter.horizon': { en: 'Weeks ahead', 'zh-CN': '预测周数' },
  'lifetime.parameter.level': { en: 'Chance of the interval', 'zh-CN': '区间概率' },
  'lifetime.parameter.x': { en: 'Column of repeat purchases (x)', 'zh-CN': '复购次数列 x' },
  'lifetime.parameter.t_x': {
    en: 'Column of the age at the last one (t_x)',
    'zh-CN': '最近一次复购时的客龄列 t_x',
  },
  'lifetime.parameter.age': { en: 'Column of the age now (T)', 'zh-CN': '当前客龄列 T' },
  'lifetime.parameter.value': {
    en: 'Column of the mean value of repeat purchases',
    'zh-CN': '复购平均金额列',
  },
  'lifetime.parameter.customer': { en: 'Column that names the customer', 'zh-CN': '客户标识列' },
  'lifetime.audit.events': {
    en: 'histories from single events; both likelihoods searched anew by the downhill simplex; expectations by Gauss’ hypergeometric function',
    'zh-CN': '由单个事件重算购买历史，用单纯形法重新求最大似然，并以高斯超几何函数计算期望',
  },
  'lifetime.audit.table': {
    en: 'both likelihoods searched anew by the downhill simplex; expectations by Gauss’ hypergeometric function',
    'zh-CN': '用单纯形法重新求最大似然，并以高斯超几何函数计算期望',
  },
  'lifetime.text.events': {
    en: 'x: days with a purchase after the first one; t_x: age at the last of them; T: age on {reference}, both in weeks.',
    'zh-CN': 'x：首次之后有购买的天数；t_x：最近一次时的客龄；T：{reference} 时的客龄，均以周计。',
  },
  'lifetime.text.table': {
    en: 'Histories are the rows of {table}: x, t_x and T as its columns give them; “weeks” stands for its unit of time.',
    'zh-CN': '购买历史取自表 {table} 的各行：x、t_x、T 按其列取值；“周”即该表的时间单位。',
  },
  'lifetime.text.fit': {
    en: 'BG/NBD by maximum likelihood: r = {r}, α = {alpha}, a = {a}, b = {b}; against the observed numbers of repeat purchases χ² = {chi} (p = {p}).',
    'zh-CN':
      'BG/NBD 最大似然估计：r = {r}，α = {alpha}，a = {a}，b = {b}；与实际复购次数比较，χ² = {chi}（p = {p}）。',
  },
  'lifetime.text.spend': {
    en: 'Gamma–Gamma for the value of a purchase: p = {p}, q = {q}, v = {v}.',
    'zh-CN': '单次购买金额用 Gamma–Gamma 模型：p = {p}，q = {q}，v = {v}。',
  },
  'lifetime.text.unsettled': {
    en: 'The likelihood has no clear peak: take these figures with caution.',
    'zh-CN': '似然函数没有明确的峰值，请谨慎使用这些数字。',
  },
  'lifetime.text.few': {
    en: 'Fewer than ten customers came back: too few to fit a model.',
    'zh-CN': '回购的客户不足十位，无法拟合模型。',
  },
  'lifetime.text.few_values': {
    en: 'Fewer than ten customers came back with a value above zero: what a purchase is worth is not modelled.',
    'zh-CN': '有正金额的回购客户不足十位，未对单次金额建模。',
  },
  'lifetime.text.no_value': {
    en: 'There are no prices: only numbers of purchases are expected.',
    'zh-CN': '没有金额，只预测购买次数。',
  },
  'lifetime.text.interval': {
    en: 'The number of purchases lies between its two ends with a chance of at least {level}; the uncertainty of the parameters is given apart.',
    'zh-CN': '购买次数落在区间内的概率至少为 {level}；参数的不确定性另行给出。',
  },
  'lifetime.text.sd': {
    en: 'Value is purchases × value of one, not discounted; its standard deviation holds chance in number, value and customer.',
    'zh-CN': '价值 = 购买次数 × 单次金额，不折现；其标准差包含次数、金额与客户差异的随机性。',
  },
  'lifetime.text.left_out': {
    en: '{n} rows that cannot be a history (x not a whole number, t_x above T, or nothing) were left out.',
    'zh-CN': '{n} 行不构成有效历史（x 非整数、t_x 大于 T 或为空），已剔除。',
  },
  'lifetime.text.no_tracking': {
    en: 'A summary has no dates: purchases over time cannot be held against the model.',
    'zh-CN': '汇总表没有日期，无法与模型比较随时间的购买。',
  },
  'lifetime.frequencies.label': {
    en: 'Customers by repeat purchases, observed and expected (χ² = {chi}, p = {p})',
    'zh-CN': '按复购次数的客户数：实际与预期（χ² = {chi}，p = {p}）',
  },
  'lifetime.frequencies.head': {
    en: 'Customers by repeat purchases',
    'zh-CN': '按复购次数的客户数',
  },
  'lifetime.tracking.head': { en: 'Repeat purchases, summed up', 'zh-CN': '累计复购次数' },
  'lifetime.tenths.axis': {
    en: 'tenths of the customers, the most valuable first',
    'zh-CN': '客户十等分（价值由高到低）',
  },
  'lifetime.customers.head.value': {
    en: 'Most valuable: purchases expected (interval) · value',
    'zh-CN': '价值最高的客户：预期购买次数（区间）· 价值',
  },
  'lifetime.customers.head.purchases': {
    en: 'Most purchases expected (interval)',
    'zh-CN': '预期购买最多的客户（区间）',
  },
  'lifetime.frequencies.axis': { en: 'repeat purchases', 'zh-CN': '复购次数' },
  'lifetime.observed': { en: 'observed', 'zh-CN': '实际' },
  'lifetime.expected': { en: 'expected', 'zh-CN': '预期' },
  'lifetime.tracking.label': {
    en: 'Repeat purchases up to now: {observed} observed, {expected} expected',
    'zh-CN': '累计复购：实际 {observed}，预期 {expected}',
  },
  'lifetime.tracking.weeks': { en: 'weeks', 'zh-CN': '周' },
  'lifetime.tracking.days': { en: 'days', 'zh-CN': '天' },
  'lifetime.tenths.value': {
    en: 'A tenth of the customers each, the most valuable first: the first tenth has {share} of the value expected',
    'zh-CN': '客户按价值十等分：最高的十分之一占预期价值的 {share}',
  },
  'lifetime.tenths.purchases': {
    en: 'A tenth of the customers each, the busiest first: the first tenth has {share} of the purchases expected',
    'zh-CN': '客户按预期购买十等分：最高的十分之一占预期购买的 {share}',
  },
  'lifetime.tenths.tip': {
    en: 'Tenth {n}: {customers} customers\n{share} of all, {purchases} purchases expected\nstill customers: {alive}',
    'zh-CN':
      '第 {n} 组：{customers} 位客户\n占 {share}，预期购买 {purchases} 次\n仍为客户：{alive}',
  },
  'lifetime.customers.label': { en: 'The first customers', 'zh-CN': '排名靠前的客户' },

  'column.user_share': { en: '% of users', 'zh-CN': '用户占比' },
  'column.order_share': { en: '% of orders', 'zh-CN': '订单占比' },
  'column.cluster': { en: 'Cluster', 'zh-CN': '簇' },
  'column.value_score': { en: 'Value score', 'zh-CN': '价值分' },
  'column.inertia': { en: 'Inertia', 'zh-CN': '惯量' },
  'column.silhouette': { en: 'Silhouette (Euclidean)', 'zh-CN': '轮廓系数（欧氏）' },
  'column.silhouette_squared': {
    en: 'Silhouette (squared Euclidean)',
    'zh-CN': '轮廓系数（平方欧氏）',
  },
  'column.ordered_again': { en: 'Ordered again', 'zh-CN': '再次下单' },
  'column.next_rate': { en: 'Share so far', 'zh-CN': '目前占比' },
  'column.waiting': { en: 'Not yet', 'zh-CN': '尚未' },
  'column.watched_days': { en: 'Watched (days)', 'zh-CN': '最长观察天数' },
  'column.return_rate': {
    en: 'Ordered again (Kaplan–Meier)',
    'zh-CN': '再次下单率（Kaplan–Meier）',
  },
  'column.return_rate_within': { en: 'Within the days set', 'zh-CN': '期限内再次下单率' },
  'column.median_days': { en: 'Half after (days)', 'zh-CN': '半数再购天数' },
  'column.intervals': { en: 'Intervals', 'zh-CN': '间隔数' },
  'column.t_x': { en: 't_x', 'zh-CN': 't_x' },
  'column.p_alive': { en: 'Still a customer', 'zh-CN': '仍为客户的概率' },
  'column.expected_purchases': { en: 'Purchases expected', 'zh-CN': '预期购买次数' },
  'column.purchases_low': { en: 'at least', 'zh-CN': '下限' },
  'column.purchases_high': { en: 'at most', 'zh-CN': '上限' },
  'column.expected_spend': { en: 'Value of one', 'zh-CN': '预期单次金额' },
  'column.expected_value': { en: 'Value expected', 'zh-CN': '预期价值' },
  'column.value_sd': { en: 'Standard deviation', 'zh-CN': '标准差' },
  'column.tenth': { en: 'Tenth', 'zh-CN': '十分位' },
  'column.customers': { en: 'Customers', 'zh-CN': '客户数' },
});
