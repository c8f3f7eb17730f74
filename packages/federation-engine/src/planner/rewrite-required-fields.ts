import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionNode,
  type TypeNode,
} from 'graphql';
import { hiddenDirective, linkInaccessible } from './inaccessible.js';
import { printFieldKey, RequiredFields } from './required-fields.js';

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const isFieldsType = (node: DefinitionNode): node is FieldsType =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

const argumentOf = ({ arguments: args }: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  args?.find((argument) => argument.name.value === name)?.value;

const parseFieldSet = (text: string): readonly SelectionNode[] => {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
};

/** The services' names by the supergraph's names for them. */
function readServiceNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      const value = directives?.[0] && argumentOf(directives[0], 'name');
      if (value?.kind === Kind.STRING) names.set(name.value, value.value);
    }
  }
  return names;
}

/** A field that is to be there a second time, under another name and hidden from clients. */
interface Copy {
  readonly typeName: string;
  readonly fieldName: string;
  readonly name: string;
}

class Rewriting {
  readonly required = new RequiredFields();
  /** Fields whose `@requires` was changed. */
  private readonly requiring: Copy[] = [];
  private readonly types: ReadonlyMap<string, FieldsType>;
  private readonly serviceNames: ReadonlyMap<string, string>;

  constructor(private readonly supergraph: DocumentNode) {
    this.types = new Map(supergraph.definitions.filter(isFieldsType).map((type) => [type.name.value, type]));
    this.serviceNames = readServiceNames(supergraph);
  }

  run(): DocumentNode {
    const rewritten = this.supergraph.definitions.map((node) =>
      isFieldsType(node) ? this.rewriteType(node) : node,
    );
    if (this.required.fields.size === 0) return this.supergraph;
    const { supergraph, directive } = linkInaccessible({ ...this.supergraph, definitions: rewritten });
    return {
      ...supergraph,
      definitions: supergraph.definitions.map((node) =>
        isFieldsType(node) ? this.addCopies(node, directive) : node,
      ),
    };
  }

  private rewriteType(type: FieldsType): FieldsType {
    const fields = (type.fields ?? []).map((field) => {
      const directives = (field.directives ?? []).map((use) => this.rewriteRequires(use, type, field));
      if (directives.every((use, index) => use === field.directives?.[index])) return field;
      const [typeName, fieldName] = [type.name.value, field.name.value];
      this.requiring.push({ typeName, fieldName, name: `_requiring${this.requiring.length}_${fieldName}` });
      return { ...field, directives };
    });
    return { ...type, fields };
  }

  private rewriteRequires(
    use: ConstDirectiveNode,
    type: FieldsType,
    field: FieldDefinitionNode,
  ): ConstDirectiveNode {
    const requires = use.name.value === 'join__field' ? argumentOf(use, 'requires') : undefined;
    if (requires?.kind !== Kind.STRING) return use;
    const requirements = new Map<string, string>();
    const selections = this.nameStandIns(parseFieldSet(requires.value), type.name.value, '', requirements);
    if (requirements.size === 0) return use;
    const graph = argumentOf(use, 'graph');
    const serviceName = graph?.kind === Kind.ENUM ? (this.serviceNames.get(graph.value) ?? '') : '';
    this.required.requirements.set(
      printFieldKey(serviceName, type.name.value, field.name.value),
      requirements,
    );
    const value = { kind: Kind.STRING, value: selections.map(print).join(' ') } as const;
    return {
      ...use,
      arguments: use.arguments?.map((argument) =>
        argument.name.value === 'requires' ? { ...argument, value } : argument,
      ),
    };
  }

  /** The selections with each field that takes arguments replaced by its stand-in, noted with its place. */
  private nameStandIns(
    selections: readonly SelectionNode[],
    typeName: string,
    place: string,
    requirements: Map<string, string>,
  ): SelectionNode[] {
    return selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      const into = (inner: string, innerPlace: string) =>
        selection.selectionSet && {
          ...selection.selectionSet,
          selections: this.nameStandIns(selection.selectionSet.selections, inner, innerPlace, requirements),
        };
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return {
          ...selection,
          selectionSet:
            into(selection.typeCondition?.name.value ?? typeName, place) ?? selection.selectionSet,
        };
      const name = selection.name.value;
      const field = this.types.get(typeName)?.fields?.find((candidate) => candidate.name.value === name);
      const selectionSet = into(field ? namedType(field.type) : '', `${place}${name}.`);
      if (!field?.arguments?.length) return { ...selection, selectionSet };
      const standIn = this.required.standInFor(typeName, selection);
      requirements.set(`${place}${typeName}.${name}`, standIn);
      return { ...selection, name: { kind: Kind.NAME, value: standIn }, selectionSet };
    });
  }

  private addCopies(type: FieldsType, directive: string): FieldsType {
    const standIns = [...this.required.fields.values()].map(({ standIn, ...field }) => ({
      ...field,
      name: standIn,
    }));
    const original = this.types.get(type.name.value);
    const added = [
      ...copyFields(type, type.fields, standIns, directive),
      // A copy with what was required at first: what is external only for that would otherwise be external for nothing.
      ...copyFields(type, original?.fields, this.requiring, directive),
    ];
    return added.length === 0 ? type : { ...type, fields: [...(type.fields ?? []), ...added] };
  }
}

/** Copies of a type's fields. What an interface has, its types have too. */
function copyFields(
  type: FieldsType,
  fields: readonly FieldDefinitionNode[] = [],
  copies: readonly Copy[],
  directive: string,
): FieldDefinitionNode[] {
  const owners = [type, ...(type.interfaces ?? [])].map(({ name }) => name.value);
  return copies.flatMap(({ typeName, fieldName, name }) => {
    const field = fields.find((candidate) => candidate.name.value === fieldName);
    if (!field || !owners.includes(typeName)) return [];
    const joins = (field.directives ?? []).filter((use) => use.name.value === 'join__field');
    const directives = [...joins, hiddenDirective(directive)];
    return [{ ...field, name: { kind: Kind.NAME, value: name }, directives }];
  });
}

export interface RewrittenSupergraph {
  readonly supergraph: DocumentNode;
  /** What must be restored in plans made for it. */
  readonly required: RequiredFields;
}

/**
 * Gives each field that is required with arguments a field of its own, hidden from clients, that stands in for it.
 * The planner takes two uses of a field for one whatever their arguments; to it these are different fields, which
 * clash neither with each other nor with what a client asks for. Nothing changes where no `@requires` has arguments.
 */
export function separateRequiredFields(supergraph: DocumentNode): RewrittenSupergraph {
  const rewriting = new Rewriting(supergraph);
  return { supergraph: rewriting.run(), required: rewriting.required };
}
