import type { Expectation } from './checks.mjs';

/** A question of questions.json asked in other words: other codes, aliases, the pair reversed, another day or country. */
export interface Reworded {
  readonly of: number;
  readonly how: string;
  readonly query: string;
  readonly expect: readonly Expectation[];
}

const is = (path: string, value: unknown): Expectation => ({ path, op: 'is', value });
const includes = (path: string, value: unknown): Expectation => ({ path, op: 'includes', value });
const excludes = (path: string, value: unknown): Expectation => ({ path, op: 'excludes', value });
const matches = (path: string, value: string): Expectation => ({ path, op: 'matches', value });
const atLeast = (path: string, value: number): Expectation => ({ path, op: 'atLeast', value });
const count = (path: string, value: number): Expectation => ({ path, op: 'count', value });
const isNull = (path: string): Expectation => ({ path, op: 'null' });

export const rewordedQuestions: readonly Reworded[] = [
  {
    of: 1,
    how: 'found by its day and pair',
    query:
      '{events(filter:{dyad:["PK","CN"],cameoPrefix:"03",when:"2026-01-05"}){nodes{id codings{cameo{code}}}}}',
    expect: [
      includes('events.nodes[].id', 'ev:chn-pak-joint-2026-01-05'),
      includes('events.nodes[].codings[].cameo.code', '030'),
    ],
  },
  {
    of: 1,
    how: 'not there a day earlier or later',
    query:
      '{before:events(filter:{dyad:["CHN","PAK"],cameoPrefix:"03",when:"2026-01-03"}){nodes{id}} after:events(filter:{dyad:["CHN","PAK"],cameoPrefix:"03",when:"2026-01-06"}){nodes{id}}}',
    expect: [
      excludes('before.nodes[].id', 'ev:chn-pak-joint-2026-01-05'),
      excludes('after.nodes[].id', 'ev:chn-pak-joint-2026-01-05'),
    ],
  },
  {
    of: 2,
    how: 'through the event',
    query: '{event(id:"ev:chn-pak-joint-2026-01-05"){statement{id quotes{text}}}}',
    expect: [
      is('event.statement.id', 'st:chn-pak-2026-01-05'),
      matches('event.statement.quotes[].text', 'ironclad'),
    ],
  },
  {
    of: 3,
    how: 'the pair reversed, in alpha-2',
    query:
      '{bilateralRelation(a:"us",b:"pk"){id temperature(interval:QUARTER,from:"2025-01",to:"2026-01"){trend}}}',
    expect: [is('bilateralRelation.id', 'PAK-USA'), is('bilateralRelation.temperature.trend', 'WARMING')],
  },
  {
    of: 3,
    how: 'a pair without codings cannot be judged',
    query:
      '{bilateralRelation(a:"TUV",b:"LSO"){temperature(from:"2025-01",to:"2025-03"){trend points{mean eventCount}}}}',
    expect: [
      is('bilateralRelation.temperature.trend', 'INSUFFICIENT_DATA'),
      count('bilateralRelation.temperature.points', 3),
      is('bilateralRelation.temperature.points[].eventCount', 0),
      isNull('bilateralRelation.temperature.points[].mean'),
    ],
  },
  {
    of: 4,
    how: "from Pakistan's side, in numeric code",
    query:
      '{country(code:"586"){relations(filter:{with:["156"],tierRankAtMost:1}){nodes{id partnership{tier{rank issuer{iso2}}}}}}}',
    expect: [
      is('country.relations.nodes[].id', 'CHN-PAK'),
      is('country.relations.nodes[].partnership.tier.rank', 1),
      is('country.relations.nodes[].partnership.tier.issuer.iso2', 'CN'),
    ],
  },
  {
    of: 5,
    how: 'by name, and of another country',
    query:
      '{country(code:"Pakistan"){ofChina:positions(of:"CN",issue:"issue:taiwan"){stance} ofIndia:positions(of:"IND",issue:"issue:taiwan"){stance}}}',
    expect: [includes('country.ofChina[].stance', 'SUPPORTS'), count('country.ofIndia', 0)],
  },
  {
    of: 6,
    how: 'through the relation, the pair reversed',
    query: '{bilateralRelation(a:"PAK",b:"CHN"){positions{issue{name} holder{iso3} stance}}}',
    expect: [
      matches('bilateralRelation.positions[].issue.name', 'South China Sea'),
      includes('bilateralRelation.positions[].holder.iso3', 'PAK'),
    ],
  },
  {
    of: 7,
    how: 'by id, with rival figures side by side',
    query: '{project(id:"project:cpec"){estimates{wording low{amount} high{amount} standing}}}',
    expect: [
      matches('project.estimates[].wording', 'billions'),
      atLeast('project.estimates', 3),
      includes('project.estimates[].low.amount', 25000000000),
    ],
  },
  {
    of: 8,
    how: 'from the initiative down',
    query: '{project(id:"project:bri"){flagship children(first:50){nodes{acronym flagship}}}}',
    expect: [is('project.flagship', false), includes('project.children.nodes[].acronym', 'CPEC')],
  },
  {
    of: 9,
    how: 'among all initiatives',
    query: '{projects(filter:{scope:[INITIATIVE]}){nodes{id acronym}}}',
    expect: [includes('projects.nodes[].acronym', 'BRI'), excludes('projects.nodes[].acronym', 'CPEC')],
  },
  {
    of: 10,
    how: 'the days around one attack',
    query:
      '{on:events(filter:{kinds:[ATTACK],victimNationality:"CN",when:"2021-07-14"}){totalCount} before:events(filter:{kinds:[ATTACK],victimNationality:"CN",when:"2021-07-13"}){totalCount} elsewhere:events(filter:{kinds:[ATTACK],countries:["BRA"],victimNationality:"CHN"}){totalCount}}',
    expect: [is('on.totalCount', 1), is('before.totalCount', 0), is('elsewhere.totalCount', 0)],
  },
  {
    of: 11,
    how: 'the pair reversed, and not for another pair',
    query:
      '{pair:bilateralRelation(a:"pak",b:"chn"){drivers(kind:STRAINS){events{id kind}}} other:bilateralRelation(a:"CHN",b:"BLR"){drivers(kind:STRAINS){id}}}',
    expect: [
      atLeast('pair.drivers[].events', 3),
      includes('pair.drivers[].events[].kind', 'ATTACK'),
      count('other.drivers', 0),
    ],
  },
  {
    of: 12,
    how: 'in years, the pair reversed',
    query:
      '{bilateralRelation(a:"USA",b:"PAK"){drivers(kind:BINDS){validFrom} temperature(interval:YEAR,from:"2024",to:"2025"){points{period smoothed}}}}',
    expect: [
      matches('bilateralRelation.drivers[].validFrom', '^2025-01'),
      count('bilateralRelation.temperature.points', 2),
      includes('bilateralRelation.temperature.points[].period', '2025'),
    ],
  },
  {
    of: 13,
    how: 'on the day before the inauguration it is another',
    query:
      '{country(code:"840"){before:officeTerms(role:HEAD_OF_STATE,asOf:"2025-01-19"){person{name}} on:officeTerms(role:HEAD_OF_STATE,asOf:"2025-01-21"){person{name} ordinal}}}',
    expect: [
      includes('country.before[].person.name', 'Joe Biden'),
      is('country.on[].person.name', 'Donald Trump'),
      is('country.on[].ordinal', 47),
    ],
  },
  {
    of: 14,
    how: 'in other case',
    query: '{claims(text:"DIPLOMATIC Victory"){standing}none:claims(text:"no such words are claimed"){id}}',
    expect: [includes('claims[].standing', 'ANALYSIS'), count('none', 0)],
  },
  {
    of: 15,
    how: 'by name, and not of another country',
    query: '{china:country(code:"China"){claims{text}} other:country(code:"NZL"){claims{text}}}',
    expect: [matches('china.claims[].text', 'sphere of influence'), count('other.claims', 0)],
  },
  {
    of: 16,
    how: 'found by kind and month',
    query:
      '{country(code:"PAK"){in:events(filter:{kinds:[NOMINATION],when:"2025-06"}){nodes{id}} out:events(filter:{kinds:[NOMINATION],when:"2025-05"}){nodes{id}}}}',
    expect: [
      includes('country.in.nodes[].id', 'ev:pak-nobel-2025-06'),
      excludes('country.out.nodes[].id', 'ev:pak-nobel-2025-06'),
    ],
  },
  {
    of: 17,
    how: 'the pair reversed, in alpha-2',
    query:
      '{events(filter:{dyad:["PK","IN"],kinds:[CEASEFIRE],when:"2025-05-10"}){nodes{claims{standing counterClaims{claimant{...on Country{iso2}}}}}}}',
    expect: [
      includes('events.nodes[].claims[].standing', 'CONTESTED'),
      includes('events.nodes[].claims[].counterClaims[].claimant.iso2', 'IN'),
    ],
  },
  {
    of: 18,
    how: 'on the very day, issuers reversed; not a month earlier',
    query:
      '{on:statements(issuers:["PK","CN"],on:"2026-01-05"){id} off:statements(issuers:["PK","CN"],on:"2025-12"){id}}',
    expect: [includes('on[].id', 'st:chn-pak-2026-01-05'), excludes('off[].id', 'st:chn-pak-2026-01-05')],
  },
  {
    of: 19,
    how: 'by id',
    query: '{project(id:"project:cpec"){status phases{label status validFrom standing}}}',
    expect: [
      is('project.status', 'IMPLEMENTATION'),
      matches('project.phases[].label', '2\\.0'),
      includes('project.phases[].status', 'PIPELINE'),
    ],
  },
  {
    of: 20,
    how: 'by sector names, in the statement',
    query: '{statement(id:"st:chn-pak-2026-01-05"){commitments{sectors{id category} project{acronym}}}}',
    expect: [
      includes('statement.commitments[].sectors[].id', 'DAC:321'),
      includes('statement.commitments[].sectors[].id', 'DAC:311'),
      includes('statement.commitments[].project.acronym', 'CPEC'),
    ],
  },
  {
    of: 21,
    how: 'through the event; the finance commitment has no project',
    query: '{event(id:"ev:chn-pak-joint-2026-01-05"){statement{commitments{sectors{id} project{id}}}}}',
    expect: [
      includes('event.statement.commitments[].sectors[].id', 'DAC:240'),
      includes('event.statement.commitments[].project', null),
    ],
  },
  {
    of: 22,
    how: 'by PLOVER type and reversed pair',
    query:
      '{events(filter:{dyad:["PAK","CHN"],cameoPrefix:"05",from:"2026-01-01",to:"2026-01-31"}){nodes{codings{source{...on Country{iso2}} cameo{code}}}}}',
    expect: [
      includes('events.nodes[].codings[].cameo.code', '051'),
      includes('events.nodes[].codings[].source.iso2', 'CN'),
    ],
  },
  {
    of: 23,
    how: 'by name of the country and month',
    query:
      '{country(code:"Afghanistan"){events(filter:{plover:[REQUEST],when:"2026-01"}){nodes{codings{plover quadClass target{__typename}}}}}}',
    expect: [
      includes('country.events.nodes[].codings[].plover', 'REQUEST'),
      includes('country.events.nodes[].codings[].target.__typename', 'NonStateActor'),
    ],
  },
  {
    of: 24,
    how: 'from the other side, and a country that is no neighbour',
    query:
      '{country(code:"PK"){afg:bordersWith(code:"AF"){lengthKm countries{iso3}} none:bordersWith(code:"BRA"){lengthKm}}}',
    expect: [
      { path: 'country.afg.lengthKm', op: 'min', value: 2000 },
      includes('country.afg.countries[].iso3', 'AFG'),
      isNull('country.none'),
    ],
  },
  {
    of: 25,
    how: "through the project's commitments",
    query: '{project(acronym:"CPEC"){commitments{detailGiven text}}}',
    expect: [includes('project.commitments[].detailGiven', false)],
  },
  {
    of: 26,
    how: 'before Pakistan held it the tier had no holder; in 2022 Hungary was not yet in',
    query:
      '{partnershipTier(id:"tier:chn-all-weather"){rank before:holders(asOf:"2014-12-31"){relation{id}} in2022:holders(asOf:"2022-12-31"){relation{id}} now:holders(asOf:"2026-01-05"){relation{id}}}}',
    expect: [
      count('partnershipTier.before', 0),
      includes('partnershipTier.in2022[].relation.id', 'CHN-PAK'),
      excludes('partnershipTier.in2022[].relation.id', 'CHN-HUN'),
      includes('partnershipTier.now[].relation.id', 'CHN-HUN'),
    ],
  },
  {
    of: 27,
    how: 'the pair reversed, by name',
    query: '{bilateralRelation(a:"Pakistan",b:"China"){id diplomaticRelationsSince}}',
    expect: [
      is('bilateralRelation.id', 'CHN-PAK'),
      is('bilateralRelation.diplomaticRelationsSince', '1951-05-21'),
    ],
  },
  {
    of: 28,
    how: 'by id, and the day after his term',
    query:
      '{person(id:"person:zhou-enlai"){name in:terms(asOf:"1976-01-08"){title} out:terms(asOf:"1976-01-09"){title}}}',
    expect: [is('person.name', 'Zhou Enlai'), atLeast('person.in', 1), count('person.out', 0)],
  },
  {
    of: 29,
    how: 'the pair reversed',
    query:
      '{bilateralRelation(a:"US",b:"CN"){drivers(kind:BROKERED){validFrom standing} claims{claimant{...on Person{id}}}}}',
    expect: [
      matches('bilateralRelation.drivers[].validFrom', '^197'),
      includes('bilateralRelation.claims[].claimant.id', 'person:zhou-enlai'),
    ],
  },
  {
    of: 30,
    how: 'by the year, and not a decade later',
    query:
      '{country(code:"PAK"){in:events(filter:{when:"1971-07"}){nodes{participants(role:MEDIATOR){actor{...on Country{iso3}}}}} out:events(filter:{when:"1984"}){nodes{participants(role:MEDIATOR){actor{...on Country{iso3}}}}}}}',
    expect: [
      includes('country.in.nodes[].participants[].actor.iso3', 'PAK'),
      excludes('country.out.nodes[].participants[].actor.iso3', 'PAK'),
    ],
  },
  {
    of: 31,
    how: 'from the other pair it is not listed as its own',
    query:
      '{us:bilateralRelation(a:"USA",b:"PAK"){drivers(kind:COUNTERWEIGHT){affects{id a{name}}}} cn:bilateralRelation(a:"CHN",b:"PAK"){drivers(kind:COUNTERWEIGHT){affects{id}}}}',
    expect: [
      includes('us.drivers[].affects[].id', 'CHN-PAK'),
      includes('us.drivers[].affects[].a.name', 'China'),
      excludes('cn.drivers[].affects[].id', 'CHN-PAK'),
    ],
  },
  {
    of: 32,
    how: 'through the country; Hong Kong and Macao are no neighbours',
    query: '{country(code:"CHN"){doctrines{id scope{iso2}} borders{countries{iso3 isSovereign}}}}',
    expect: [
      includes('country.doctrines[].scope[].iso2', 'PK'),
      excludes('country.doctrines[].scope[].iso2', 'HK'),
      excludes('country.doctrines[].scope[].iso2', 'MO'),
    ],
  },
  {
    of: 33,
    how: 'on the day, the pair reversed; not the day after',
    query:
      '{on:events(filter:{dyad:["US","PK"],kinds:[STATEMENT],when:"2025-03-05"}){nodes{when}} off:events(filter:{dyad:["US","PK"],kinds:[STATEMENT],when:"2025-03-06"}){nodes{when}}}',
    expect: [includes('on.nodes[].when', '2025-03-05'), excludes('off.nodes[].when', '2025-03-05')],
  },
  {
    of: 34,
    how: 'through the person, by alias',
    query:
      '{events(filter:{actor:"person:mohammad-sharifullah",kinds:[ARREST]}){nodes{id participants(role:SUSPECT){actor{...on Person{name}}}}}}',
    expect: [
      is('events.nodes[].id', 'ev:kabul-suspect-arrest-2025-03'),
      includes('events.nodes[].participants[].actor.name', 'Mohammad Sharifullah'),
    ],
  },
  {
    of: 35,
    how: 'by victims and day',
    query:
      '{events(filter:{victimNationality:"840",countries:["004"],when:"2021-08-26"}){nodes{id casualties{killed nationality{iso2}} claims{standing}}}}',
    expect: [
      includes('events.nodes[].id', 'ev:kabul-airport-2021-08-26'),
      includes('events.nodes[].casualties[].killed', 13),
      includes('events.nodes[].claims[].standing', 'CLAIMED'),
    ],
  },
  {
    of: 36,
    how: 'between the countries on the day; not the day before',
    query:
      '{on:events(filter:{dyad:["USA","PAK"],cameoPrefix:"051",when:"2025-03-04"}){nodes{when}} off:events(filter:{dyad:["USA","PAK"],cameoPrefix:"051",when:"2025-03-03"}){nodes{when}}}',
    expect: [includes('on.nodes[].when', '2025-03-04'), count('off.nodes', 0)],
  },
  {
    of: 37,
    how: 'through the relation; no money moved',
    query:
      '{bilateralRelation(a:"PK",b:"US"){fundingActions{kind date value{amount}}} project(id:"project:pk-f16-monitoring"){finance{value{amount} transactionCount}}}',
    expect: [
      includes('bilateralRelation.fundingActions[].value.amount', '397000000'),
      is('project.finance.transactionCount', 0),
      is('project.finance.value.amount', 0),
    ],
  },
  {
    of: 38,
    how: "among Pakistan's projects",
    query:
      '{country(code:"PK"){projects(filter:{text:"F-16",funders:["USA"]},first:50){nodes{id objectives{assets}}}}}',
    expect: [
      includes('country.projects.nodes[].id', 'project:pk-f16-monitoring'),
      includes('country.projects.nodes[].objectives[].assets[]', 'F-16'),
    ],
  },
  {
    of: 39,
    how: 'from the project',
    query:
      '{project(id:"project:pk-f16-monitoring"){events(filter:{when:"2025-02"}){nodes{id relatedEvents{kind event{when}}}}}}',
    expect: [
      includes('project.events.nodes[].id', 'ev:f16-release-2025-02'),
      includes('project.events.nodes[].relatedEvents[].kind', 'DESPITE'),
    ],
  },
  {
    of: 40,
    how: 'by person, the pair reversed; not two days later',
    query:
      '{on:events(filter:{kinds:[MEETING],actor:"person:wang-yi",dyad:["PAK","CHN"],from:"2026-01-04",to:"2026-01-04"}){nodes{id}} off:events(filter:{kinds:[MEETING],actor:"person:wang-yi",from:"2026-01-06",to:"2026-01-07"}){nodes{id}}}',
    expect: [
      includes('on.nodes[].id', 'ev:wang-dar-2026-01-04'),
      excludes('off.nodes[].id', 'ev:wang-dar-2026-01-04'),
    ],
  },
  {
    of: 41,
    how: 'from the countries; before his second term Wang was not minister',
    query:
      '{cn:country(code:"CN"){officeTerms(role:FOREIGN_MINISTER,asOf:"2026-01-04"){person{id}}} pk:country(code:"PK"){officeTerms(role:FOREIGN_MINISTER,asOf:"2026-01-04"){person{id}}} then:country(code:"CN"){officeTerms(role:FOREIGN_MINISTER,asOf:"2023-03-01"){person{id}}}}',
    expect: [
      is('cn.officeTerms[].person.id', 'person:wang-yi'),
      is('pk.officeTerms[].person.id', 'person:ishaq-dar'),
      excludes('then.officeTerms[].person.id', 'person:wang-yi'),
    ],
  },
  {
    of: 42,
    how: 'by the topic of its statement',
    query:
      '{events(filter:{kinds:[MEETING],dyad:["CHN","PAK"],when:"2026-01"}){nodes{statement{quotes{text}}}}}',
    expect: [matches('events.nodes[].statement.quotes[].text', 'strategic mutual trust')],
  },
  {
    of: 43,
    how: 'from either country, and an undisputed border',
    query:
      '{cn:country(code:"CN"){bordersWith(code:"PK"){disputed lengthKm note citations{source{title}}}} other:bilateralRelation(a:"USA",b:"CAN"){sharedBorder{disputed}}}',
    expect: [
      is('cn.bordersWith.disputed', true),
      { path: 'cn.bordersWith.note', op: 'notNull' },
      atLeast('cn.bordersWith.citations', 1),
      is('other.sharedBorder.disputed', false),
    ],
  },
  {
    of: 44,
    how: 'among the statements of the pair',
    query: '{bilateralRelation(a:"PAK",b:"CHN"){statements{id quotes{text}}}}',
    expect: [
      includes('bilateralRelation.statements[].id', 'st:chn-pak-2026-01-05'),
      matches('bilateralRelation.statements[].quotes[].text', 'break new ground'),
    ],
  },
];
