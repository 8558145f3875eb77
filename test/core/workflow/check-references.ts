import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildDocument, changeAt, listProblems} from '../../support/workflows/build-document.js';

t.test('servers and data stores must be in the document', async t => {
	t.same(listProblems(changeAt(buildDocument(), ['ActionList', 'start', 'FaaSServer'], 'OW')), ['error undefined-server $.ActionList.start.FaaSServer']);
	t.same(listProblems(changeAt(buildDocument(), ['DefaultDataStore'], 'Minio')), ['error undefined-data-store $.DefaultDataStore']);
	t.same(listProblems(changeAt(buildDocument(), ['LoggingDataStore'], '')), ['error undefined-data-store $.LoggingDataStore']);
});

t.test('a mistyped name is answered with the right one', async t => {
	const {problems} = parseWorkflow(JSON.stringify(changeAt(buildDocument(), ['DefaultDataStore'], 'S_3')));
	t.match(problems[0]!.hint, 'Did you mean "S3"?');
});

t.test('a broken part of the document does not add noise', async t => {
	t.same(listProblems(changeAt(buildDocument(), ['ComputeServers'], 'GH')), ['error wrong-type $.ComputeServers']);
	t.same(listProblems(changeAt(buildDocument(), ['DataStores'], [])), ['error wrong-type $.DataStores']);
	t.same(listProblems(changeAt(buildDocument(), ['ActionList', 'start'], null)), ['error wrong-type $.ActionList.start']);
});
