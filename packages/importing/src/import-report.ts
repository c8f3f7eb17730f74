/** What became of the rows of an import. */
export interface ImportReport {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/**
 * A report whose sum is right: every row that was read was created, updated, unchanged or rejected.
 * @throws Error when rows are lost or counted twice
 */
export function importReport(report: ImportReport): ImportReport {
  const { read, created, updated, unchanged, rejected } = report;
  if (read !== created + updated + unchanged + rejected) {
    throw new Error(
      `The import's counts do not add up: ${read} read, but ${created} created, ${updated} updated, ` +
        `${unchanged} unchanged and ${rejected} rejected`,
    );
  }
  return report;
}

/** The report of several files or data sets together. */
export function sumReports(reports: readonly ImportReport[]): ImportReport {
  const sum = (key: keyof ImportReport) => reports.reduce((total, report) => total + report[key], 0);
  return importReport({
    read: sum('read'),
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    rejected: sum('rejected'),
  });
}
