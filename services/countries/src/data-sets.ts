/** The data set of imported World Bank statistics: its catalogue entry, and what its rows are marked with. */
export const importedStatistics = 'wdi';
