/**
 * The least a gateway could do: the fetches of the two plans over the coast, sent and joined by hand. Nothing is
 * parsed, validated, planned or checked, and nothing may fail.
 */
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { listen, settings } from './listen.mjs';

const headers = { 'content-type': 'application/json', accept: 'application/json' };
const pools = new Map(
  Object.entries(settings.urls).map(([name, url]) => [
    name,
    new Pool(new URL(url).origin, { connections: 64 }),
  ]),
);

async function ask(service, query, variables) {
  const { body } = await pools.get(service).request({
    method: 'POST',
    path: '/graphql',
    headers,
    body: `{"query":${query},"variables":${JSON.stringify(variables)}}`,
  });
  return (await body.json()).data;
}

const text = (query) => JSON.stringify(query);
const coastText = text(
  'query($code:ID!){coast(code:$code){code name lengthKm lights{__typename id name heightM rangeNm character position{latitude longitude}}}}',
);
const signalsText = text(
  'query($representations:[_Any!]!,$sightings:Int){_entities(representations:$representations){...on Light{lamp{__typename serial}sightings(first:$sightings){seenAt visibilityKm}}}}',
);
const rostersText = text(
  'query($representations:[_Any!]!){_entities(representations:$representations){...on Light{keepers{__typename id}}}}',
);
const workshopText = text(
  'query($representations:[_Any!]!){_entities(representations:$representations){...on Lamp{model hoursLeft maker{name country}}}}',
);
const peopleText = text(
  'query($representations:[_Any!]!){_entities(representations:$representations){...on Keeper{name rank}}}',
);
const cardText = text(
  'query($id:ID!){light(id:$id){id name builtOn heightM rangeNm character isAutomated position{latitude longitude}}}',
);

/** Adds to each object what another service knows of it, asking once for each key. */
async function contribute(service, query, objects, key, typename, copy, variables) {
  const places = new Map();
  const representations = [];
  for (const object of objects)
    if (!places.has(object[key])) {
      places.set(object[key], representations.length);
      representations.push({ __typename: typename, [key]: object[key] });
    }
  const { _entities: entities } = await ask(service, query, { ...variables, representations });
  for (const object of objects) copy(object, entities[places.get(object[key])]);
}

async function addSignals(lights, sightings) {
  const lamps = [];
  const addLamp = (light, found) => {
    lamps.push((light.lamp = { serial: found.lamp.serial }));
    light.sightings = found.sightings;
  };
  await contribute('signals', signalsText, lights, 'id', 'Light', addLamp, { sightings });
  const addParts = (lamp, { model, hoursLeft, maker }) => {
    lamp.model = model;
    lamp.hoursLeft = hoursLeft;
    lamp.maker = maker;
  };
  await contribute('workshop', workshopText, lamps, 'serial', 'Lamp', addParts);
}

async function addKeepers(lights) {
  const keepers = [];
  const addIds = (light, found) => {
    light.keepers = found.keepers.map(({ id }) => ({ id }));
    keepers.push(...light.keepers);
  };
  await contribute('rosters', rostersText, lights, 'id', 'Light', addIds);
  const addPerson = (keeper, { name, rank }) => {
    keeper.name = name;
    keeper.rank = rank;
  };
  await contribute('people', peopleText, keepers, 'id', 'Keeper', addPerson);
}

async function dashboard({ code, sightings }) {
  const { coast } = await ask('coast', coastText, { code });
  await Promise.all([addSignals(coast.lights, sightings), addKeepers(coast.lights)]);
  for (const light of coast.lights) delete light.__typename;
  return { coast };
}
const operations = { CoastDashboard: dashboard, LightCard: (variables) => ask('coast', cardText, variables) };

async function answer(body, response) {
  const { operationName, variables } = JSON.parse(body);
  const text = JSON.stringify({ data: await operations[operationName](variables) });
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    })
    .end(text);
}

await listen(
  createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () =>
      answer(body, response).catch((error) => {
        process.stderr.write(`${error.stack}\n`);
        response.destroy();
      }),
    );
  }),
);
