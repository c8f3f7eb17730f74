import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** How large a document is; depth and fields are those of its largest operation. */
export interface DocumentMeasure {
  /** Fields within fields, fragments written out: `{a{b}}` is 2. */
  readonly depth: number;
  /** Fields after every fragment is written out wherever it is spread; at most `Number.MAX_SAFE_INTEGER`. */
  readonly expandedFields: number;
  /** As written, in the whole document. */
  readonly aliases: number;
  /** As written, in the whole document. */
  readonly directives: number;
  /** A fragment that spreads itself, by whatever way round; depth and fields are then meaningless. */
  readonly cycle: string | undefined;
}

interface Size {
  readonly depth: number;
  readonly fields: number;
}

const nothing: Size = { depth: 0, fields: 0 };

/** Each fragment is measured once, however often it is spread: a document that doubles 200 times takes 200 steps. */
class FragmentSizes {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly sizes = new Map<string, Size | 'under way'>();
  cycle: string | undefined;

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
  }

  measure(name: string): Size {
    const known = this.sizes.get(name);
    if (known === 'under way') this.cycle ??= name;
    if (known) return known === 'under way' ? nothing : known;
    const fragment = this.fragments.get(name);
    if (!fragment) return nothing; // validation will say so
    this.sizes.set(name, 'under way');
    const size = this.measureSelections(fragment.selectionSet);
    this.sizes.set(name, size);
    return size;
  }

  measureSelections({ selections }: SelectionSetNode): Size {
    let depth = 0;
    let fields = 0;
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.measure(selection.name.value)
          : selection.selectionSet
            ? this.measureSelections(selection.selectionSet)
            : nothing;
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      fields = Math.min(fields + inner.fields + (isField ? 1 : 0), Number.MAX_SAFE_INTEGER);
    }
    return { depth, fields };
  }
}

/** Measures a parsed document in time proportional to its text. Fragments that no operation spreads are looked at for cycles too. */
export function measureDocument(document: DocumentNode): DocumentMeasure {
  const sizes = new FragmentSizes(document);
  let depth = 0;
  let expandedFields = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) sizes.measure(definition.name.value);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = sizes.measureSelections(definition.selectionSet);
    depth = Math.max(depth, size.depth);
    expandedFields = Math.max(expandedFields, size.fields);
  }
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field: ({ alias }) => void (alias && aliases++),
    Directive: () => void directives++,
  });
  return { depth, expandedFields, aliases, directives, cycle: sizes.cycle };
}
