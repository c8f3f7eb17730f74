export { checkDefined, checkUnique } from './check-records.js';
export { compiled, loadDataSet, readDataVersion } from './data-set.js';
export { factColumns, validDays } from './fact-columns.js';
export {
  type CitationColumn,
  DataSet,
  FactColumns,
  factTables,
  ImportRun,
  importTable,
  Source,
  standingCheck,
} from './fact-entities.js';
export { openFactFolder, type FactFolder } from './fact-folder.js';
export {
  type Citation,
  citations,
  countryCode,
  countryPair,
  edtf,
  factFields,
  idOf,
  standing,
  translations,
} from './fact-schema.js';
export { digestFiles, FactError, readFacts, type Located, type Place } from './read-facts.js';
export { readTable, readYearSeries, type YearValue } from './read-table.js';
export { type Reference, type References } from './references.js';
export { findSources, sourceOf } from './source-of.js';
export { citationsOf, openSources, type SourceBook } from './sources.js';
