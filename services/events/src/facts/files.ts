const file = (name: string) => new URL(`../../data/${name}`, import.meta.url);

/** The fact files of this service, by what is in them. */
export const files = {
  cameoCodes: file('cameo-codes.csv'),
  ploverTypes: file('plover-types.csv'),
  events: file('events.json'),
  visits: file('visits.json'),
  sources: file('sources.json'),
  visitsSources: file('visits-sources.json'),
  statements: file('statements.json'),
  claims: file('claims.json'),
  positions: file('positions.json'),
  drivers: file('drivers.json'),
  issues: file('issues.json'),
  nonStateActors: file('non-state-actors.json'),
  votingAgreement: file('voting-agreement.csv'),
} as const;
