import { readTypeDefs } from '@corridor/schema';
import type { Service } from '@corridor/subgraph';
import { createContext, type EventsContext } from './context.js';
import { entities } from './entities/entities.js';
import { load } from './load.js';
import { CreateEvents1796000000000 } from './migrations/1796000000000-create-events.js';
import { SumRelationDays1796000000001 } from './migrations/1796000000001-sum-relation-days.js';
import { StoreEventsByTime1796000000002 } from './migrations/1796000000002-store-events-by-time.js';
import { RecordImports1796000000003 } from './migrations/1796000000003-record-imports.js';
import { SearchWithoutJoiners1796000000004 } from './migrations/1796000000004-search-without-joiners.js';
import { SumEventYears1796000000005 } from './migrations/1796000000005-sum-event-years.js';
import { resolvers } from './resolvers/resolvers.js';

/** The events subgraph: what happened, what is said about it, and how warm relations are. */
export const events: Service<EventsContext> = {
  name: 'events',
  typeDefs: readTypeDefs(new URL('../schema.graphql', import.meta.url)),
  resolvers,
  entities,
  migrations: [
    CreateEvents1796000000000,
    SumRelationDays1796000000001,
    StoreEventsByTime1796000000002,
    RecordImports1796000000003,
    SearchWithoutJoiners1796000000004,
    SumEventYears1796000000005,
  ],
  load,
  createContext,
  maxAgeSeconds: 300, // loads and imports change the data, and with them the data version
};
