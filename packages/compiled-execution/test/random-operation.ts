import {
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random.js';

export interface RandomOperation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

const aliases = ['__proto__', 'constructor', 'toString', 'then', 'a', 'b', 'hasOwnProperty', 'length'];

const literals: Readonly<Record<string, readonly string[]>> = {
  String: ['"x"', 'null', '"""block"""'],
  'String!': ['"x"'],
  '[Float!]': ['[1, 2.5]', '3', 'null', '[]'],
  Mood: ['HAPPY', 'SAD', 'null'],
  'Int!': ['1', '4'],
  Search: ['{}', '{ text: "t", and: [{ mood: SAD }, { limit: 5 }] }', 'null', '{ limit: $n, text: $text }'],
  Json: ['{ a: [1, { b: "c" }] }', '"j"', '1.5', '[$json, 2]'],
  '[ID!]': ['["i", 1]', '["i"]', 'null'],
};

const variableOf: Readonly<Record<string, string>> = {
  String: '$text',
  'String!': '$must',
  '[Float!]': '$near',
  Mood: '$mood',
  'Int!': '$n',
  Search: '$search',
  Json: '$json',
  '[ID!]': '$ids',
};

const definitions: Readonly<Record<string, readonly string[]>> = {
  $text: ['String', 'String = "default"'],
  $must: ['String!'],
  $near: ['[Float!]', '[Float!] = [9]'],
  $mood: ['Mood', 'Mood = ANGRY'],
  $n: ['Int!', 'Int = 2'],
  $search: ['Search', 'Search = { text: "d" }'],
  $json: ['Json'],
  $ids: ['[ID!]'],
  $yes: ['Boolean!', 'Boolean! = true', 'Boolean = true'],
  $no: ['Boolean!', 'Boolean! = false'],
};

const values: Readonly<Record<string, readonly unknown[]>> = {
  $text: ['given', null, 5],
  $must: ['must', null],
  $near: [[1, 2], 4, null, ['x']],
  $mood: ['SAD', 'HAPPY', null, 'NONE'],
  $n: [1, 2, '3', null],
  $search: [{ text: 'v', and: [{ and: [{}] }] }, { limit: 0 }, null, { unknown: 1 }, 'text'],
  $json: [{ deep: [1] }, 'j', null],
  $ids: [['a', 2], 'b', null],
  $yes: [true, true, true, false, null],
  $no: [false, false, true],
};

/** Writes an operation and its variables, mostly right ones. */
export class OperationWriter {
  readonly #used = new Set<string>();
  readonly #fragments: string[] = [];
  readonly #plain = new Set<string>();
  readonly #aliases = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  write(size: number): RandomOperation {
    const isMutation = this.random.chance(0.2);
    const root = isMutation ? this.schema.getMutationType()! : this.schema.getQueryType()!;
    const body = this.#selections(root, size);
    const text = [...this.#fragments, body].join('\n');
    for (const [name] of text.matchAll(/\$\w+/g)) this.#used.add(name);
    const names = [...this.#used];
    const declared = names.map((name) => `${name}: ${this.random.pick(definitions[name]!)}`);
    const head = `${isMutation ? 'mutation' : 'query'} ${names.length > 0 ? `(${declared.join(', ')})` : ''}`;
    return {
      text: `${head} ${body}\n${this.#fragments.join('\n')}`,
      variables: Object.fromEntries(names.flatMap((name) => this.#value(name))),
    };
  }

  #value(name: string): [string, unknown][] {
    if (this.random.chance(0.15)) return [];
    const choices = values[name]!;
    return [[name.slice(1), this.random.chance(0.75) ? choices[0] : this.random.pick(choices)]];
  }

  #selections(type: GraphQLCompositeType, size: number): string {
    const count = 1 + this.random.below(4);
    const parts = Array.from({ length: count }, () => this.#selection(type, size));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, size: number): string {
    const { random } = this;
    if (random.chance(0.1) || (isUnionType(type) && random.chance(0.1)))
      return `__typename${this.#directives()}`;
    if (isUnionType(type) || random.chance(0.2)) return this.#fragment(type, size);
    if (type === this.schema.getQueryType() && random.chance(0.05))
      return '__type(name: "Person") { name kind fields { name type { name ofType { name } } } }';
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    return this.#field(random.pick(size > 0 ? fields : leaves), size);
  }

  #fragment(type: GraphQLCompositeType, size: number): string {
    const { random } = this;
    const others = Object.values(this.schema.getTypeMap()).filter(
      (each): each is GraphQLCompositeType =>
        (isObjectType(each) || isInterfaceType(each)) &&
        (each === type || (!isObjectType(type) && isObjectType(each) && this.schema.isSubType(type, each))),
    );
    const target = random.pick(others);
    const body = this.#selections(target, size - 1);
    if (random.chance(0.3)) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on ${target.name} ${body}`);
      return `...${name}${this.#directives()} ${random.chance(0.3) ? `...${name}` : ''}`;
    }
    return `...${target === type && random.chance(0.3) ? '' : ` on ${target.name}`}${this.#directives()} ${body}`;
  }

  #directives(): string {
    const { random } = this;
    if (random.chance(0.8)) return '';
    return random.pick([
      ' @include(if: $yes)',
      ' @skip(if: $no)',
      ' @include(if: true)',
      ' @skip(if: false)',
      ' @skip(if: true)',
      ' @skip(if: $no) @include(if: $yes)',
    ]);
  }

  #field(field: GraphQLField<unknown, unknown>, size: number): string {
    const given = field.args.flatMap((argument) => {
      const type = String(argument.type);
      const isNeeded = type.endsWith('!') && argument.defaultValue === undefined;
      if (!isNeeded && this.random.chance(0.5)) return [];
      const isVariable = this.random.chance(0.4) && !isInputObjectType(argument.type);
      return [`${argument.name}: ${isVariable ? variableOf[type]! : this.random.pick(literals[type]!)}`];
    });
    const call = field.name + (given.length > 0 ? `(${given.join(', ')})` : '');
    const type = getNamedType(field.type);
    const body = isCompositeType(type) ? ` ${this.#selections(type, size - 1)}` : '';
    return `${this.#aliasOf(`${call}:${String(field.type)}`)}${call}${this.#directives()}${body}`;
  }

  /** The same call has the same key everywhere, another call another one: so fields merge, and never conflict. */
  #aliasOf(call: string): string {
    const known = this.#aliases.get(call);
    if (known !== undefined) return known;
    const isFree = (alias: string) => ![...this.#aliases.values()].includes(`${alias}: `);
    const alias = this.random.pick(aliases);
    const isPlain = !call.includes('(') && this.random.chance(0.6) && !this.#plain.has(call.split(':')[0]!);
    if (isPlain) this.#plain.add(call.split(':')[0]!);
    const text = isPlain ? '' : `${isFree(alias) ? alias : `k${this.#aliases.size}`}: `;
    this.#aliases.set(call, text);
    return text;
  }
}
