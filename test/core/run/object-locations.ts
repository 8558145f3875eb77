import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {formatPlace, listLocations} from '../../../source/core/run/object-locations.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const fan = createTinyWorkflow({a: ['r(2)'], r: ['z'], z: []});
const list = (state: RunState, id: string): readonly string[] => listLocations(state.nodes.get(id)!, state).map(place => `${place.kind} ${place.store} ${formatPlace(place)}`);
const folder = 's3://bucket/FaaSrLog/Tiny/2026-11-23T00-00-00/id';

t.test('a node has its log and its marker, a join what its arrivals leave as well', async t => {
	const state = tell(fan);
	t.same(list(state, 'r(2)'), [`log S3 ${folder}/r(2).txt`, `done S3 ${folder}/function_completions/r.2.done`]);
	t.same(list(state, 'z'), [
		`log S3 ${folder}/z.txt`, `done S3 ${folder}/function_completions/z.done`, `candidate S3 ${folder}/z.candidate`, `lock S3 ${folder}/z/lock`,
	]);
	t.same(list(createRunState(fan), 'a'), [], 'nothing before a trigger');
});

t.test('markers are in the default store and logs in the logging store, which is the default one where the document has none', async t => {
	const {LoggingDataStore: _, ...plain} = fan.document;
	const withoutStore = tell({...fan, document: plain});
	t.same(list(withoutStore, 'a'), list(tell(fan), 'a'));
	const document = {...fan.document, LoggingDataStore: 'Logs', DataStores: {...fan.document.DataStores, Logs: {Bucket: 'logs'}}};
	t.same(list(tell({...fan, document}), 'a'), [`log Logs ${folder.replace('bucket', 'logs')}/a.txt`, `done S3 ${folder}/function_completions/a.done`]);
});
