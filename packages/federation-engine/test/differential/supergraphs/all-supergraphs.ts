import { animals } from './animals.js';
import { catalog } from './catalog.js';
import { courses } from './courses.js';
import { grids } from './grids.js';
import { hidden } from './hidden.js';
import { media } from './media.js';
import { names } from './names.js';
import { nodes } from './nodes.js';
import { orders } from './orders.js';
import { parcels } from './parcels.js';
import { publishing } from './publishing.js';
import { shop } from './shop.js';
import type { SupergraphSource } from './supergraph-source.js';
import { values } from './values.js';

export const allSupergraphs: readonly SupergraphSource[] = [
  shop,
  catalog,
  publishing,
  values,
  animals,
  media,
  parcels,
  courses,
  hidden,
  names,
  orders,
  grids,
  nodes,
];
