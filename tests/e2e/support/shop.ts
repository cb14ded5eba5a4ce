/** A small shop in Taobao's shape: eleven users over nine days; every figure of it can be counted by hand. */
const DAY = 86_400;
const FIRST = 1_511_539_200;

function* lines(): Generator<string> {
  for (let user = 1; user <= 11; user++) {
    for (let day = 0; day < 9; day += 1 + (user % 3)) {
      const time = FIRST + day * DAY + 3600 * ((user * 5 + day) % 24);
      const item = 1000 + ((user * 7 + day) % 13);
      const category = 10 + (item % 4);
      yield `${user},${item},${category},pv,${time}`;
      yield `${user},${item + 1},${category},pv,${time + 60}`;
      if (user % 2 === 0) yield `${user},${item},${category},cart,${time + 90}`;
      if (user % 5 === 0) yield `${user},${item},${category},fav,${time + 95}`;
      if (user % 4 === 0) yield `${user},${item},${category},buy,${time + 120}`;
    }
  }
}

const RECORDS = [...lines()];

export const SHOP = { name: 'UserBehavior.csv', content: `${RECORDS.join('\n')}\n` } as const;
export const SHOP_ROWS = RECORDS.length;
