import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field of an answer: everything the operation selects under one response key, merged. */
export interface ShapeField {
  readonly key: string;
  /** Under which fetches bring it. */
  readonly dataKey: string;
  readonly name: string;
  /** Undefined for `__typename`. */
  readonly type: GraphQLOutputType | undefined;
  readonly nodes: readonly FieldNode[];
  /** Of a composite type: what is selected of its objects. */
  readonly selection: Selection | undefined;
  readonly isIntrospection: boolean;
}

/** What an operation selects of objects of one type. */
export interface ObjectShape {
  readonly type: GraphQLCompositeType;
  readonly fields: readonly ShapeField[];
}

/** The schema and operation that a shape is of, with conditions on variables decided. */
export interface ShapeSource {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** The key under which fetches bring a field, where it is not its response key. */
  readonly dataKeyOf?: ((field: FieldNode) => string) | undefined;
}

function isIncluded({ directives }: SelectionNode, conditions: ShapeSource['conditions']): boolean {
  for (const { name, arguments: args } of directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = args?.[0]?.value;
    const condition =
      value?.kind === Kind.VARIABLE
        ? conditions.get(value.name.value)
        : value?.kind === Kind.BOOLEAN && value.value;
    if ((condition === true) === (name.value === 'skip')) return false;
  }
  return true;
}

function applies(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && 'getFields' in type && schema.isSubType(wanted, type);
}

function collect(
  source: ShapeSource,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, FieldNode[]> {
  const nodes = new Map<string, FieldNode[]>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, source.conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const others = nodes.get(key);
        if (others) others.push(selection);
        else nodes.set(key, [selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : source.fragments.get(selection.name.value);
      if (fragment && applies(fragment.typeCondition?.name.value, type, source.schema))
        visit(fragment.selectionSet);
    }
  };
  sets.forEach(visit);
  return nodes;
}

/** Selection sets over one field, read per type of the objects that come, once each. */
export class Selection {
  private readonly isRoot: boolean;
  private readonly shapes = new Map<string, ObjectShape>();

  constructor(
    private readonly source: ShapeSource,
    readonly declared: GraphQLCompositeType,
    private readonly sets: readonly SelectionSetNode[],
  ) {
    // A subgraph may call its root types otherwise than the supergraph does.
    const { schema } = source;
    this.isRoot = declared === schema.getQueryType() || declared === schema.getMutationType();
  }

  /**
   * What is selected of an object.
   * @param typename its `__typename`, if it came with one; of an interface object it may be the interface's
   * @returns undefined for what is no name of a type that can be here
   */
  shapeOf(typename: unknown): ObjectShape | undefined {
    const name = typename === undefined || typename === '' || this.isRoot ? this.declared.name : typename;
    if (typeof name !== 'string') return undefined;
    const known = this.shapes.get(name);
    if (known) return known;
    const type = this.source.schema.getType(name);
    if (!isCompositeType(type) || !applies(this.declared.name, type, this.source.schema)) return undefined;
    const shape: ObjectShape = { type, fields: this.readFields(type) };
    this.shapes.set(name, shape);
    return shape;
  }

  private readFields(type: GraphQLCompositeType): ShapeField[] {
    const { source } = this;
    const fields: ShapeField[] = [];
    for (const [key, nodes] of collect(source, type, this.sets)) {
      const name = (nodes[0] as FieldNode).name.value;
      const isIntrospection = name === '__schema' || name === '__type';
      const definition = isIntrospection ? undefined : this.findField(name, type);
      if (!definition && name !== '__typename' && !isIntrospection) continue;
      const named = definition && getNamedType(definition);
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      const selection = isCompositeType(named) ? new Selection(source, named, inner) : undefined;
      const dataKey = source.dataKeyOf?.(nodes[0] as FieldNode) ?? key;
      fields.push({ key, dataKey, name, type: definition, nodes, selection, isIntrospection });
    }
    return fields;
  }

  /** The field's type; of an object that is not of the declared type, what the operation took the field for. */
  private findField(name: string, type: GraphQLCompositeType): GraphQLOutputType | undefined {
    const owner = 'getFields' in type ? type : this.declared;
    return 'getFields' in owner ? owner.getFields()[name]?.type : undefined;
  }
}

export const isObjectShape = ({ type }: ObjectShape) => isObjectType(type);
