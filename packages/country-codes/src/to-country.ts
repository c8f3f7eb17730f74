/** A reference to a country, which the countries service describes; null for a column that is empty. */
export const toCountry = <Code extends string | null | undefined>(iso3: Code) =>
  (iso3 ? { __typename: 'Country', iso3 } : null) as Code extends string
    ? { readonly __typename: 'Country'; readonly iso3: string }
    : { readonly __typename: 'Country'; readonly iso3: string } | null;
