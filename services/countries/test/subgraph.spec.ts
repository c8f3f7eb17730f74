import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { buildASTSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, Kind } from 'graphql';
import { countries } from '../src/index.js';

let service: TestService;
beforeAll(async () => void (service = await openTestService(countries)));
afterAll(() => service.close());

describe('other services', () => {
  const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    __typename ... on Country { iso3 name } ... on BilateralRelation { id a { iso3 } b { iso3 } }
    ... on Person { id } ... on Grouping { id } ... on PartnershipTier { id } } }`;

  test('refer to countries by any of the four keys', async () => {
    const representations = [
      { iso3: 'PAK' },
      { id: 'CHN' },
      { iso2: 'US' },
      { isoNumeric: '004' },
      { iso3: 'XKX' },
    ].map((key) => ({ __typename: 'Country', ...key }));
    service.clearStatements();
    const { data, errors } = await service.execute(entities, { representations });
    expect(errors).toBeUndefined();
    expect(data._entities.map((found: { iso3: string } | null) => found?.iso3)).toEqual([
      'PAK',
      'CHN',
      'USA',
      'AFG',
      undefined,
    ]);
    expect(service.statements).toHaveLength(1);
  });

  test('refer to relations by the sorted pair and nothing else', async () => {
    const ids = ['CHN-PAK', 'AND-NRU', 'PAK-CHN', 'PAK-PAK', 'chn-pak', 'CHN-XXX', 'CHN', 'CHN-PAK-USA', ''];
    const representations = ids.map((id) => ({ __typename: 'BilateralRelation', id }));
    const { data } = await service.execute(entities, { representations });
    expect(data._entities.map((found: { id: string } | null) => found?.id)).toEqual([
      'CHN-PAK',
      'AND-NRU',
      ...Array(7).fill(undefined),
    ]);
    expect(data._entities[1]).toMatchObject({ a: { iso3: 'AND' }, b: { iso3: 'NRU' } });
  });

  test('refer to people, groupings and tiers by id, and get null for what is not there', async () => {
    const representations = [
      { __typename: 'Person', id: 'person:wang-yi' },
      { __typename: 'Grouping', id: 'grouping:sco' },
      { __typename: 'PartnershipTier', id: 'tier:chn-all-weather' },
      { __typename: 'Person', id: 'person:nobody' },
      { __typename: 'Person', id: '\u0000' },
    ];
    const { data, errors } = await service.execute(entities, { representations });
    expect(errors).toBeUndefined();
    expect(data._entities.map((found: { id: string } | null) => found?.id)).toEqual([
      'person:wang-yi',
      'grouping:sco',
      'tier:chn-all-weather',
      undefined,
      undefined,
    ]);
  });
});

describe('a fan-out', () => {
  const countStatements = async (query: string) => {
    service.clearStatements();
    const { errors } = await service.execute(query);
    expect(errors).toBeUndefined();
    return service.statements.length;
  };
  const relations = (first: number) => `{ countries(first: ${first}) { nodes { name relations(first: 3) {
    totalCount nodes { id a { name } b { name } sharedBorder { lengthKm } partnership { label tier { rank } citations { source { title } } } } } } } }`;
  const everything = (first: number) => `{ countries(first: ${first}) { nodes {
    borders { countries { name } citations { source { title } } } bordersWith(code: "CHN") { lengthKm }
    memberships(asOf: "2026-01-05") { grouping { name } citations { source { title } } }
    officeTerms(asOf: "2026-01-05") { person { name terms { title } } }
    indicator(code: "SP.POP.TOTL", from: 2020) { points { value citations { source { title } } } }
    latest(codes: ["SP.POP.TOTL", "NY.GDP.MKTP.CD"]) { value } doctrines { scope { name } } } } }`;

  test('over 50 countries with their relations costs as many statements as over 10', async () => {
    const few = await countStatements(relations(10));
    expect(await countStatements(relations(50))).toBe(few);
    expect(few).toBeLessThanOrEqual(8);
  });

  test('over 100 countries with everything else costs as many statements as over 60', async () => {
    const few = await countStatements(everything(60));
    expect(await countStatements(everything(100))).toBe(few);
    expect(few).toBeLessThanOrEqual(17);
  });

  test('does not count a list unless the total is asked for', async () => {
    await countStatements('{ countries(first: 5) { nodes { relations(first: 3) { nodes { id } } } } }');
    expect(service.statements.join()).not.toMatch('count(*)');
  });
});

describe('the schema', () => {
  test('describes every type, field, argument and value ', () => {
    const schema = buildASTSchema(countries.typeDefs, { assumeValid: true, assumeValidSDL: true });
    const missing: string[] = [];
    const check = (name: string, { description }: { description?: string | null }) => {
      if (!description) missing.push(name);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (!type.astNode || type.astNode.kind === Kind.SCALAR_TYPE_DEFINITION) continue;
      check(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        if ('args' in field)
          for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
    }
    expect(missing).toEqual([]);
    expect(schema.getType('OfficeTerm')?.description).toMatch(/office/);
  });
});
