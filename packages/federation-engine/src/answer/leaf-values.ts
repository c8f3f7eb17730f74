import { isEnumType, type GraphQLLeafType } from 'graphql';

const maxInt = 2_147_483_647;
const minInt = -2_147_483_648;

export const isInt = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value <= maxInt && value >= minInt;

/** How the values of a leaf type are checked. */
export type LeafKind = 'Int' | 'Float' | 'String' | 'Boolean' | 'ID' | 'enum' | 'custom';

const builtIn: ReadonlySet<string> = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

export const leafKindOf = (type: GraphQLLeafType): LeafKind =>
  isEnumType(type) ? 'enum' : builtIn.has(type.name) ? (type.name as LeafKind) : 'custom';

/** Whether a subgraph's value is one of the type; what a custom scalar may be only its subgraph knows. */
export function isLeafValue(value: unknown, type: GraphQLLeafType): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  switch (leafKindOf(type)) {
    case 'Int':
      return isInt(value);
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'ID':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    default:
      return true;
  }
}
