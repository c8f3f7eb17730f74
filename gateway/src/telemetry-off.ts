/**
 * Apollo's gateway reports home unless told not to, and asks the environment as it is made. Imported first by
 * whatever imports the gateway.
 */
// eslint-disable-next-line no-restricted-properties -- written for a library that reads nothing else; never read here
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
