import { defaultTypeResolver, GraphQLError } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { awaitedValue, awaitValue, ignoreRejection, isPromise, locate } from './await-value.js';
import type { Execution } from './execution.js';
import { completeNull, serialize } from './leaf.js';
import type {
  AbstractCompleter,
  Completer,
  FieldPlan,
  LeafCompleter,
  ListCompleter,
  ObjectPlan,
} from './plan.js';
import { Position, type Container } from './position.js';
import { checkRuntimeType } from './runtime-type.js';

type Source = Readonly<Record<string, unknown>>;

/** A new object to hold what a plan asks. */
export const createData = ({ hasProtoKey }: ObjectPlan): Container =>
  hasProtoKey ? (Object.create(null) as Container) : {};

/**
 * Writes a field of an object: its value, or null until an awaited one comes.
 * @throws GraphQLError, located, where null may not stand
 */
export function fillField(
  execution: Execution,
  field: FieldPlan,
  source: unknown,
  data: Container,
  parent: Position,
): void {
  const { key, completer } = field;
  try {
    if (field.constant !== undefined) data[key] = field.constant;
    else if (field.isProperty) data[key] = readProperty(execution, field, source as Source, data, parent);
    else data[key] = resolveField(execution, field, source as Source, data, parent);
  } catch (error) {
    const located = locate(error, field, positionOf(field, data, parent));
    if (!completer.isNullable) throw located;
    data[key] = null;
    execution.awaited.report(located, parent);
  }
}

const positionOf = ({ key, parentType, completer }: FieldPlan, data: Container, parent: Position) =>
  new Position(parent, key, parentType.name, data, completer.isNullable);

const orNull = (completed: unknown) => (completed === awaitedValue ? null : completed);

const hasProperties = (source: unknown) =>
  (typeof source === 'object' && source !== null) || typeof source === 'function';

/** A field that is a property of its parent: plain values need no position, arguments or info. */
function readProperty(
  execution: Execution,
  field: FieldPlan,
  source: Source,
  data: Container,
  parent: Position,
): unknown {
  const { completer, name } = field;
  const value = hasProperties(source) ? source[name] : undefined;
  if (typeof value === completer.passes) return value;
  if (value === null || value === undefined) return completeNull(completer);
  if (completer.kind === 'leaf' && typeof value !== 'object' && typeof value !== 'function') {
    const serialized = serialize(completer, value);
    if (!isPromise(serialized)) return serialized;
  }
  if (typeof value === 'function') return resolveField(execution, field, source, data, parent);
  return orNull(complete(execution, completer, value, positionOf(field, data, parent)));
}

function resolveField(
  execution: Execution,
  field: FieldPlan,
  source: Source,
  data: Container,
  parent: Position,
): unknown {
  const position = positionOf(field, data, parent);
  const { resolve, name } = field;
  const { contextValue } = execution;
  const args = field.readArguments(execution);
  let value: unknown;
  if (resolve) value = resolve(source, args, contextValue, execution.infoOf(field, position));
  else if (hasProperties(source)) {
    value = source[name];
    if (typeof value === 'function')
      value = (source as Record<string, (...given: unknown[]) => unknown>)[name]!(
        args,
        contextValue,
        execution.infoOf(field, position),
      );
  }
  return orNull(complete(execution, field.completer, value, position));
}

/**
 * A value as it stands in the answer, or `awaitedValue`.
 * @throws what is wrong with the value, for the caller to locate
 */
function complete(execution: Execution, completer: Completer, value: unknown, position: Position): unknown {
  if (isPromise(value))
    return awaitValue(execution, completer.field, value, position, (settled) =>
      completeSettled(execution, completer, settled, position),
    );
  return completeSettled(execution, completer, value, position);
}

function completeSettled(
  execution: Execution,
  completer: Completer,
  value: unknown,
  position: Position,
): unknown {
  if (value instanceof Error) throw value;
  if (value === null || value === undefined) return completeNull(completer);
  if (completer.kind === 'object')
    return completeObject(execution, completer, completer.plan(), value, position);
  if (completer.kind === 'list') return completeList(execution, completer, value, position);
  if (completer.kind === 'leaf') return completeLeaf(execution, completer, value, position);
  return completeAbstract(execution, completer, value, position);
}

function completeLeaf(execution: Execution, completer: LeafCompleter, value: unknown, position: Position) {
  const serialized = serialize(completer, value);
  if (!isPromise(serialized)) return serialized;
  return awaitValue(execution, completer.field, serialized, position, (settled) => settled);
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';

function completeList(execution: Execution, completer: ListCompleter, value: unknown, position: Position) {
  const { item, field } = completer;
  if (!isIterable(value))
    throw new GraphQLError(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.name}".`,
    );
  const items: unknown[] = [];
  try {
    for (const each of value)
      items.push(typeof each === item.passes ? each : completeItem(execution, item, each, items, position));
  } catch (error) {
    execution.awaited.abandon(position);
    if (Array.isArray(value)) value.forEach(ignoreRejection); // nobody else looks at those not reached
    throw error;
  }
  return items;
}

/** @throws GraphQLError, located, where null may not stand */
function completeItem(
  execution: Execution,
  completer: Completer,
  value: unknown,
  items: unknown[],
  list: Position,
): unknown {
  const container = items as unknown as Container;
  const position = new Position(list, items.length, undefined, container, completer.isNullable);
  try {
    return orNull(complete(execution, completer, value, position));
  } catch (error) {
    const located = locate(error, completer.field, position);
    if (!completer.isNullable) throw located;
    execution.awaited.report(located, list);
    return null;
  }
}

function completeAbstract(
  execution: Execution,
  completer: AbstractCompleter,
  value: unknown,
  position: Position,
): unknown {
  const { type, field } = completer;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const name = resolveType(value, execution.contextValue, execution.infoOf(field, position), type);
  const completeAs = (typeName: unknown) =>
    completeObject(execution, completer, planOf(execution, completer, typeName, value), value, position);
  return isPromise(name) ? awaitValue(execution, field, name, position, completeAs) : completeAs(name);
}

/** @throws GraphQLError when the name is not that of one of the type's object types */
function planOf(
  execution: Execution,
  completer: AbstractCompleter,
  name: unknown,
  value: unknown,
): ObjectPlan {
  const { type, field, plans, planFor } = completer;
  const known = plans.get(name as string);
  if (known) return known;
  const objectType = checkRuntimeType(execution.operation.schema, type, field, name, value);
  const plan = planFor(objectType);
  plans.set(objectType.name, plan);
  return plan;
}

function completeObject(
  execution: Execution,
  { field }: Completer,
  plan: ObjectPlan,
  value: unknown,
  position: Position,
): unknown {
  const { type } = plan;
  if (!type.isTypeOf) return fillObject(execution, plan, value, position);
  const fillIf = (isOf: unknown) => {
    if (isOf) return fillObject(execution, plan, value, position);
    const message = `Expected value of type "${type.name}" but got: ${inspect(value)}.`;
    throw new GraphQLError(message, { nodes: field.nodes });
  };
  const isOf = type.isTypeOf(value, execution.contextValue, execution.infoOf(field, position));
  return isPromise(isOf) ? awaitValue(execution, field, isOf, position, fillIf) : fillIf(isOf);
}

function fillObject(execution: Execution, plan: ObjectPlan, source: unknown, position: Position): Container {
  const data = createData(plan);
  try {
    for (const field of plan.fields) fillField(execution, field, source, data, position);
  } catch (error) {
    execution.awaited.abandon(position);
    throw error;
  }
  return data;
}
