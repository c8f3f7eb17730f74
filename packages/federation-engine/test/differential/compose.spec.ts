import { expect, test } from '@jest/globals';
import { allSupergraphs } from './supergraphs/all-supergraphs.js';
import { composeSupergraph } from './composed-supergraph.js';

for (const source of allSupergraphs) {
  test(`${source.name} composes`, () => {
    expect(composeSupergraph(source).services.size).toBeGreaterThan(1);
  });
}
