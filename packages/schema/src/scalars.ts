import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { boundsOf, isDay } from './edtf.js';

const isInstant = (text: string) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
  !Number.isNaN(Date.parse(text));

const isEdtf = (text: string) => {
  try {
    boundsOf(text);
    return true;
  } catch {
    return false;
  }
};

const isAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);

const isLocale = (text: string) => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};

const isDecimal = (text: string) => /^[+-]?\d{1,40}(\.\d{1,20})?$/.test(text);

/** A scalar that is text on both sides of the graph, so nothing is lost on the way; only input is checked. */
function textScalar(name: string, expected: string, isValid: (text: string) => boolean, numbersToo = false) {
  const check = (value: unknown): string => {
    const text = numbersToo && typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && isValid(text)) return text;
    throw new GraphQLError(`${name} expected ${expected}, got ${JSON.stringify(value)?.slice(0, 60)}`);
  };
  return new GraphQLScalarType<string, unknown>({
    name,
    serialize: (value) => value,
    parseValue: check,
    parseLiteral: (node: ValueNode) =>
      check(
        node.kind === Kind.STRING || (numbersToo && (node.kind === Kind.INT || node.kind === Kind.FLOAT))
          ? node.value
          : valueFromASTUntyped(node),
      ),
  });
}

/** Resolvers of the scalars in base.graphql. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  Date: textScalar('Date', 'a day YYYY-MM-DD', isDay),
  DateTime: textScalar('DateTime', 'an instant such as 2026-01-05T09:30:00Z', isInstant),
  EDTF: textScalar('EDTF', 'an ISO 8601-2 date such as 2026-01, 2025-03~ or 197X', isEdtf),
  Decimal: textScalar('Decimal', 'a decimal number such as "397000000"', isDecimal, true),
  URL: textScalar('URL', 'an absolute http(s) address', isAddress),
  Locale: textScalar('Locale', 'a language tag such as en or zh-Hans', isLocale),
  GeoJSON: new GraphQLScalarType({ name: 'GeoJSON' }),
};
