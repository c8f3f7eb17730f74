import { countryName, isIso3 } from '@corridor/country-codes';

/** One side of a GDELT row, the publisher's texts. */
export interface GdeltSide {
  /** CAMEO actor code: triplets such as `PAKGOV`. */
  readonly code: string;
  readonly country: string;
  readonly group: string;
  readonly type: string;
}

/** Who a side is: never more than a state, a group of people in a country, or an organisation. */
export interface GdeltActor {
  /** Alpha-3 code or id; null for an organisation that the graph has no id of. */
  readonly actor: string | null;
  /** What the title calls it. */
  readonly name: string;
  /** What it is, when it is not the actor itself. */
  readonly capacity?: string;
  /** Whether its acts are those of `actor`: not those of somebody private in a country. */
  readonly isItself: boolean;
}

/** CAMEO's country codes that are not ISO 3166-1 alpha-3. Regions, such as ASA, are no country. */
const otherCountries: Readonly<Record<string, string>> = {
  ROM: 'ROU',
  TMP: 'TLS',
  IMY: 'IMN',
  MTN: 'MNE',
  WSB: 'PSE',
  GZS: 'PSE',
  BAG: 'IRQ',
};

/** CAMEO's organisations that are no party and no armed group, and the Taliban and Al-Qaida, which the graph knows. */
const groups: Readonly<Record<string, { readonly name: string; readonly actor?: string }>> = {
  UNO: { name: 'United Nations', actor: 'grouping:un' },
  EEC: { name: 'European Union', actor: 'grouping:eu' },
  ASN: { name: 'ASEAN', actor: 'grouping:asean' },
  NAT: { name: 'NATO', actor: 'grouping:nato' },
  SAA: { name: 'SAARC', actor: 'grouping:saarc' },
  OIC: { name: 'Organisation of Islamic Cooperation', actor: 'grouping:oic' },
  SOT: { name: 'SEATO', actor: 'grouping:seato' },
  GOS: { name: 'Group of Seven', actor: 'grouping:g7' },
  TAL: { name: 'Taliban', actor: 'nsa:taliban' },
  ALQ: { name: 'Al-Qaida', actor: 'nsa:al-qaida' },
  ADB: { name: 'Asian Development Bank' },
  AFB: { name: 'African Development Bank' },
  AMN: { name: 'Amnesty International' },
  ARL: { name: 'Arab League' },
  CIS: { name: 'Commonwealth of Independent States' },
  COE: { name: 'Council of Europe' },
  CRC: { name: 'Red Cross and Red Crescent' },
  CWN: { name: 'Commonwealth of Nations' },
  FAO: { name: 'Food and Agriculture Organization' },
  GCC: { name: 'Gulf Cooperation Council' },
  HCH: { name: 'UN human rights office' },
  HCR: { name: 'UN refugee agency' },
  HRW: { name: 'Human Rights Watch' },
  IAD: { name: 'IGAD' },
  IAE: { name: 'International Atomic Energy Agency' },
  ICC: { name: 'International Criminal Court' },
  ICG: { name: 'International Crisis Group' },
  ICJ: { name: 'International Court of Justice' },
  ILO: { name: 'International Labour Organization' },
  IMF: { name: 'International Monetary Fund' },
  IOM: { name: 'International Organization for Migration' },
  IRC: { name: 'Red Cross' },
  ITP: { name: 'Interpol' },
  KID: { name: 'UNICEF' },
  MSF: { name: 'Médecins Sans Frontières' },
  NON: { name: 'Non-Aligned Movement' },
  OAS: { name: 'Organization of American States' },
  OAU: { name: 'African Union' },
  OPC: { name: 'OPEC' },
  RCR: { name: 'Red Crescent' },
  SAD: { name: 'Southern African Development Community' },
  SCE: { name: 'OSCE' },
  WAS: { name: 'ECOWAS' },
  WBK: { name: 'World Bank' },
  WCT: { name: 'International war crimes tribunals' },
  WEF: { name: 'World Economic Forum' },
  WFP: { name: 'World Food Programme' },
  WHO: { name: 'World Health Organization' },
  WTO: { name: 'World Trade Organization' },
  XFM: { name: 'Oxfam' },
};

/** Roles in which somebody acts for the state. */
const stateRoles = new Set(['GOV', 'MIL', 'LEG', 'JUD', 'COP', 'SPY']);

const roleNames: Readonly<Record<string, string>> = {
  AGR: 'agriculture',
  BUS: 'business',
  CRM: 'criminals',
  CVL: 'civilians',
  DEV: 'development',
  EDU: 'education',
  ELI: 'elite',
  ENV: 'environment',
  HLH: 'health',
  HRI: 'human rights',
  IGO: 'international organisation',
  INS: 'insurgents',
  LAB: 'labour',
  MED: 'media',
  MNC: 'company',
  NGO: 'non-governmental organisation',
  OPP: 'opposition',
  PTY: 'party',
  RAD: 'radicals',
  REB: 'rebels',
  REF: 'refugees',
  REL: 'religion',
  SEP: 'separatists',
  SET: 'settlers',
  UAF: 'armed force',
};

const tripletsOf = (code: string) => code.match(/.{3}/g) ?? [];

function findCountry(code: string): string | undefined {
  const iso3 = otherCountries[code] ?? code;
  return isIso3(iso3) ? iso3 : undefined;
}

/** The group a side belongs to: as the row says, else one of the actor code's triplets. `PSE` is Palestine, a country. */
function findGroup({ code, country, group }: GdeltSide): string | undefined {
  if (group !== '') return group === 'PSE' ? undefined : group;
  return tripletsOf(code).find((triplet) => triplet !== country && triplet in groups);
}

/**
 * Who a side is; undefined for nobody whom this graph takes from a machine: names of people, roles without a country,
 * parties, armed groups. The side's name in the row is never used, since it may be a living person's.
 */
export function findGdeltActor(side: GdeltSide): GdeltActor | undefined {
  const group = findGroup(side);
  if (group !== undefined) {
    const known = groups[group];
    if (!known) return undefined;
    const { name, actor = null } = known;
    return actor ? { actor, name, isItself: true } : { actor, name, capacity: name, isItself: false };
  }
  const country = findCountry(side.country || (tripletsOf(side.code)[0] ?? ''));
  if (country === undefined) return undefined;
  const rest = tripletsOf(side.code).filter(
    (triplet) => triplet !== side.country && findCountry(triplet) !== country,
  );
  const role = side.type || rest[0];
  if (role === undefined || stateRoles.has(role))
    return { actor: country, name: countryName(country), isItself: true };
  const word = roleNames[role] ?? 'community';
  return { actor: country, name: `${countryName(country)} (${word})`, capacity: word, isItself: false };
}
