import { words } from '../words.ts';

/** What is decided before a load, what does not fit, and what a sample says. */
export const loadPlan = words({
  'plan.title': { en: 'How it will be loaded', 'zh-CN': '载入方案' },
  'plan.storage': { en: 'Where', 'zh-CN': '保存位置' },
  'plan.storage.opfs': { en: 'On this machine', 'zh-CN': '本机' },
  'plan.storage.memory': { en: 'In memory', 'zh-CN': '内存' },
  'plan.why.kept': { en: 'so that it is there next time', 'zh-CN': '下次打开即可使用' },
  'plan.why.too-large': {
    en: 'too large for the memory of a tab',
    'zh-CN': '数据量超出标签页内存',
  },
  'plan.why.chosen': { en: 'as you chose; gone with the tab', 'zh-CN': '按您的选择，关闭即清除' },
  'plan.why.unavailable': {
    en: 'this browser keeps no files here',
    'zh-CN': '此浏览器无法在此保存文件',
  },
  'plan.rows': { en: 'Rows', 'zh-CN': '行数' },
  'plan.rows.of': { en: 'of {n} in the files', 'zh-CN': '文件共 {n} 行' },
  'plan.rows.columns': { en: '{n|column|columns}', 'zh-CN': '{n} 列' },
  'plan.time': { en: 'Time', 'zh-CN': '用时' },
  'plan.time.measured': { en: 'as the last loads here took', 'zh-CN': '按此前的载入速度估算' },
  'plan.time.usual': { en: 'on a usual machine', 'zh-CN': '按一般机器估算' },
  'plan.space': { en: 'Space', 'zh-CN': '空间' },
  'plan.space.free': { en: 'of {free} that can be used', 'zh-CN': '可用 {free}' },
  'plan.space.memory': {
    en: 'of {free} that a tab can count on',
    'zh-CN': '标签页约可用 {free}',
  },
  'plan.space.unknown': {
    en: 'the browser does not say how much is free',
    'zh-CN': '浏览器未提供可用空间',
  },
  'plan.work': { en: 'Work', 'zh-CN': '分工' },
  'plan.work.workers': { en: '{n|worker|workers}', 'zh-CN': '{n} 个线程' },
  'plan.work.slices': { en: '{n|slice|slices}', 'zh-CN': '{n} 个切片' },
  'plan.work.parts': { en: '{n|part|parts}', 'zh-CN': '{n} 个分区' },
  'plan.work.buckets': { en: '{n|bucket|buckets} each', 'zh-CN': '每区 {n} 个桶' },
  'plan.work.waiting': {
    en: 'about {size} of rows wait on disk meanwhile',
    'zh-CN': '期间约有 {size} 的行暂存在磁盘上',
  },
  'plan.work.waited': {
    en: '{size} of rows waited on disk meanwhile',
    'zh-CN': '期间有 {size} 的行暂存在磁盘上',
  },
  'plan.about': { en: 'about {value}', 'zh-CN': '约 {value}' },
  'plan.advanced': { en: 'Advanced', 'zh-CN': '高级选项' },
  'plan.auto': { en: 'as planned', 'zh-CN': '自动' },
  'plan.auto.n': { en: 'as planned ({n})', 'zh-CN': '自动（{n}）' },
  'plan.workers': { en: 'Workers', 'zh-CN': '线程数' },
  'plan.buckets': { en: 'Buckets of each part', 'zh-CN': '每个分区的桶数' },
  'plan.sample': { en: 'Users', 'zh-CN': '用户' },
  'plan.sample.all': { en: 'all users', 'zh-CN': '全部用户' },
  'plan.sample.one-in': { en: '1 in {n|user|users}', 'zh-CN': '每 {n} 人取 1 人' },
  'plan.sample.help': {
    en: 'A sample keeps whole users, drawn by a hash of their identifier: sessions, funnels and retention stay right within it. Every figure is then of the sample, and the page says so, with its error.',
    'zh-CN':
      '抽样以用户为单位，按用户标识的哈希抽取：会话、漏斗、留存在样本内依然准确。此后所有数字均为样本数字，页面会注明并给出误差。',
  },
  'plan.sample.nobody': {
    en: 'No column says who acted, so there are no users to take a sample of.',
    'zh-CN': '没有用户列，无法按用户抽样。',
  },
  'short.opfs': { en: 'The storage is too small', 'zh-CN': '存储空间不足' },
  'short.memory': { en: 'The memory is too small', 'zh-CN': '内存不足' },
  'short.opfs.text': {
    en: 'This load needs about {needed}, and the browser gives this page {given} more (it uses {used} of {quota}).',
    'zh-CN': '此次载入约需 {needed}，而浏览器只能再提供 {given}（已用 {used}，上限 {quota}）。',
  },
  'short.memory.text': {
    en: 'In memory this takes about {needed}, and a tab can count on {given}.',
    'zh-CN': '在内存中约需 {needed}，而一个标签页大约可用 {given}。',
  },
  'short.fits': { en: 'This would fit:', 'zh-CN': '可行的做法：' },
  'short.sample': {
    en: 'Load 1 in {n|user|users}: {size}',
    'zh-CN': '每 {n} 人取 1 人载入：{size}',
  },
  'short.to.memory': {
    en: 'Keep it in memory only: {size}',
    'zh-CN': '仅保存在内存：{size}',
  },
  'short.to.opfs': { en: 'Keep it on this machine: {size}', 'zh-CN': '保存到本机：{size}' },
  'short.delete': { en: 'Delete “{name}”: frees {size}', 'zh-CN': '删除“{name}”：释放 {size}' },
  'short.nothing': {
    en: 'No sample of users would fit either. Free space on the disk, or choose fewer files.',
    'zh-CN': '即使抽样也放不下。请清理磁盘，或减少文件。',
  },
  'short.anyway': { en: 'Go on anyway', 'zh-CN': '仍然继续' },
  'short.anyway.text': {
    en: 'Estimates err, so you can also go on: if space runs out, the load ends and what was there before stays whole.',
    'zh-CN': '估算可能有误，也可以继续：若空间用尽，载入会中止，原有数据保持完整。',
  },
  'sample.chip': { en: 'Sample: 1 in {n|user|users}', 'zh-CN': '样本：每 {n} 人取 1 人' },
  'sample.short': { en: '1 in {n|user|users}', 'zh-CN': '每 {n} 人取 1 人' },
  'sample.title': { en: 'Figures are of a sample', 'zh-CN': '数字来自样本' },
  'sample.text': {
    en: 'Only {users|user|users} of about {all} were loaded, each with everything they did. The page shows the figures of these users as they are. What they say of all users:',
    'zh-CN':
      '仅载入约 {all} 名用户中的 {users} 名，每人的行为完整保留。页面显示的是这些用户的数字；据此推算全部用户：',
  },
  'sample.figure': { en: 'Whole period', 'zh-CN': '整个时段' },
  'sample.value': { en: 'Sample', 'zh-CN': '样本' },
  'sample.estimate': { en: 'All users', 'zh-CN': '全部用户' },
  'sample.error': { en: 'Error', 'zh-CN': '误差' },
  'sample.error.text': {
    en: '± is the relative standard error: the truth is within twice that in 19 of 20 samples. Shorter periods and filters have fewer users and larger errors.',
    'zh-CN':
      '± 为相对标准误差：20 次抽样中约有 19 次真值落在两倍误差之内。时段越短、筛选越细，用户越少，误差越大。',
  },
  'sample.all': { en: 'Load all users', 'zh-CN': '载入全部用户' },
});
