import { words } from '../words.ts';

export const recommendWords = words({
  'cells.metric.recommend': { en: 'Recommendations', 'zh-CN': '推荐' },
  'starter.metric.recommend': {
    en: 'What to show next: items like others, popular and trending ones, with reasons and an offline test',
    'zh-CN': '接下来推荐什么：相似商品、热门与上升商品，附推荐理由与离线评估',
  },
  'metrics.recommend.title': { en: 'Recommendations', 'zh-CN': '推荐' },
  'recommend.title.item_item': { en: 'Items that go together', 'zh-CN': '相似商品' },
  'recommend.title.user_user': { en: 'Recommended by users alike', 'zh-CN': '基于相似用户的推荐' },
  'recommend.title.popular': { en: 'Popular items', 'zh-CN': '热门商品' },
  'recommend.title.trending': { en: 'Trending items', 'zh-CN': '上升商品' },
  'recommend.title.evaluation': { en: 'Recommendations, tested', 'zh-CN': '推荐效果离线评估' },
  'recommend.title.item': { en: 'Items like {item}', 'zh-CN': '与 {item} 相似的商品' },
  'recommend.title.user': { en: 'Recommended to user {user}', 'zh-CN': '为用户 {user} 推荐' },

  'recommend.lacks.items': { en: 'it names no items.', 'zh-CN': '没有商品字段。' },
  'recommend.lacks.purchases': {
    en: 'it has neither purchases nor ratings.',
    'zh-CN': '没有购买事件，也没有评分。',
  },
  'recommend.lacks.hours': { en: 'its times have no hours.', 'zh-CN': '时间没有精确到小时。' },
  'recommend.lacks.place': {
    en: 'it says no region, country or city.',
    'zh-CN': '没有地区、国家或城市字段。',
  },
  'recommend.allowed.by': {
    en: 'groups only with the method popular',
    'zh-CN': '仅热门商品（popular）支持分组',
  },
  'recommend.allowed.one': { en: 'a user or an item, not both', 'zh-CN': '用户与商品只能指定其一' },
  'recommend.allowed.weights': { en: 'at least one weight above 0', 'zh-CN': '至少一个权重大于 0' },

  'recommend.parameter.method': { en: 'Method', 'zh-CN': '方法' },
  'recommend.parameter.user': { en: 'For user', 'zh-CN': '目标用户' },
  'recommend.parameter.item': { en: 'Like item', 'zh-CN': '目标商品' },
  'recommend.parameter.by': { en: 'Within each', 'zh-CN': '分组' },
  'recommend.parameter.k': { en: 'Length of the list', 'zh-CN': '列表长度' },
  'recommend.parameter.neighbours': { en: 'Neighbours that count', 'zh-CN': '计入的近邻数' },
  'recommend.parameter.shrinkage': {
    en: 'Shrinkage (0: plain cosine)',
    'zh-CN': '收缩系数（0 为普通余弦）',
  },
  'recommend.parameter.weight_view': { en: 'Weight of a view', 'zh-CN': '浏览权重' },
  'recommend.parameter.weight_fav': { en: 'Weight of a favourite', 'zh-CN': '收藏权重' },
  'recommend.parameter.weight_cart': { en: 'Weight of a cart', 'zh-CN': '加购权重' },
  'recommend.parameter.weight_purchase': { en: 'Weight of a purchase', 'zh-CN': '购买权重' },
  'recommend.parameter.weight_rate': {
    en: 'Weight of a point of a rating',
    'zh-CN': '评分每分权重',
  },
  'recommend.parameter.half_life_days': { en: 'Half-life in days', 'zh-CN': '半衰期（天）' },
  'recommend.parameter.max_items': {
    en: 'Compare users of at most so many items',
    'zh-CN': '参与比较的用户最多商品数',
  },
  'recommend.parameter.sample': { en: 'Users tested', 'zh-CN': '评估用户数' },

  'recommend.method.item_item': { en: 'Items alike', 'zh-CN': '相似商品' },
  'recommend.method.user_user': { en: 'Users alike', 'zh-CN': '相似用户' },
  'recommend.method.popular': { en: 'Popular', 'zh-CN': '热门' },
  'recommend.method.trending': { en: 'Trending', 'zh-CN': '上升' },
  'recommend.method.evaluation': { en: 'Test all of them', 'zh-CN': '离线评估' },
  'recommend.by.hour': { en: 'hour', 'zh-CN': '小时' },
  'recommend.by.place': { en: 'place', 'zh-CN': '地区' },
  'recommend.by_each.category': { en: 'category', 'zh-CN': '类目' },
  'recommend.by_each.hour': { en: 'hour of the day', 'zh-CN': '小时' },
  'recommend.by_each.place': { en: 'place', 'zh-CN': '地区' },

  'recommend.text.weights': {
    en: 'Each event weighs: a view {view}, a favourite {fav}, a cart {cart}, a purchase {purchase}; the weights of a user for an item add up.',
    'zh-CN':
      '每个事件的权重：浏览 {view}、收藏 {fav}、加购 {cart}、购买 {purchase}；同一用户对同一商品的权重相加。',
  },
  'recommend.text.ratings': {
    en: 'A rating weighs its points × {rate}; what a user has rated counts as purchased.',
    'zh-CN': '评分的权重为分值 × {rate}；用户评过分的商品视同已购买。',
  },
  'recommend.text.ratings.mean': {
    en: 'Several ratings of one item by one user count as their mean.',
    'zh-CN': '同一用户对同一商品的多次评分取平均值。',
  },
  'recommend.text.cosine': {
    en: 'Similarity is the cosine of these weights.',
    'zh-CN': '相似度为权重向量的余弦。',
  },
  'recommend.text.shrunk': {
    en: 'Similarity is the cosine of these weights × n ÷ (n + {shrinkage}), where n is how many they have in common.',
    'zh-CN': '相似度＝权重向量的余弦 × n ÷ (n + {shrinkage})，n 为共有的数量。',
  },
  'recommend.text.compared': {
    en: 'Compared: {users} users, {items} items, {pairs} pairs of both.',
    'zh-CN': '参与比较：{users} 个用户、{items} 个商品、{pairs} 个用户–商品对。',
  },
  'recommend.text.left_out': {
    en: 'Users with more than {items} items are not compared: {users}.',
    'zh-CN': '商品数超过 {items} 的用户不参与比较：{users} 个。',
  },
  'recommend.text.items': {
    en: 'Of every item the {k} nearest; first come those that most users share.',
    'zh-CN': '列出每个商品最相似的 {k} 个商品，共同用户多的在前。',
  },
  'recommend.text.item': {
    en: 'The {k} items nearest to {item}.',
    'zh-CN': '与 {item} 最相似的 {k} 个商品。',
  },
  'recommend.text.user': {
    en: 'The score of an item is the sum of similarity × weight over the items of user {user}, each with its {neighbours} nearest; the reason is the item that brings most of it. What the user has purchased is left out.',
    'zh-CN':
      '商品得分为用户 {user} 已有各商品（各取最近的 {neighbours} 个）的相似度 × 权重之和；推荐理由为贡献最大的商品。已购买的商品不再推荐。',
  },
  'recommend.text.user_user': {
    en: 'The score of an item is the sum of similarity × weight over the {neighbours} users nearest to user {user}; the reason is the item of the user that brings most of it. What the user has purchased is left out.',
    'zh-CN':
      '商品得分为与用户 {user} 最相似的 {neighbours} 个用户的相似度 × 权重之和；推荐理由为该用户贡献最大的商品。已购买的商品不再推荐。',
  },
  'recommend.text.popular': {
    en: 'The {k} items with the highest sum of weights.',
    'zh-CN': '权重之和最高的 {k} 个商品。',
  },
  'recommend.text.popular_by': {
    en: 'Within each {by} the {k} items with the highest sum of weights.',
    'zh-CN': '按{by}分组，各取权重之和最高的 {k} 个商品。',
  },
  'recommend.text.trending': {
    en: 'The {k} items with the highest sum of weights that halve every {days} days before the last one.',
    'zh-CN': '权重随时间衰减（距最后一天每 {days} 天减半），取总和最高的 {k} 个商品。',
  },
  'recommend.text.unbought': {
    en: 'What the user has purchased is left out.',
    'zh-CN': '用户已购买的商品不再推荐。',
  },
  'recommend.text.evaluation': {
    en: 'From each of {tests} users the item of the last purchase is taken out with all that they did with it, and up to {k} items that they have not purchased are recommended from the rest. Hit rate: users whose list has the item, with Wilson’s interval of 95 % for all users of whom these were drawn. NDCG: 1 ÷ log₂(rank + 1), 0 where it is not in the list. Coverage: share of all items that were recommended to anybody. Users are drawn by a hash where there are more; others’ events after that purchase are known to all methods alike.',
    'zh-CN':
      '对 {tests} 个用户，移除其最后一次购买的商品及相关行为，再用其余数据为其推荐最多 {k} 个未购买的商品。命中率：列表含该商品的用户占比，附全体用户的 95% 威尔逊区间。NDCG：1 ÷ log₂(名次 + 1)，不在列表中为 0。覆盖率：被推荐过的商品占全部商品之比。用户更多时按哈希抽取；各方法均可使用他人在此之后的事件。',
  },

  'recommend.audit.join': {
    en: 'weights counted day by day, similarities by joining the pairs with themselves in SQL',
    'zh-CN': '按天累计权重，并在 SQL 中用自连接计算相似度',
  },
  'recommend.audit.events': { en: 'counted from single events', 'zh-CN': '由逐条事件统计' },
  'recommend.audit.lists': {
    en: 'every list made again by SQL alone',
    'zh-CN': '仅用 SQL 重新生成每个推荐列表',
  },

  'recommend.chart.because': { en: 'because of {item}', 'zh-CN': '因为 {item}' },
  'recommend.chart.share': { en: 'because of {item} ({share})', 'zh-CN': '因为 {item}（{share}）' },
  'recommend.chart.alike': {
    en: 'users alike: {users}, because of {item}',
    'zh-CN': '{users} 个相似用户，因为 {item}',
  },
  'recommend.chart.list': {
    en: '{n} recommended items with the reason for each. First: {first}, {reason}.',
    'zh-CN': '{n} 个推荐商品及理由。第一个：{first}，{reason}。',
  },
  'recommend.chart.neighbours': {
    en: 'The {n} nearest items by similarity. Nearest: {first}, {similarity}.',
    'zh-CN': '最相似的 {n} 个商品。最近：{first}，{similarity}。',
  },
  'recommend.chart.network': {
    en: 'Network of items alike: {n} ties, the thicker the more similar.',
    'zh-CN': '相似商品网络：{n} 条连线，越粗越相似。',
  },
  'recommend.chart.tied': {
    en: '{item}\nTied to {n} items here, similarity up to {similarity}',
    'zh-CN': '{item}\n图中与 {n} 个商品相连，最高相似度 {similarity}',
  },
  'recommend.chart.popular': {
    en: 'The first {n} items by score. First: {first}, {score}.',
    'zh-CN': '得分最高的 {n} 个商品。第一：{first}，{score}。',
  },
  'recommend.chart.evaluation': {
    en: 'Hit rate, NDCG and coverage of each method at {k}. Best hit rate: {best}, {rate}, against {popular} of popularity.',
    'zh-CN':
      '各方法在前 {k} 个中的命中率、NDCG 与覆盖率。命中率最高：{best}，{rate}；热门为 {popular}。',
  },
  'recommend.chart.popular_short': { en: 'popularity', 'zh-CN': '热门基准' },

  'column.similarity': { en: 'Similarity', 'zh-CN': '相似度' },
  'column.neighbour_id': { en: 'Neighbour', 'zh-CN': '相似商品' },
  'column.because_item_id': { en: 'Because of', 'zh-CN': '推荐理由' },
  'column.because_share': { en: 'Of the score', 'zh-CN': '占得分' },
  'column.item_users': { en: 'Users of the item', 'zh-CN': '该商品用户数' },
  'column.popular_rank': { en: 'Rank by popularity', 'zh-CN': '热门排名' },
  'column.hit_rate': { en: 'Hit rate', 'zh-CN': '命中率' },
  'column.hit_rate_low': { en: 'Hit rate, low', 'zh-CN': '命中率下限' },
  'column.hit_rate_high': { en: 'Hit rate, high', 'zh-CN': '命中率上限' },
  'column.hits': { en: 'Hits', 'zh-CN': '命中数' },
  'column.ndcg': { en: 'NDCG', 'zh-CN': 'NDCG' },
  'column.coverage': { en: 'Coverage', 'zh-CN': '覆盖率' },
  'column.against_popular': { en: 'Times popularity', 'zh-CN': '相对热门的倍数' },
  'column.method': { en: 'Method', 'zh-CN': '方法' },
  'recommend.column.k': { en: 'List length', 'zh-CN': '列表长度' },
  'column.score': { en: 'Score', 'zh-CN': '得分' },
});
