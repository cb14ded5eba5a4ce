import { guard } from 'lit/directives/guard.js';
import { zones } from '../sources/index.ts';

/** Every time zone as an `<option>`, made without a template for each of the four hundred: that took 70 ms a list. */
export const zoneOptions = (chosen: string) =>
  guard([chosen], () => {
    const known = zones();
    const all = known.includes(chosen) ? known : [chosen, ...known];
    const options = document.createDocumentFragment();
    options.append(...all.map((zone) => new Option(zone, zone, false, zone === chosen)));
    return options;
  });
