export { openGraph, type OpenGraph } from './open-graph.js';
export { toAddress } from './to-address.js';
