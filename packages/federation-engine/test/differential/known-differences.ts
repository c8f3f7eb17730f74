import type { GraphQLError } from 'graphql';
import type { Case, Outcome } from './compare.js';
import {
  completesItsOwn,
  differsInInterfaceNames,
  equalsReference,
  hasAliasedTypename,
  hasFragments,
  hasObjectInPlace,
  isFailure,
  isLargeInteger,
  isMergeCrash,
  isRaw,
  isUnderOneNull,
  isWrongList,
  leadsToItsEntity,
  leadsToItsKeys,
  mayRequireOfNoObject,
  pathText,
  placeOf,
  saysNoLess,
  valueAt,
} from './difference-conditions.js';
import { canonicalJson } from './hash.js';

/** The answers of both sides where their data differ. */
export interface DataDifference {
  readonly name: string;
  /** What asks for it: section and words of the GraphQL specification (October 2021), where it has any. */
  readonly because: string;
  accepts(outcome: Outcome, given: Case): boolean;
}

/** Errors that one side has and the other has not, beside each other. */
export interface ErrorDifference {
  readonly name: string;
  readonly because: string;
  /** Whether these two are the same error, told differently; either may be missing. */
  pairs(
    stock: GraphQLError | undefined,
    ours: GraphQLError | undefined,
    outcome: Outcome,
    given: Case,
  ): boolean;
}

const HANDLED =
  '6.4.4: If a field error is raised while resolving a field, it is handled as though the field returned null.';
const TYPENAME =
  '4.1: __typename: String! on any Object, Interface, or Union returns the name of the concrete Object type at that point during execution.';
const APPLIES =
  '6.3.2, DoesFragmentTypeApply(objectType, fragmentType): if objectType and fragmentType are the same type, return true.';
const INT =
  '3.5.1: If the integer internal value represents a value less than -2^31 or greater than or equal to 2^31, a field error should be raised.';
const PATH =
  '7.1.2: an entry with the key path that details the path of the response field which experienced the error.';
const NOTHING = 'The specification does not say.';

export const dataDifferences: readonly DataDifference[] = [
  {
    name: 'what is required of something that is no object is null, not an empty object',
    because: NOTHING,
    accepts: (outcome, given) => outcome.stock.data !== undefined && mayRequireOfNoObject(given, outcome),
  },
  {
    name: 'stock orders fields otherwise',
    because:
      '7.2.2: the serialized Map of results should preserve this order by writing the map entries in the same order as those fields were requested as defined by selection set execution.',
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      canonicalJson(outcome.stock.data) === canonicalJson(outcome.ours.data) &&
      equalsReference(outcome),
  },
  {
    name: 'stock gives up the whole answer over one value of the wrong kind',
    because: HANDLED,
    accepts: (outcome) =>
      outcome.stock.data === undefined &&
      outcome.stock.errors.length === 1 &&
      completesItsOwn(outcome) &&
      // What stock merged may be less: it stops merging over values of the wrong kind, too.
      saysNoLess(outcome.ours.data, outcome.reference()?.data),
  },
  {
    name: 'stock throws over a list in the place of an object, or an object in the place of a list',
    because: HANDLED,
    accepts: (outcome) =>
      /flatMap is not a function|^Unexpected array in result/.test(outcome.stock.thrown?.message ?? '') &&
      completesItsOwn(outcome),
  },
  {
    name: 'stock keeps the first of two values of one key when the second is an object',
    because:
      '6.3.2: Let groupForResponseKey be the list in groupedFields for responseKey: a field fetched later under an alias is that field, whatever a service gave under the same name before.',
    accepts: (outcome) =>
      hasObjectInPlace(outcome.ours.merged, outcome.stock.merged) && completesItsOwn(outcome),
  },
  {
    name: 'stock reads an aliased __typename from whatever came under the alias',
    because: TYPENAME,
    accepts: (outcome, { document }) =>
      outcome.stock.data !== undefined && hasAliasedTypename(document) && equalsReference(outcome),
  },
  {
    name: 'stock believes what a service calls the root',
    because: TYPENAME,
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      !['Query', 'Mutation', undefined].includes(
        outcome.stock.merged?.['__typename'] as string | undefined,
      ) &&
      equalsReference(outcome),
  },
  {
    name: 'stock loses what fragments select inside fragments of a wider type',
    because: APPLIES,
    accepts: (outcome, { document }) =>
      outcome.stock.data !== undefined &&
      hasFragments(document) &&
      saysNoLess(outcome.ours.data, outcome.stock.data) &&
      equalsReference(outcome),
  },
  {
    name: 'stock forgets the type of an object that a service knows as its interface',
    because: APPLIES,
    accepts: (outcome, { supergraph: { keys } }) =>
      outcome.stock.thrown === undefined &&
      keys.implementations.size > 0 &&
      completesItsOwn(outcome) &&
      (saysNoLess(outcome.ours.data, outcome.stock.data) ||
        differsInInterfaceNames(outcome.ours.merged, outcome.stock.merged, keys)),
  },
  {
    name: 'stock takes an object of one type for one of another',
    because: '6.4.3: the abstract type must be resolved to a relevant Object type.',
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      equalsReference(outcome) &&
      (outcome.reference()?.errors ?? []).some(({ message }) => message === 'a __typename was expected'),
  },
  {
    name: 'stock takes a list for an object without fields',
    because: HANDLED,
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      equalsReference(outcome) &&
      (outcome.reference()?.errors ?? []).some(
        ({ path, message }) =>
          message === 'an object was expected' && Array.isArray(valueAt(outcome.stock.merged, path ?? [])),
      ),
  },
  {
    name: 'stock takes a number of more than 32 bits for an Int',
    because: INT,
    accepts: (outcome) =>
      equalsReference(outcome) &&
      (outcome.reference()?.errors ?? []).some(({ path }) =>
        isLargeInteger(valueAt(outcome.stock.merged, path ?? [])),
      ),
  },
  {
    name: 'stock stops merging entities at one that is no object: data',
    because: HANDLED,
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      outcome.stock.errors.some(isMergeCrash) &&
      (saysNoLess(outcome.ours.data, outcome.stock.data) ||
        saysNoLess(outcome.ours.merged, outcome.stock.merged)) &&
      completesItsOwn(outcome),
  },
];

export const subgraphErrorDifferences: readonly ErrorDifference[] = [
  {
    name: 'what is required of something that is no object is null, not an empty object: errors',
    because: NOTHING,
    pairs: (stock, ours, outcome, given) => (!stock || !ours) && mayRequireOfNoObject(given, outcome),
  },
  {
    name: 'an entity that is no object is an error',
    because: HANDLED,
    pairs: (stock, ours, _outcome, { faultsDone }) =>
      stock === undefined &&
      ours?.message === 'An entity is no object.' &&
      (['scalar', 'list', 'number'] as const).some((fault) => faultsDone.has(fault)),
  },
  {
    name: 'stock places an error of an entity at another entity',
    because: PATH,
    pairs: (stock, ours, { ours: { merged } }, { supergraph: { keys }, faultsDone }) =>
      stock !== undefined &&
      ours?.path !== undefined &&
      placeOf(stock) !== undefined &&
      placeOf(stock) === placeOf(ours) &&
      stock.extensions['code'] === ours.extensions['code'] &&
      !leadsToItsEntity(stock, merged, keys) &&
      // What came unasked may have overwritten the keys.
      (leadsToItsKeys(ours, merged) || faultsDone.has('extra keys')),
  },
  {
    name: 'an error that is about no entity in particular has no path',
    because: PATH,
    pairs: (stock, ours) =>
      ours !== undefined &&
      ours.path === undefined &&
      stock?.path?.some((part) => part === '@' || part === '_entities') === true &&
      stock.message === ours.message &&
      stock.extensions['code'] === ours.extensions['code'],
  },
  {
    name: 'an error without a path is told once for an entity that is asked for once',
    because: NOTHING,
    pairs: (stock, ours, outcome) =>
      stock !== undefined &&
      ours === undefined &&
      stock.path === undefined &&
      placeOf(stock) !== undefined &&
      outcome.ours.errors.some((error) => error.path === undefined && placeOf(error) === placeOf(stock)),
  },
  {
    name: 'stock stops merging entities at one that is no object',
    because: HANDLED,
    pairs: (stock, ours, outcome) =>
      (ours === undefined && isMergeCrash(stock)) ||
      // What it did not merge it could not ask more about.
      (stock === undefined && outcome.stock.errors.some(isMergeCrash)),
  },
  {
    name: 'a fetch without an answer is told by the name of its service and a code',
    because: NOTHING,
    pairs: (stock, ours) =>
      isRaw(stock) &&
      isFailure(ours) &&
      stock?.message === `${String(ours?.extensions['serviceName'])} does not answer`,
  },
  {
    name: 'a list of entities of the wrong length is told as a failure of its service',
    because: NOTHING,
    pairs: (stock, ours, outcome) => {
      if (!isWrongList(stock) || !isFailure(ours)) return false;
      const service = ours?.extensions['serviceName'];
      const unanswered = outcome.stock.errors.filter(
        ({ message }) => message === `${String(service)} does not answer`,
      );
      const failures = outcome.ours.errors.filter(
        (error) => isFailure(error) && error.extensions['serviceName'] === service,
      );
      return failures.length > unanswered.length;
    },
  },
  {
    name: 'a list of entities of the wrong length is not told beside what the service itself tells',
    because: '6.4.4: only one error should be added to the errors list per field.',
    pairs: (stock, ours, outcome) =>
      ours === undefined &&
      isWrongList(stock) &&
      outcome.stock.errors.some(
        (error, index, all) => isWrongList(error) && index > 0 && !isRaw(all[index - 1]),
      ),
  },
  {
    name: 'an answer with neither data nor errors is a failure',
    because:
      '7.1.2: If the data entry in the response is not present, the errors entry in the response must not be empty. It must contain at least one error.',
    pairs: (stock, ours, _outcome, { faultsDone }) =>
      stock === undefined && isFailure(ours) && faultsDone.has('neither data nor errors'),
  },
];

export const completionErrorDifferences: readonly ErrorDifference[] = [
  {
    name: 'stock takes an object of one type for one of another: errors',
    because: '6.4.3: the abstract type must be resolved to a relevant Object type.',
    pairs: (stock, ours, { ownReference }) =>
      stock === undefined &&
      ownReference().errors.some(
        ({ path, message }) =>
          message === 'a __typename was expected' && pathText(path) === pathText(ours?.path),
      ),
  },
  {
    name: 'stock takes a number of more than 32 bits for an Int: errors',
    because: INT,
    pairs: (stock, ours, outcome) =>
      stock === undefined &&
      ours?.path !== undefined &&
      isLargeInteger(valueAt(outcome.ours.merged, ours.path)),
  },
  {
    name: 'stock takes a list for an object without fields: its errors are of the fields',
    because: HANDLED,
    pairs: (stock, ours, { ours: { merged, errors } }) =>
      stock?.path !== undefined &&
      (ours === undefined ? errors : [ours]).some(
        ({ path }) =>
          path !== undefined &&
          Array.isArray(valueAt(merged, path)) &&
          path.length < (stock.path ?? []).length &&
          path.every((part, index) => part === stock.path?.[index]),
      ),
  },
  {
    name: 'an error of a sibling of what is null already',
    because:
      '6.3.1: any sibling fields which have not yet executed or have not yet yielded a value may be cancelled to avoid unnecessary work.',
    pairs: (stock, ours, outcome) => {
      if (stock !== undefined && ours !== undefined) return false;
      const path = (stock ?? ours)?.path ?? [];
      const [data, others] =
        stock === undefined
          ? [outcome.ownReference().data, outcome.ownReference().errors]
          : [outcome.ours.data, outcome.ours.errors];
      return others.some((other) => other.path !== undefined && isUnderOneNull(data, other.path, path));
    },
  },
];
