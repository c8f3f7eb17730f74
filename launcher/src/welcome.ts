/** What a newcomer sees when the graph answers. */
export const welcome = (url: string) => `
Corridor answers at ${url}
Open it in a browser for Apollo Sandbox, or ask from a terminal:

  curl ${url} --json '{"query":"{ country(code: \\"PK\\") { name capital borders { countries { name } lengthKm disputed } } }"}'
  curl ${url} --json '{"query":"{ project(acronym: \\"CPEC\\") { title children(first: 3) { totalCount nodes { title status } } } }"}'
  curl ${url} --json '{"query":"{ bilateralRelation(a: \\"CHN\\", b: \\"PAK\\") { partnership { label validFrom } temperature(interval: YEAR) { trend } } }"}'

More data: npm run import -- --all     Ctrl-C stops everything.
`;
