import { join } from 'node:path';
import { Lines } from './lines.mjs';
import { random, scramble } from './random.mjs';

const COMMA = 44;
const DASH = 45;
const START = Date.UTC(2019, 9, 1) / 1000;
const DAYS = 61;
const HEADER = Buffer.from(
  'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
);
const [VIEW, CART, PURCHASE] = ['view', 'cart', 'purchase'].map((word) => Buffer.from(word));
const BRANDS = [
  ...[
    'samsung',
    'apple',
    'xiaomi',
    'huawei',
    'oppo',
    'lg',
    'acer',
    'lenovo',
    'hp',
    'sony',
    'asus',
    'bosch',
  ],
  ...[
    'artel',
    'indesit',
    'respect',
    'cordiant',
    'casio',
    'midea',
    'tefal',
    'philips',
    'nokia',
    'vivo',
  ],
].map((name) => Buffer.from(name));
const PATHS = [
  'electronics.smartphone',
  'electronics.clocks',
  'computers.notebook',
  'electronics.audio.headphone',
  'appliances.kitchen.refrigerators',
  'appliances.environment.vacuum',
  'electronics.video.tv',
  'apparel.shoes',
  'appliances.kitchen.washer',
  'furniture.living_room.sofa',
  'auto.accessories.player',
  'kids.toys',
].map((path) => Buffer.from(path));

/** A session that is going on: its user, its number, the item looked at, events left. */
const start = (draw, number, users, items) => ({
  user: 512_000_000 + Math.floor(users * draw() ** 1.5),
  number,
  item: Math.floor(items * draw() ** 3),
  left: 1 + Math.floor(-4.1 * Math.log(1 - draw())),
  fresh: true,
  second: -1,
});

/**
 * Rows in the shape of REES46's monthly files: header, nine columns, by time, 19-digit categories, session UUIDs,
 * a third without category code, a seventh without brand. October and November 2019 in two files. `duplicates` and
 * `cut` are shares of extra lines whose exact counts come back; this shape has no window to be outside of.
 *
 * @returns what the files hold: lines, whole rows, repeated and cut lines.
 */
export function writeRees46({ folder, rows, seed = 1, duplicates = 0, cut = 0 }) {
  const paths = ['Oct', 'Nov'].map((month) => join(folder, `2019-${month}_${rows}.csv`));
  const draw = random(seed);
  const users = Math.max(100, Math.round(rows / 9));
  const items = Math.max(200, Math.min(200_000, Math.round(rows / 50)));
  const perSecond = rows / (DAYS * 86400);
  const atOnce = Math.max(8, Math.round(perSecond * 60));
  let sessions = 0;
  const active = Array.from({ length: atOnce }, () => start(draw, sessions++, users, items));
  let day = -1;
  let date = Buffer.alloc(0);
  let lines = new Lines(paths[0]);
  lines.text(HEADER).end();
  let repeated = 0;
  let broken = 0;
  const spoils = duplicates + cut > 0;

  for (let row = 0; row < rows; row++) {
    const second = Math.floor((row / rows) * DAYS * 86400);
    const today = Math.floor(second / 86400);
    if (today !== day) {
      day = today;
      date = Buffer.from(new Date((START + day * 86400) * 1000).toISOString().slice(0, 10));
      if (day === 31) {
        lines.close();
        lines = new Lines(paths[1]);
        lines.text(HEADER).end();
      }
    }
    // One event of a session a second: no two rows are equal unless they are repeated on purpose.
    let place = Math.floor(draw() * atOnce);
    while (active[place].second === second) place = (place + 1) % atOnce;
    const session = active[place];
    session.second = second;
    const chance = draw();
    const type = session.fresh || chance < 0.945 ? VIEW : chance < 0.972 ? CART : PURCHASE;
    if (type === VIEW && draw() < 0.7) session.item = Math.floor(items * draw() ** 3);
    writeRow(lines, date, second % 86400, type, session);
    if (spoils && draw() < duplicates) {
      writeRow(lines, date, second % 86400, type, session);
      repeated++;
    }
    if (spoils && draw() < cut) {
      lines.text(date).byte(32).text(NOON).text(UTC).text(VIEW).byte(COMMA).integer(row).end();
      broken++;
    }
    session.fresh = false;
    if (--session.left === 0) active[place] = start(draw, sessions++, users, items);
  }
  lines.close();
  const written = rows + repeated + broken;
  return { paths, lines: written, good: rows, repeated, cut: broken, outside: 0 };
}

function writeRow(lines, date, second, type, { user, number, item }) {
  const kind = scramble(item);
  const category = kind % 300;
  lines
    .text(date)
    .byte(32)
    .padded(Math.floor(second / 3600), 2)
    .byte(58);
  lines
    .padded(Math.floor(second / 60) % 60, 2)
    .byte(58)
    .padded(second % 60, 2);
  lines
    .text(UTC)
    .text(type)
    .byte(COMMA)
    .integer(1_000_000 + item * 37)
    .byte(COMMA);
  lines
    .integer(20_530_135)
    .padded(scramble(category) % 1e6, 6)
    .padded(category, 5)
    .byte(COMMA);
  if (category % 3 !== 0) lines.text(PATHS[category % PATHS.length]);
  lines.byte(COMMA);
  if (kind % 7 !== 0) lines.text(BRANDS[(kind >>> 8) % BRANDS.length]);
  lines
    .byte(COMMA)
    .integer(1 + (kind % 1500))
    .byte(46)
    .padded(kind % 100, 2)
    .byte(COMMA);
  lines.integer(user).byte(COMMA);
  uuid(lines, number);
  lines.end();
}

const UTC = Buffer.from(' UTC,');
const NOON = Buffer.from('12:00:00');

/** The session's number scrambled into a UUID of version 4. */
function uuid(lines, number) {
  const second = scramble(number + 1);
  const third = scramble(number ^ 0x5bd1e995);
  lines
    .hex(scramble(number))
    .byte(DASH)
    .padded(second % 10_000, 4)
    .byte(DASH);
  lines
    .byte(52)
    .padded(third % 1000, 3)
    .byte(DASH)
    .byte(97)
    .padded((second >>> 8) % 1000, 3);
  lines
    .byte(DASH)
    .padded(number % 10_000, 4)
    .hex(third);
}
