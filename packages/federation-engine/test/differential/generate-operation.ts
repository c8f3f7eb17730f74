import {
  doTypesOverlap,
  getNamedType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  Kind,
  OperationTypeNode,
  parseType,
  print,
  visit,
} from 'graphql';
import type {
  ArgumentNode,
  ConstValueNode,
  DirectiveNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
  NameNode,
  SelectionNode,
  SelectionSetNode,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql';
import { inputLiteral, inputValue } from './input-values.js';
import { introspectionField } from './introspection-field.js';
import { SelectionScope } from './selection-scope.js';
import type { Tape } from './tape.js';

export interface GeneratedVariable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly hasDefault: boolean;
}

export interface GeneratedOperation {
  readonly document: DocumentNode;
  readonly variables: readonly GeneratedVariable[];
}

export interface OperationLimits {
  readonly maxDepth: number;
  /**
   * Names that are no aliases: plans fetch fields of these names unasked, and an alias would hide them. The engine's
   * planner renames such aliases before; here the plan comes straight from Apollo's.
   */
  readonly joiningFields: ReadonlySet<string>;
}

const NAMES = [
  'a',
  'b',
  'id',
  'name',
  '__proto__',
  'constructor',
  'toString',
  'data',
  '_',
  'valueOf',
  'title',
];
const VARIABLE_NAMES = ['constructor', '__proto__', 'toString', 'id', 'first'];

const named = (value: string): NameNode => ({ kind: Kind.NAME, value });

/** Makes operations that are valid for a schema, as the tape decides. */
class Generator {
  readonly fragments: FragmentDefinitionNode[] = [];
  readonly definitions: VariableDefinitionNode[] = [];
  readonly variables: GeneratedVariable[] = [];
  private readonly scopes = new Map<string, SelectionScope>();
  private readonly composites: readonly GraphQLCompositeType[];
  private budget = 26;
  private fragmentsBegun = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly tape: Tape,
    private readonly limits: OperationLimits,
  ) {
    this.composites = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
    );
  }

  selectionSet(type: GraphQLCompositeType, scope: SelectionScope, depth: number): SelectionSetNode {
    const selections: SelectionNode[] = [];
    const count = 1 + this.tape.choose(depth === 0 ? 3 : 5);
    for (let index = 0; index < count && (index === 0 || this.budget > 0); index++) {
      this.budget -= 1;
      selections.push(this.selection(type, scope, depth));
    }
    return { kind: Kind.SELECTION_SET, selections };
  }

  private selection(type: GraphQLCompositeType, scope: SelectionScope, depth: number): SelectionNode {
    const kind = this.tape.choose(100);
    if (depth < this.limits.maxDepth && this.budget > 0) {
      if (kind >= 88 || (isUnionType(type) && kind >= 15)) return this.inlineFragment(type, scope, depth);
      if (kind >= 78) return this.spread(type, scope, depth);
    }
    if (kind >= 70 || isUnionType(type)) return this.typename(scope);
    if (kind >= 67 && type === this.schema.getQueryType()) {
      return introspectionField(this.tape, scope, (inputType) => this.useVariable(inputType));
    }
    return this.field(type, scope, depth);
  }

  private field(
    type: Exclude<GraphQLCompositeType, { getTypes(): unknown }>,
    scope: SelectionScope,
    depth: number,
  ): SelectionNode {
    const fields = Object.values(type.getFields()).filter(
      (field) => (depth < this.limits.maxDepth && this.budget > 0) || isLeafType(getNamedType(field.type)),
    );
    if (fields.length === 0) return this.typename(scope);
    const field = this.pickField(fields);
    const args = this.arguments(field.args);
    const signature = `${field.name}(${args.map((arg) => print(arg)).join()}):${field.type.toString()}`;
    const key = this.responseKey(field.name, signature, scope);
    const below = scope.enter(key, signature);
    const named_ = getNamedType(field.type);
    const node: FieldNode = {
      kind: Kind.FIELD,
      name: named(field.name),
      ...(key !== field.name && { alias: named(key) }),
      arguments: args,
      directives: this.directives(12),
    };
    return isCompositeType(named_)
      ? { ...node, selectionSet: this.selectionSet(named_, below, depth + 1) }
      : node;
  }

  /** Fields with fields below are chosen more often: there is where services meet. */
  private pickField(fields: readonly GraphQLField<unknown, unknown>[]): GraphQLField<unknown, unknown> {
    const deeper = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    return deeper.length > 0 && this.tape.happens(40) ? this.tape.pick(deeper) : this.tape.pick(fields);
  }

  private typename(scope: SelectionScope): FieldNode {
    const key = this.responseKey('__typename', '__typename', scope);
    scope.enter(key, '__typename');
    return {
      kind: Kind.FIELD,
      name: named('__typename'),
      ...(key !== '__typename' && { alias: named(key) }),
      directives: this.directives(8),
    };
  }

  private responseKey(name: string, signature: string, scope: SelectionScope): string {
    const alias = this.tape.happens(22) ? this.tape.pick(NAMES) : name;
    const wish = this.limits.joiningFields.has(alias) ? name : alias;
    for (const key of [wish, name]) if (scope.accepts(key, signature)) return key;
    for (let suffix = 2; ; suffix++)
      if (scope.accepts(`${name}${suffix}`, signature)) return `${name}${suffix}`;
  }

  private inlineFragment(type: GraphQLCompositeType, scope: SelectionScope, depth: number): SelectionNode {
    const condition = this.tape.happens(85) || isUnionType(type) ? this.overlapping(type) : undefined;
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(condition && { typeCondition: { kind: Kind.NAMED_TYPE, name: named(condition.name) } }),
      directives: this.directives(20),
      selectionSet: this.selectionSet(condition ?? type, scope, depth + 1),
    };
  }

  private spread(type: GraphQLCompositeType, scope: SelectionScope, depth: number): SelectionNode {
    const fitting = this.fragments.filter(({ name, typeCondition }) => {
      const condition = this.schema.getType(typeCondition.name.value) as GraphQLCompositeType;
      const inside = this.scopes.get(name.value);
      return doTypesOverlap(this.schema, type, condition) && inside !== undefined && scope.acceptsAll(inside);
    });
    const fragment =
      fitting.length > 0 && this.tape.happens(60)
        ? this.tape.pick(fitting)
        : this.defineFragment(type, depth);
    const inside = this.scopes.get(fragment.name.value);
    // A new fragment knew nothing of what stands around it; where they clash, it is told apart by another key.
    if (inside === undefined || !scope.acceptsAll(inside)) {
      return this.typename(scope);
    }
    scope.addAll(inside);
    return { kind: Kind.FRAGMENT_SPREAD, name: fragment.name, directives: this.directives(20) };
  }

  private defineFragment(type: GraphQLCompositeType, depth: number): FragmentDefinitionNode {
    const condition = this.overlapping(type);
    this.fragmentsBegun += 1;
    const name = `F${this.fragmentsBegun}`;
    const scope = new SelectionScope();
    const fragment: FragmentDefinitionNode = {
      kind: Kind.FRAGMENT_DEFINITION,
      name: named(name),
      typeCondition: { kind: Kind.NAMED_TYPE, name: named(condition.name) },
      selectionSet: this.selectionSet(condition, scope, depth + 1),
    };
    this.fragments.push(fragment);
    this.scopes.set(name, scope);
    return fragment;
  }

  private overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const fitting = this.composites.filter((other) => doTypesOverlap(this.schema, type, other));
    const concrete = fitting.filter((other) => isObjectType(other));
    return this.tape.happens(35) ? this.tape.pick(fitting) : this.tape.pick(concrete);
  }

  private arguments(args: readonly GraphQLArgument[]): ArgumentNode[] {
    const nodes: ArgumentNode[] = [];
    for (const arg of args) {
      if (!isRequiredArgument(arg) && !this.tape.happens(55)) continue;
      const value = inputLiteral(arg.type, this.tape, (type) => this.useVariable(type));
      nodes.push({ kind: Kind.ARGUMENT, name: named(arg.name), value });
    }
    return nodes;
  }

  private directives(perCent: number): DirectiveNode[] {
    if (!this.tape.happens(perCent)) return [];
    const first = this.tape.pick(['include', 'skip']);
    const nodes = [this.condition(first)];
    if (this.tape.happens(15)) nodes.push(this.condition(first === 'skip' ? 'include' : 'skip'));
    return nodes;
  }

  private condition(name: string): DirectiveNode {
    const value: ValueNode = this.tape.happens(70)
      ? this.useVariable(this.booleanType(), true)
      : { kind: Kind.BOOLEAN, value: this.tape.happens(30) ? name === 'skip' : name !== 'skip' };
    return {
      kind: Kind.DIRECTIVE,
      name: named(name),
      arguments: [{ kind: Kind.ARGUMENT, name: named('if'), value }],
    };
  }

  private booleanType(): GraphQLInputType {
    return this.schema.getDirective('skip')?.args[0]?.type as GraphQLInputType;
  }

  private useVariable(type: GraphQLInputType, isCondition = false): ValueNode {
    const fitting = this.variables.filter((variable) => variable.type.toString() === type.toString());
    const variable =
      fitting.length > 0 && this.tape.happens(50) ? this.tape.pick(fitting) : this.declare(type, isCondition);
    return { kind: Kind.VARIABLE, name: named(variable.name) };
  }

  private declare(type: GraphQLInputType, isCondition: boolean): GeneratedVariable {
    const wish = this.tape.happens(10) ? this.tape.pick(VARIABLE_NAMES) : `v${this.variables.length}`;
    const name = this.variables.some((variable) => variable.name === wish)
      ? `v${this.variables.length}`
      : wish;
    const hasDefault = this.tape.happens(25);
    // A variable that may be null stands where null may not, if it has a default.
    const isLoose = hasDefault && !isCondition && isNonNullType(type) && this.tape.happens(40);
    const own = isLoose ? type.ofType : type;
    const defaultValue = hasDefault ? inputLiteral(type, this.tape, () => undefined) : undefined;
    const variable = { name, type: own, hasDefault };
    this.variables.push(variable);
    this.definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: named(name) },
      type: parseType(own.toString(), { noLocation: true }),
      ...(defaultValue && { defaultValue: defaultValue as ConstValueNode }),
    });
    return variable;
  }
}

/** One operation with the fragments it spreads and the variables it takes. */
export function generateOperation(
  schema: GraphQLSchema,
  tape: Tape,
  limits: OperationLimits,
): GeneratedOperation {
  const mutation = schema.getMutationType();
  const query = schema.getQueryType();
  const isMutation = mutation !== null && mutation !== undefined && tape.happens(50);
  const root = isMutation ? mutation : query;
  if (root === null || root === undefined) throw new Error('the schema has no queries');
  const generator = new Generator(schema, tape, limits);
  const selectionSet = generator.selectionSet(root, new SelectionScope(), 0);
  const used = findUsed(selectionSet, generator.fragments);
  const operation = {
    kind: Kind.OPERATION_DEFINITION as const,
    operation: isMutation ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY,
    ...(tape.happens(20) && { name: named('Named') }),
    variableDefinitions: generator.definitions.filter(({ variable }) =>
      used.variables.has(variable.name.value),
    ),
    selectionSet,
  };
  const fragments = generator.fragments.filter(({ name }) => used.fragments.has(name.value));
  return {
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    variables: generator.variables.filter(({ name }) => used.variables.has(name)),
  };
}

function findUsed(selectionSet: SelectionSetNode, definitions: readonly FragmentDefinitionNode[]) {
  const fragments = new Set<string>();
  const variables = new Set<string>();
  const look = (node: SelectionSetNode): void => {
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        if (fragments.has(name.value)) return;
        fragments.add(name.value);
        const definition = definitions.find((fragment) => fragment.name.value === name.value);
        if (definition !== undefined) look(definition.selectionSet);
      },
    });
  };
  look(selectionSet);
  return { fragments, variables };
}

/** Values for the variables: some left out, some null, as far as their types allow. */
export function generateVariables(
  variables: readonly GeneratedVariable[],
  tape: Tape,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { name, type, hasDefault } of variables) {
    if ((hasDefault || !isNonNullType(type)) && tape.happens(35)) continue;
    const value = inputValue(type, tape);
    Object.defineProperty(values, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return values;
}
