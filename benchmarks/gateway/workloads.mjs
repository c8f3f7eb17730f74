/** The workloads by name. */
import { bookshop } from './workloads/bookshop.mjs';
import { coast } from './workloads/coast.mjs';

export const workloads = { coast, bookshop };
