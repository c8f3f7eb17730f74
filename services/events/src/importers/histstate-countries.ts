/** The country ids of the Office of the Historian that mean a country of today, with its ISO 3166-1 alpha-3 code. */
const pairs = `
  afghanistan:AFG albania:ALB algeria:DZA angola:AGO antigua-barbuda:ATG argentina:ARG armenia:ARM australia:AUS
  austria:AUT azerbaijan:AZE bahamas:BHS bahrain:BHR bangladesh:BGD barbados:BRB belarus:BLR belgium:BEL
  belize:BLZ benin:BEN bolivia:BOL bosnia-herzegovina:BIH botswana:BWA brazil:BRA brunei:BRN bulgaria:BGR
  burkina-faso:BFA burma:MMR burundi:BDI cambodia:KHM cameroon:CMR canada:CAN cape-verde:CPV
  central-african-republic:CAF chad:TCD chile:CHL china:CHN colombia:COL comoros:COM congo-democratic-republic:COD
  congo-republic:COG cook-islands:COK costa-rica:CRI cote-divoire:CIV croatia:HRV cuba:CUB cyprus:CYP
  czech-republic:CZE czechia:CZE denmark:DNK djibouti:DJI dominica:DMA dominican-republic:DOM ecuador:ECU
  egypt:EGY el-salvador:SLV equatorial-guinea:GNQ eritrea:ERI estonia:EST eswatini:SWZ ethiopia:ETH fiji:FJI
  finland:FIN france:FRA french-polynesia:PYF gabon:GAB gambia:GMB georgia:GEO germany:DEU ghana:GHA greece:GRC
  grenada:GRD guatemala:GTM guinea:GIN guinea-bissau:GNB guyana:GUY haiti:HTI holy-see:VAT honduras:HND
  hungary:HUN iceland:ISL india:IND indonesia:IDN iran:IRN iraq:IRQ ireland:IRL israel:ISR italy:ITA jamaica:JAM
  japan:JPN jordan:JOR kazakhstan:KAZ kenya:KEN kiribati:KIR korea-north:PRK korea-south:KOR kuwait:KWT
  kyrgyzstan:KGZ laos:LAO latvia:LVA lebanon:LBN lesotho:LSO liberia:LBR libya:LBY liechtenstein:LIE lithuania:LTU
  luxembourg:LUX macedonia:MKD madagascar:MDG malawi:MWI malaysia:MYS maldives:MDV mali:MLI malta:MLT
  marshall-islands:MHL mauritania:MRT mauritius:MUS mexico:MEX micronesia:FSM moldova:MDA monaco:MCO mongolia:MNG
  montenegro:MNE morocco:MAR mozambique:MOZ namibia:NAM nauru:NRU nepal:NPL netherlands:NLD new-caledonia:NCL
  new-zealand:NZL nicaragua:NIC niger:NER nigeria:NGA niue:NIU north-macedonia:MKD norway:NOR oman:OMN
  pakistan:PAK palau:PLW palestinian-authority:PSE panama:PAN papua-new-guinea:PNG paraguay:PRY peru:PER
  philippines:PHL poland:POL portugal:PRT qatar:QAT romania:ROU russia:RUS rwanda:RWA saint-kitts-nevis:KNA
  saint-lucia:LCA saint-vincent-grenadines:VCT samoa:WSM sao-tome-and-principe:STP saudi-arabia:SAU senegal:SEN
  serbia:SRB seychelles:SYC sierra-leone:SLE singapore:SGP slovakia:SVK slovenia:SVN solomon-islands:SLB
  somalia:SOM somoa:WSM south-africa:ZAF south-sudan:SSD spain:ESP sri-lanka:LKA sudan:SDN suriname:SUR
  swaziland:SWZ sweden:SWE switzerland:CHE syria:SYR taiwan:TWN tajikistan:TJK tanzania:TZA thailand:THA
  timor-leste:TLS togo:TGO tonga:TON trinidad-and-tobago:TTO tunisia:TUN turkey:TUR turkiye:TUR turkmenistan:TKM
  tuvalu:TUV uganda:UGA ukraine:UKR united-arab-emirates:ARE united-kingdom:GBR uruguay:URY uzbekistan:UZB
  venezuela:VEN vietnam:VNM west-bank:PSE yemen:YEM zambia:ZMB zimbabwe:ZWE`;

const iso3BySlug = new Map(
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/**
 * The alpha-3 code of a country as the Office of the Historian writes it; undefined for a state that is no more or has no
 * ISO code. The label tells the Republic of China, filed under `china` in 1945, from the People's Republic.
 */
export function iso3OfSlug(slug: string, label: string): string | undefined {
  if (slug === 'china' && /republic of/i.test(label) && !/people/i.test(label)) return 'TWN';
  return iso3BySlug.get(slug);
}
