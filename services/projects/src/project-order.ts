/** How projects are ordered, for whoever reads cursors. */
export { projectKeyOf, projectOrder } from './stores/projects.js';
export { transactionOrder } from './stores/transactions.js';
