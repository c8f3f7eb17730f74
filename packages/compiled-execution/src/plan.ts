import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLAbstractType,
  GraphQLFieldResolver,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Execution } from './execution.js';

/** An operation of a document, with what its execution looks up in both. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly node: OperationDefinitionNode;
}

/** What is asked of one object type at one place of an operation. */
export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** Whether `__proto__` is asked as a response key, which an ordinary object cannot hold by assignment. */
  readonly hasProtoKey: boolean;
}

/** Which field of which type stands at a place of an operation. */
export interface FieldPlace {
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly type: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
}

export interface FieldPlan extends FieldPlace {
  /** Its value where the plan knows it already: the name of the type, for `__typename`. */
  readonly constant: string | undefined;
  /** Whether it takes no arguments and is the parent's property of its name. */
  readonly isProperty: boolean;
  /** Undefined where the parent's property of the field's name is the value, or a method that gives it. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** The arguments, a new object each time. @throws GraphQLError when they cannot be coerced */
  readonly readArguments: (execution: Execution) => Record<string, unknown>;
  readonly completer: Completer;
}

interface CompleterOf<Kind extends string> {
  readonly kind: Kind;
  /** Whether null may stand here. */
  readonly isNullable: boolean;
  readonly field: FieldPlace;
  /** What `typeof` says of values that are answered as they are; empty where each has to be serialized. */
  readonly passes: '' | 'string' | 'boolean';
}

export interface LeafCompleter extends CompleterOf<'leaf'> {
  readonly type: GraphQLLeafType;
}

export interface ListCompleter extends CompleterOf<'list'> {
  readonly item: Completer;
}

export interface ObjectCompleter extends CompleterOf<'object'> {
  readonly type: GraphQLObjectType;
  /** Compiled when the first object comes. */
  readonly plan: () => ObjectPlan;
}

export interface AbstractCompleter extends CompleterOf<'abstract'> {
  readonly type: GraphQLAbstractType;
  /** The plan for each object type seen so far, by its name. */
  readonly plans: Map<string, ObjectPlan>;
  readonly planFor: (type: GraphQLObjectType) => ObjectPlan;
}

/** How a value becomes part of the answer, by its type. */
export type Completer = LeafCompleter | ListCompleter | ObjectCompleter | AbstractCompleter;
