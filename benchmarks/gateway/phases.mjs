/**
 * What runs beside what. A phase's variants run in one run of rounds, so that what the machine does meanwhile meets
 * all of them; with the subgraphs and the load no more than six processes live at once.
 */
export const phases = [
  { workload: 'coast', operations: ['dashboard', 'card'], variants: ['stock', 'ours', 'hive', 'bare'] },
  {
    workload: 'coast',
    operations: ['dashboard', 'card'],
    variants: ['stock', 'stockUndici', 'oursInApollo'],
  },
  { workload: 'coast', operations: ['dashboard'], variants: ['stock', 'oursFresh', 'oursInProcess'] },
  { workload: 'coast', operations: ['card'], variants: ['hello', 'oursCached'] },
  { workload: 'bookshop', operations: ['suite'], variants: ['stock', 'ours', 'oursAlone', 'hive'] },
  { workload: 'bookshop', operations: ['suite'], variants: ['stock', 'hiveSharing'] },
];
