export { readCatalog, type CatalogEntry, type CatalogFile } from './catalog.js';
export { ChecksumError } from './checksum.js';
export { DownloadError, type DownloadLimits } from './downloader.js';
export { FileError } from './file-error.js';
export { findInput, type InputOptions } from './find-input.js';
export { importReport, sumReports, type ImportReport } from './import-report.js';
export type { ImportContext, Importer } from './importer.js';
export { loadRows, type BatchCounts, type LoadOptions } from './load-rows.js';
export {
  MirrorError,
  openDataSet,
  type LocalFile,
  type OpenedDataSet,
  type OpenOptions,
  type OpenProgress,
} from './open-data-set.js';
export { openProgress, type Progress, type ProgressOptions, type ProgressStream } from './progress.js';
export type { ReadContext, SourceFile } from './read-bytes.js';
export {
  readCsv,
  type CsvFormat,
  type Parsed,
  type PartReject,
  type Rejection,
  type TableRow,
} from './read-csv.js';
export { MAX_LINE_CHARACTERS, readLineBlocks, readLines, withoutReturn, type Line } from './read-lines.js';
export { readStart, type FileStart } from './read-start.js';
export { readTable } from './read-table.js';
export { readXml, type XmlElement } from './read-xml.js';
export { openRejects, type Reject, type Rejects } from './rejects.js';
