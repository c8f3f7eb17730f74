import {
  isInterfaceType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { SupergraphFacts } from '../planner/planner.js';

/** The key of an entity type, and the names its fields have in an answer; both in the key's order. */
export interface EntityKey {
  readonly typeName: string;
  readonly fields: readonly string[];
  readonly responseNames: readonly string[];
}

/** Of a union or interface with more entity types than this no keys are asked for: planning and fetching them all costs. */
const mostTypesAtOnePlace = 30;

/** Which keys one document asks for, and where. */
export class EntityKeys {
  readonly #byType = new Map<string, EntityKey>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly known: SupergraphFacts['entityKeys'],
    prefix: string,
  ) {
    for (const [index, [typeName, fields]] of Object.entries(known).entries()) {
      const type = schema.getType(typeName);
      if (!isObjectType(type) || fields.length === 0) continue;
      const visible = type.getFields();
      // A key field that clients may not see cannot be asked for either.
      if (!fields.every((field) => Object.hasOwn(visible, field))) continue;
      const responseNames = fields.map((_, position) => `${prefix}${index}_${position}`);
      this.#byType.set(typeName, { typeName, fields, responseNames });
    }
  }

  /**
   * The keys asked for where a field has this type. None at an interface that is an entity itself: where a subgraph
   * knows only the interface, telling its objects' types could take a fetch that the client did not ask for, or fail.
   */
  askedAt(type: GraphQLCompositeType): readonly EntityKey[] {
    if (isInterfaceType(type) && Object.hasOwn(this.known, type.name)) return [];
    const keys = this.possibleTypes(type).flatMap(({ name }) => this.#byType.get(name) ?? []);
    return keys.length > mostTypesAtOnePlace ? [] : keys;
  }

  possibleTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
  }
}
