export { fold, foldAll } from './fold.js';
export { readWords } from './read-words.js';
export { findMatches, type TextFields, type TextMatch } from './find-matches.js';
export { withMatches } from './with-matches.js';
