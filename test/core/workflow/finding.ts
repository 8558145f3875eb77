import t from 'tap';
import {locateFindings, warning} from '../../../source/core/workflow/finding.js';
import {scanJson} from '../../../source/core/workflow/json/scan-json.js';

t.test('what is said of a key that the text does not have stands at the object that lacks it', async t => {
	const {root} = scanJson('{"DataStores": {"S3": {}}}');
	const problems = locateFindings([warning('missing-region', ['DataStores', 'S3', 'Region'], 'No region.')], root!, offset => ({line: 1, column: offset + 1}));
	t.same(problems, [{severity: 'warning', code: 'missing-region', message: 'No region.', path: '$.DataStores.S3.Region', line: 1, column: 17}]);
});
