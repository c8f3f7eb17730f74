/** Files of IATI as publishers write them, in words of our own. */
export const inDocument = (activities: readonly string[], version: string) =>
  `<?xml version="1.0"?>\n<iati-activities version="${version}">\n${activities.join('\n')}\n</iati-activities>`;

/** An activity of version 2 whose identifier ends as given, with more elements. */
export const activity = (id: string, more = '') => `<iati-activity default-currency="EUR" xml:lang="en">
<iati-identifier>XX-PUB-${id}</iati-identifier>
<reporting-org ref="NL-KVK-1" type="21"><narrative>Wells for All</narrative></reporting-org>
<title><narrative>Wells ${id}</narrative></title>
<activity-status code="2"/>
${more}
</iati-activity>`;

export const amountOf = (amount: string) => `<value value-date="2016-01-01">${amount}</value>`;
export const transaction = (type: string, value: string, more = '') =>
  `<transaction><transaction-type code="${type}"/><transaction-date iso-date="2016-03-01"/>${value}${more}</transaction>`;
export const commitment = (amount: string, more = '') => transaction('2', amountOf(amount), more);
