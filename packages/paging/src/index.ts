export { toConnection, type Connection, type Edge } from './connection.js';
export { readFirst, readWindow, type CursorOrder, type SortKey, type Window } from './window.js';
