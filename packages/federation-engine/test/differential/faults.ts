import { hash } from './hash.js';

/** What can be wrong with one place of a subgraph's answer. */
export const placeFaults = [
  'null',
  'null with error',
  'error',
  'error without path',
  'error without message',
  'missing',
  'scalar',
  'object',
  'list',
  'number',
  'unknown enum value',
  'unknown typename',
  'other typename',
  'extra keys',
] as const;

/** What can be wrong with a whole answer. */
export const fetchFaults = [
  'no answer',
  'errors without data',
  'neither data nor errors',
  'entities short',
  'entities long',
  'entities null',
  'entities no list',
] as const;

export type PlaceFault = (typeof placeFaults)[number];
export type FetchFault = (typeof fetchFaults)[number];

/** What goes wrong in one case; the same fetch is damaged alike on both sides. */
export interface FaultPlan {
  readonly seed: number;
  /** Of a thousand places, how many are damaged. */
  readonly placesPerMille: number;
  readonly places: readonly PlaceFault[];
  /** Of a hundred fetches, how many are damaged as a whole. */
  readonly fetchesPerCent: number;
  readonly fetches: readonly FetchFault[];
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  data: Record<string, unknown> | null;
  errors: AnswerError[];
}

export interface Damage {
  readonly plan: FaultPlan;
  readonly service: string;
  readonly operation: string;
  /** The representations as texts: an entity is damaged for what it is, not for where it stands in the list. */
  readonly representations: readonly string[];
  /** Told of every fault that is done. */
  readonly note: (fault: PlaceFault | FetchFault) => void;
}

/** The fault of the whole fetch, if it has one. */
export function fetchFault(damage: Damage): FetchFault | undefined {
  const { plan, service, operation } = damage;
  if (plan.fetches.length === 0) return undefined;
  if (hash(plan.seed, 'fetch', service, operation) % 100 >= plan.fetchesPerCent) return undefined;
  return plan.fetches[hash(plan.seed, 'which', service, operation) % plan.fetches.length];
}

/** Damages an answer in place. */
export function damageAnswer(answer: Answer, damage: Damage): void {
  if (answer.data !== null && damage.plan.places.length > 0) {
    damageObject(answer.data, [], damage.service, answer.errors, damage);
  }
  const fault = fetchFault(damage);
  if (fault !== undefined && damageFetch(answer, fault, damage)) damage.note(fault);
}

function damageFetch(answer: Answer, fault: FetchFault, { service }: Damage): boolean {
  const entities = answer.data?.['_entities'];
  const setEntities = (value: unknown): boolean => {
    if (!Array.isArray(entities) || answer.data === null) return false;
    answer.data['_entities'] = value;
    return true;
  };
  switch (fault) {
    case 'no answer':
      return true; // done by whoever carries the answer
    case 'errors without data':
      answer.data = null;
      answer.errors = [{ message: `${service} is out of order`, extensions: { code: 'OUT_OF_ORDER' } }];
      return true;
    case 'neither data nor errors':
      answer.data = null;
      answer.errors = [];
      return true;
    case 'entities short':
      return setEntities(Array.isArray(entities) && entities.slice(1));
    case 'entities long':
      return setEntities(Array.isArray(entities) && [...(entities as unknown[]), null]);
    case 'entities null':
      return setEntities(null);
    case 'entities no list':
      return setEntities({ 0: {} });
  }
}

type Path = readonly (string | number)[];

function damageObject(
  object: Record<string, unknown>,
  path: Path,
  place: string,
  errors: AnswerError[],
  damage: Damage,
): void {
  for (const key of Object.keys(object)) {
    const below = `${place}.${key}`;
    damageInside(object[key], [...path, key], below, errors, damage);
    damagePlace(object, key, [...path, key], below, errors, damage);
  }
}

function damageInside(
  value: unknown,
  path: Path,
  place: string,
  errors: AnswerError[],
  damage: Damage,
): void {
  if (Array.isArray(value)) {
    const isEntities = path.length === 1 && path[0] === '_entities';
    value.forEach((item: unknown, index) => {
      const below = isEntities ? `${place}[${damage.representations[index]}]` : `${place}[${index}]`;
      damageInside(item, [...path, index], below, errors, damage);
      damagePlace(
        value as unknown as Record<string, unknown>,
        index,
        [...path, index],
        below,
        errors,
        damage,
      );
    });
  } else if (typeof value === 'object' && value !== null) {
    damageObject(value as Record<string, unknown>, path, place, errors, damage);
  }
}

function damagePlace(
  parent: Record<string, unknown>,
  key: string | number,
  path: Path,
  place: string,
  errors: AnswerError[],
  { plan, note }: Damage,
): void {
  if (path.length === 1 && key === '_entities') return;
  if (hash(plan.seed, 'place', place) % 1000 >= plan.placesPerMille) return;
  const seed = hash(plan.seed, 'kind', place);
  const fault = plan.places[seed % plan.places.length] as PlaceFault;
  if (doFault(fault, parent, key, path, hash(seed, 'detail'), errors, place)) note(fault);
}

const CODES = ['NOT_FOUND', 'FORBIDDEN', 'INVALID_GRAPHQL', 'X'];

function doFault(
  fault: PlaceFault,
  parent: Record<string, unknown>,
  key: string | number,
  path: Path,
  seed: number,
  errors: AnswerError[],
  place: string,
): boolean {
  const value = parent[key];
  const set = (replacement: unknown): boolean => {
    Object.defineProperty(parent, key, {
      value: replacement,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    return true;
  };
  const code = CODES[seed % 6];
  const message = `fault at ${place}`;
  // The place goes along, to tell which error is which even when the message is missing.
  const extensions = { extensions: { ...(code !== undefined && { code }), place } };
  switch (fault) {
    case 'null':
      return value !== null && set(null);
    case 'null with error':
      errors.push({ message, path, ...extensions });
      return set(null);
    case 'error':
      return errors.push({ message, path, ...extensions }) > 0;
    case 'error without path':
      return errors.push({ message, ...extensions }) > 0;
    case 'error without message':
      return errors.push({ message: '', path, ...extensions }) > 0;
    case 'missing':
      return typeof key === 'string' ? delete parent[key] : set(null);
    case 'extra keys':
      return addKeys(value);
    default:
      return value !== null && setWrongKind(fault, key, value, seed, set);
  }
}

function setWrongKind(
  fault: PlaceFault,
  key: string | number,
  value: unknown,
  seed: number,
  set: (replacement: unknown) => boolean,
): boolean {
  switch (fault) {
    case 'scalar':
      return typeof value !== 'string' && set(['word', '', true, '5'][seed % 4]);
    case 'object':
      return (typeof value !== 'object' || Array.isArray(value)) && set(seed % 2 === 0 ? {} : { id: value });
    case 'list':
      return !Array.isArray(value) && set(seed % 2 === 0 ? [value] : []);
    case 'number':
      return set([1.5, 2 ** 40, 7, -0][seed % 4]);
    case 'unknown enum value':
      return typeof value === 'string' && set(['TOP', 'NONSENSE', 'constructor'][seed % 3]);
    case 'unknown typename':
      return key === '__typename' && set(['Nonsense', 'toString', '', 5, 'Person '][seed % 5]);
    case 'other typename':
      return (
        key === '__typename' &&
        set(['Query', 'Dog', 'Book', 'Media', 'String', 'Product', 'Secret'][seed % 7])
      );
    default:
      throw new Error(`${fault} is no wrong kind`);
  }
}

function addKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key of ['__proto__', 'constructor', 'toString', 'extra']) {
    if (Object.hasOwn(value, key)) continue;
    Object.defineProperty(value, key, {
      value: { polluted: true },
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return true;
}
