import t, {type Test} from 'tap';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {createLogSender} from '../../../../source/clouds/local/executor/log-sender.js';
import {createPayload} from '../../../../source/clouds/local/executor/payload.js';
import {startRpcServer} from '../../../../source/clouds/local/executor/rpc-server.js';
import {createRunLog} from '../../../../source/clouds/local/executor/run-log.js';
import {type WorkflowDocument} from '../../../../source/core/workflow/document.js';
import {createDocument} from '../../../support/functions/executor-bench.js';

const start = async (t: Test) => {
	const stored: string[] = [];
	const runLog = createRunLog(() => undefined, systemClock);
	const server = await startRpcServer();
	t.teardown(async () => server.close());
	const payload = createPayload('', createDocument() as unknown as WorkflowDocument, {InvocationID: 'id-1'});
	const {readOutcome} = server.serve({
		payload,
		current: {name: 'work', definition: {FunctionName: 'f', FaaSServer: 'GH'}, predecessors: []},
		openStore() {
			throw new Error('no store is needed here');
		},
		log: createLogSender({
			runLog, copies: 2, async append(text) {
				stored.push(text);
			},
		}),
		actionDir: '/',
		env: {},
	});
	const call = async (path: string, body?: unknown, token = server.token) => fetch(`http://127.0.0.1:${server.port}${path}`, {
		headers: {'x-faasr-token': token}, ...(body === undefined ? {} : {method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body)}),
	});
	return {call, readOutcome, stored};
};

t.test('callers without the token are refused', async t => {
	const {call} = await start(t);
	const response = await call('/faasr-echo?message=hi', undefined, 'guess');
	t.equal(response.status, 401);
	const action = await call('/faasr-action', {ProcedureID: 'faasr_log', Arguments: {log_message: 'x'}}, '');
	t.equal(action.status, 401);
});

const answers = [
	{path: '/faasr-echo?message=hi', body: undefined, status: 200, reply: {message: 'hi'}},
	{path: '/faasr-echo', body: undefined, status: 422, reply: undefined},
	{path: '/elsewhere', body: undefined, status: 404, reply: {detail: 'Not Found'}},
	{path: '/faasr-action', body: {ProcedureID: 'faasr_invocation_id', Arguments: null}, status: 200, reply: {Success: true, Data: {invocation_id: 'id-1'}, Message: null}},
	{path: '/faasr-action', body: {ProcedureID: 'faasr_rank'}, status: 200, reply: {Success: true, Data: {max_rank: 1, rank: 1}, Message: null}},
	{path: '/faasr-action', body: {ProcedureID: 'faasr_log', Arguments: {log_message: 'x'}}, status: 200, reply: {Success: true, Data: {}, Message: null}},
	{path: '/faasr-action', body: {ProcedureID: 5}, status: 422, reply: undefined},
	{path: '/faasr-action', body: {ProcedureID: 'faasr_log', Arguments: []}, status: 422, reply: undefined},
	{path: '/faasr-action', body: '{not json', status: 422, reply: undefined},
	{path: '/faasr-return', body: {FunctionResult: 'maybe'}, status: 422, reply: undefined},
	{path: '/faasr-return', body: {FunctionResult: {}}, status: 422, reply: undefined},
	{path: '/faasr-return', body: {FunctionResult: 'on'}, status: 200, reply: {Success: true, Data: null, Message: null}},
	{path: '/faasr-exit', body: {Error: true, Message: 5}, status: 422, reply: undefined},
	{path: '/faasr-exit', body: {}, status: 200, reply: {Success: true, Data: null, Message: null}},
] as const;
for (const {path, body, status, reply} of answers) {
	t.test(`${path} ${JSON.stringify(body) ?? ''} is answered with ${status}`, async t => {
		const {call} = await start(t);
		const response = await call(path, body);
		t.equal(response.status, status);
		const json = await response.json();
		if (reply !== undefined) {
			t.same(json, reply);
		}
	});
}

const failures = [
	{body: {ProcedureID: 'faasr_fly'}, isError: true, line: 'faasr_fly is not a valid FaaSr function call'},
	{body: {ProcedureID: 'faasr_log', Arguments: {}}, isError: true, line: 'ERROR - failed to invoke faasr_log - faasr_log() missing 1 required positional argument: \'log_message\''},
	{body: {ProcedureID: 'faasr_log', Arguments: {log_message: 'x', level: 1}}, isError: true, line: 'ERROR - failed to invoke faasr_log - faasr_log() got an unexpected keyword argument \'level\''},
	{body: {ProcedureID: 'faasr_log', Arguments: {log_message: ''}}, isError: false, line: 'ERROR -- log_message is empty'},
	{body: {ProcedureID: 'faasr_get_file', Arguments: {local_file: 'a', remote_file: 'b', server_name: 'X'}}, isError: false, line: 'Invalid data server name: X'},
	{body: {ProcedureID: 'faasr_get_s3_creds', Arguments: {server_name: 'X'}}, isError: false, line: 'Invalid data server name: X'},
	{body: {ProcedureID: 'faasr_get_folder_list'}, isError: true, line: 'ERROR - failed to invoke faasr_get_folder_list - no store is needed here'},
] as const;
for (const {body, isError, line} of failures) {
	t.test(`a failed ${JSON.stringify(body)} is answered without JSON and ${isError ? 'fails' : 'does not fail'} the action`, async t => {
		const {call, readOutcome, stored} = await start(t);
		const response = await call('/faasr-action', body);
		t.equal(response.status, 500);
		t.equal(await response.text(), 'Internal Server Error');
		t.equal((await readOutcome()).hasError, isError);
		t.equal(stored.join('\n').split(line).length - 1, 2, 'the line is stored twice');
	});
}

t.test('the outcome holds what the function returned or reported', async t => {
	const {call, readOutcome} = await start(t);
	await call('/faasr-return', {FunctionResult: 0});
	t.same(await readOutcome(), {result: 'False', hasError: false});
	await call('/faasr-exit', {Error: false, Message: 'ignored'});
	t.same(await readOutcome(), {result: 'False', hasError: false});
	await call('/faasr-exit', {Error: true, Message: 'm', Traceback: 'tb'});
	const response = await call('/faasr-get-return');
	t.same(await response.json(), {
		FunctionResult: false, Error: true, Message: 'm', Traceback: 'tb',
	});
});
