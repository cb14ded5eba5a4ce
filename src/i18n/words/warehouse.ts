import { words } from '../words.ts';

export const warehouse = words({
  'error.all-rejected': {
    en: 'None of the {rows|record|records} in {file} could be kept; the first was rejected as “{reason}”: {line}. Check which column is which, the time format and zone, and the rules for the period and for prices.',
    'zh-CN':
      '“{file}”中的 {rows} 条记录全部被拒绝；第一条因“{reason}”被拒：{line}。请检查列的对应关系、时间格式与时区，以及时间范围和价格规则。',
  },
  'error.storage-small': {
    en: 'This needs about {needed} MB of storage, and the browser gives this page {free} MB more. A sample of 1 in {one_in} users would fit. Or delete data sets that you no longer need, keep it in memory, or free space on the disk.',
    'zh-CN':
      '约需 {needed} MB 存储空间，而浏览器只能再提供 {free} MB。可按用户抽样，每 {one_in} 人取 1 人即可放下；也可删除不再需要的数据集、改为仅保存在内存中，或清理磁盘。',
  },
  'error.storage-small-any': {
    en: 'This needs about {needed} MB of storage, and the browser gives this page {free} MB more. Delete data sets that you no longer need, keep it in memory, or free space on the disk.',
    'zh-CN':
      '约需 {needed} MB 存储空间，而浏览器只能再提供 {free} MB。请删除不再需要的数据集、改为仅保存在内存中，或清理磁盘。',
  },
  'error.sample-empty': {
    en: 'The sample is empty: the users drawn from {file} have no events, or the rules reject all of them. Draw a larger share of the users.',
    'zh-CN': '样本中没有事件：“{file}”中抽到的用户没有任何符合规则的记录。请提高抽样比例。',
  },
  'error.sample-without-users': {
    en: '{file} has no column that says who acted, so there are no users to take a sample of. Load all of it.',
    'zh-CN': '“{file}”中没有用户列，无法按用户抽样。请载入全部数据。',
  },
  'error.option-unknown': {
    en: '“{value}” is no value that {option} can have. Use {allowed}.',
    'zh-CN': '{option} 不能是“{value}”，请改用：{allowed}。',
  },
});
