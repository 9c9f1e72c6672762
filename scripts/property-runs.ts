/** Before each file of unit tests: `npm run test:all` tries every property with ten times the cases. */
import fc from 'fast-check';

if (process.env['PAPERGROVE_TEST_ALL']) fc.configureGlobal({ numRuns: 1000 });
