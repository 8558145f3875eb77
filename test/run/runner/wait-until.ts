import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {waitUntil} from '../../../source/run/runner/wait-until.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const open = () => createRunStore(createRunState(parseWorkflow(JSON.stringify(buildDocument())).workflow!, 1000));

t.test('it answers at once, or rejects with what looking throws', async t => {
	const store = open();
	t.equal(await waitUntil(store, ({outcome}) => outcome), 'IDLE');
	await t.rejects(waitUntil(store, () => {
		throw new Error('nobody is there');
	}), {message: 'nobody is there'});
});

t.test('it is given up with the reason of the signal, whatever that is', async t => {
	const store = open();
	await t.rejects(waitUntil(store, () => undefined, AbortSignal.abort(new Error('torn down'))), {message: 'torn down'});
	const stop = new AbortController();
	const waiting = waitUntil(store, () => undefined, stop.signal);
	stop.abort('enough');
	await t.rejects(waiting, {message: 'Waiting was aborted'});
});
