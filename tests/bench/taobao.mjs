import { join } from 'node:path';
import { Lines } from './lines.mjs';
import { random, scramble } from './random.mjs';

/** 2017-11-25 00:00 in Asia/Shanghai, and nine days. */
const START = 1511539200;
const SPAN = 9 * 86400;
const GAP = 1800;
const COMMA = 44;
const [PV, CART, FAV, BUY] = ['pv', 'cart', 'fav', 'buy'].map((word) => Buffer.from(word));
const KEPT = 4096;
/** None of the others has this number. */
const HOT_USER = 1_018_020;

/**
 * Rows in the shape of Taobao's UserBehavior: no header, users one after the other as in the real file, about 101
 * rows and 17 sessions a user, the real shares of the four behaviours, skewed items and categories.
 * `duplicates`, `cut` and `outside` are shares of extra lines whose exact counts come back. `hot` is the share of the
 * rows that are one user's, strewn over the file, and of the others' rows the share that are one item's. `items` and
 * `sessions`, the mean of a user, can be others than the real file's.
 *
 * @returns what the file holds: lines, whole rows in the window, repeated, cut and out-of-window lines.
 */
export function writeTaobao({
  folder,
  rows,
  seed = 1,
  duplicates = 0,
  cut = 0,
  outside = 0,
  hot = 0,
  items = Math.max(1000, Math.round(Math.min(4_162_024, rows / 10))),
  sessions: mean = 17,
}) {
  const path = join(folder, `UserBehavior_${rows}${hot > 0 ? '_skewed' : ''}.csv`);
  const lines = new Lines(path);
  const draw = random(seed);
  const categories = Math.max(50, Math.round(Math.min(9439, rows / 100)));
  const kept = [];
  const counts = { lines: 0, good: 0, repeated: 0, cut: 0, outside: 0 };

  const write = (user, item, type, time) => {
    const category =
      scramble(Math.floor(categories * (scramble(item) / 4294967296) ** 2)) % 5_161_669;
    const word = type < 0.8958 ? PV : type < 0.951 ? CART : type < 0.9799 ? FAV : BUY;
    lines.integer(user).byte(COMMA).integer(item).byte(COMMA).integer(category).byte(COMMA);
    lines.text(word).byte(COMMA).integer(time).end();
    counts.lines++;
  };
  /** Lines that must not become rows, strewn over the file. */
  const spoil = () => {
    if (draw() < duplicates && kept.length > 0) {
      write(...kept[Math.floor(draw() * kept.length)]);
      counts.repeated++;
    }
    if (draw() < outside) {
      write(1 + Math.floor(draw() * 1_018_011), 1, 0, START - 1 - Math.floor(draw() * 1e6));
      counts.outside++;
    }
    if (draw() < cut) {
      lines
        .integer(Math.floor(draw() * 1e6))
        .byte(COMMA)
        .integer(7)
        .end();
      counts.lines++;
      counts.cut++;
    }
  };
  const spoils = duplicates + cut + outside > 0;
  const hotRows = Math.round(rows * hot);
  let written = 0;
  /** As many of the hot user's rows as are due beside the others': no two are equal. */
  const heat = () => {
    while (written * (rows - hotRows) < hotRows * (counts.good - written) && written < hotRows) {
      const time = START + Math.floor((written / hotRows) * SPAN);
      write(HOT_USER, 1 + ((written * 7919) % items), draw(), time);
      written++;
      counts.good++;
    }
  };

  for (let number = 1; counts.good < rows; number++) {
    const user = (number * 648_391) % 1_018_019;
    const sessions = 1 + Math.floor(-mean * Math.log(1 - draw() * 0.999));
    let clock = START;
    for (let session = 0; session < sessions && counts.good < rows; session++) {
      const left = START + SPAN - clock;
      clock += GAP + 1 + Math.floor(((2 * left) / (sessions - session + 1)) * draw());
      const events = 1 + Math.floor(-5.4 * Math.log(1 - draw()));
      let item = 1 + Math.floor(items * draw() ** 2);
      for (let event = 0; event < events && counts.good < rows; event++) {
        if (clock >= START + SPAN) break;
        if (draw() < 0.8) item = 1 + Math.floor(items * draw() ** 2);
        if (hot > 0 && draw() < hot) item = 1;
        const type = draw();
        write(user, item, type, clock);
        counts.good++;
        if (hot > 0) heat();
        if (spoils) {
          kept[counts.good % KEPT] = [user, item, type, clock];
          spoil();
        }
        clock += 1 + Math.floor(-70 * Math.log(1 - draw()));
      }
    }
  }
  lines.close();
  return { paths: [path], ...counts };
}
