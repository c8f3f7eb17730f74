import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { measureDocument } from '../src/security/measure-document.js';

/** The same numbers the slow way: write every fragment out, then count. */
function expand(document: DocumentNode): { readonly depth: number; readonly expandedFields: number } {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  /** The depth of each field, fragments written out. */
  const depths = ({ selections }: SelectionSetNode, at: number): number[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD)
        return [at, ...(selection.selectionSet ? depths(selection.selectionSet, at + 1) : [])];
      if (selection.kind === Kind.INLINE_FRAGMENT) return depths(selection.selectionSet, at);
      const fragment = fragments.get(selection.name.value);
      return fragment ? depths(fragment, at) : [];
    });
  const perOperation = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [depths(definition.selectionSet, 1)] : [],
  );
  return {
    depth: Math.max(0, ...perOperation.flat()),
    expandedFields: Math.max(0, ...perOperation.map((fields) => fields.length)),
  };
}

/** Documents whose fragments spread only later ones, so that they end; some spread what is not there. */
const fragmentCount = 5;
const selections = (firstFragment: number): fc.Arbitrary<string> =>
  fc.letrec<{ set: string; selection: string }>((tie) => ({
    set: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((items) => `{ ${items.join(' ')} }`),
    selection: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b: a', 'c @skip(if: true)'),
      fc.integer({ min: firstFragment, max: fragmentCount }).map((index) => `...F${index}`),
      tie('set').map((set) => `a ${set}`),
      tie('set').map((set) => `x: a @include(if: true) ${set}`),
      tie('set').map((set) => `... on T ${set}`),
      tie('set').map((set) => `... ${set}`),
    ),
  })).set;
const documents = fc
  .tuple(
    fc.array(selections(0), { minLength: 1, maxLength: 2 }),
    fc.tuple(...Array.from({ length: fragmentCount }, (_, index) => selections(index + 1))),
  )
  .map(([operations, fragments]) =>
    [
      ...operations.map((set, index) => `query O${index} ${set}`),
      ...fragments.map((set, index) => `fragment F${index} on T ${set}`),
    ].join('\n'),
  );

describe('the measure of a document', () => {
  it('is what counting the written-out document gives', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const document = parse(text);
        const { depth, expandedFields, aliases, directives, cycle } = measureDocument(document);
        expect({ depth, expandedFields }).toEqual(expand(document));
        expect(aliases).toBe(text.match(/\b[bx]: a/g)?.length ?? 0);
        expect(directives).toBe(text.match(/@/g)?.length ?? 0);
        expect(cycle).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('does not grow with how often a fragment is spread', () => {
    const doubling = (levels: number) =>
      [
        '{ ...F0 }',
        ...Array.from({ length: levels }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`),
      ]
        .concat(`fragment F${levels} on T { a }`)
        .join('\n');
    expect(measureDocument(parse(doubling(17))).expandedFields).toBe(2 ** 17);
    const started = performance.now();
    expect(measureDocument(parse(doubling(2_000))).expandedFields).toBe(Number.MAX_SAFE_INTEGER);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each([
    ['itself', '{ ...A } fragment A on T { a { ...A } }'],
    ['another that spreads it', '{ ...A } fragment A on T { ...B } fragment B on T { a { ...A } }'],
    ['itself and is not used', '{ a } fragment A on T { ...A }'],
  ])('names a fragment that spreads %s', (_what, text) => {
    expect(measureDocument(parse(text)).cycle).toBe('A');
  });

  it('takes the largest operation of several', () => {
    const { depth, expandedFields } = measureDocument(parse('query A { a { b } } query B { a b c }'));
    expect({ depth, expandedFields }).toEqual({ depth: 2, expandedFields: 3 });
  });
});
