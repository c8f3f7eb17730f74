export { toConnection, type Connection, type Edge } from './connection.js';
export { readWindow, type SortKey, type Window } from './window.js';
