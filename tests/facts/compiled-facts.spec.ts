import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface CompiledSource {
  readonly key: string;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly publishedOn?: string;
  readonly kind: string;
  readonly licence?: string;
}

interface CompiledFact {
  readonly id?: string;
  readonly standing?: string;
  readonly citations?: readonly { readonly source: string; readonly quote?: string }[];
  readonly quote?: string;
  readonly quotes?: readonly { readonly text: string }[];
  readonly counters?: string;
}

const services = ['countries', 'projects', 'events'];
const folder = (service: string) => new URL(`../../services/${service}/data/`, import.meta.url);
const read = (service: string, file: string): unknown =>
  JSON.parse(readFileSync(new URL(file, folder(service)), 'utf8'));

const sources = services.flatMap((service) =>
  readdirSync(folder(service))
    .filter((file) => file.endsWith('sources.json'))
    .flatMap((file) => read(service, file) as CompiledSource[])
    .map((source) => ({ service, source })),
);

/** What makes two citations one source: its address however it is spelt, or else publisher and title. */
const identity = ({ url, publisher, title }: CompiledSource) =>
  url?.replace(/^https?:\/\/(www\.)?|\/$/g, '') ?? `${publisher}: ${title}`;

/** Every object in the files that could be a fact, however deep. */
function* factsIn(value: unknown): Generator<CompiledFact> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const child of Object.values(value)) yield* factsIn(child);
}

const facts = services.flatMap((service) =>
  readdirSync(folder(service))
    .filter((file) => file.endsWith('.json') && !file.endsWith('sources.json'))
    .flatMap((file) => [...factsIn(read(service, file))])
    .map((fact) => ({ service, fact })),
);

const kindOf = new Map(sources.map(({ service, source }) => [`${service}/${source.key}`, source.kind]));
const press = new Set(['NEWS', 'WIRE', 'OTHER']);

describe('the compiled facts', () => {
  it('describe a source in the same words wherever they cite it', () => {
    const descriptions = new Map<string, Set<string>>();
    for (const { source } of sources) {
      const { title, publisher, publishedOn, kind, licence } = source;
      const id = identity(source);
      descriptions.set(id, descriptions.get(id) ?? new Set());
      descriptions.get(id)?.add(JSON.stringify({ title, publisher, publishedOn, kind, licence }));
    }
    expect([...descriptions.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  it('quote fewer than 25 words at a time', () => {
    const quotes = facts.flatMap(({ fact }) => [
      ...(typeof fact.quote === 'string' ? [fact.quote] : []),
      ...(fact.quotes ?? []).map(({ text }) => text),
    ]);
    expect(quotes.length).toBeGreaterThan(50);
    expect(quotes.filter((quote) => quote.split(/\s+/).length >= 25)).toEqual([]);
  });

  it('call nothing official that only the press tells', () => {
    const told = facts.filter(
      ({ service, fact }) =>
        fact.standing === 'OFFICIAL' &&
        fact.citations?.every(({ source }) => press.has(kindOf.get(`${service}/${source}`) ?? '')),
    );
    expect(told.map(({ fact }) => fact.id)).toEqual([]);
  });

  it('call a claim contested where its denial stands beside it, and only there', () => {
    const claims = facts.map(({ fact }) => fact).filter(({ id }) => id?.startsWith('claim:'));
    const denied = new Set(claims.flatMap(({ counters }) => counters ?? []));
    const disputed = claims.filter(({ id, counters }) => counters !== undefined || denied.has(id ?? ''));
    const contested = claims.filter(({ standing }) => standing === 'CONTESTED');
    expect(contested.map(({ id }) => id)).toEqual(disputed.map(({ id }) => id));
    expect(contested.length).toBeGreaterThan(5);
  });
});
