import type { CountriesContext } from '../context.js';
import type { Border } from '../rows.js';

export const border = {
  countries: ({ a, b }: Border, _: unknown, { loaders }: CountriesContext) => [
    loaders.country.load(a),
    loaders.country.load(b),
  ],
};
