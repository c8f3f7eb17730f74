export { type Citation, citationSchema, edtf, factFields, standing } from './fact-schema.js';
export { type CitationColumn, DataSet, FactColumns, factTables, Source } from './fact-entities.js';
export { compiled, loadDataSet, readDataVersion } from './data-set.js';
export { digestFiles, FactError, readFacts, type Located } from './read-facts.js';
export { readTable, readYearSeries, type YearValue } from './read-table.js';
export { citationsOf, openSources, type SourceBook } from './sources.js';
