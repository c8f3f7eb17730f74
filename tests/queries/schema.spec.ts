import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Supergraph } from '@apollo/federation-internals';
import { buildASTSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse } from 'graphql';

const sdl = readFileSync(new URL('../../gateway/supergraph.graphql', import.meta.url), 'utf8');
const schema = Supergraph.build(sdl).schema.toAPISchema().toGraphQLJSSchema();

interface Described {
  readonly description?: string | null | undefined;
}

/** Everything a client can see by its path, with what is written about it. */
function* listElements(): Generator<[path: string, element: Described]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    yield [type.name, type];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field];
      for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name}:)`, argument];
    }
  }
}

describe('the graph’s schema', () => {
  it('says of every type, field, argument and value what it is', () => {
    const undescribed = [...listElements()]
      .filter(([, { description }]) => !description?.trim())
      .map(([path]) => path);
    expect(undescribed).toEqual([]);
  });

  it('lets a dead service take only its own fields along: what crosses a service line is nullable', () => {
    const supergraph = buildASTSchema(parse(sdl), { assumeValidSDL: true });
    const contributed = [
      'Country.projects',
      'Country.events',
      'Country.positions',
      'Country.claims',
      'BilateralRelation.projects',
      'BilateralRelation.temperature',
      'BilateralRelation.drivers',
      'Project.events',
      'Project.securityIncidents',
      'Event.relatedProjects',
    ];
    for (const path of contributed) {
      const [type = '', field = ''] = path.split('.');
      const owner = supergraph.getType(type);
      expect(isObjectType(owner) && String(owner.getFields()[field]?.type)).not.toMatch(/!$/);
    }
  });
});
