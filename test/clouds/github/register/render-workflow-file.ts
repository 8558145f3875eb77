import t from 'tap';
import {type WorkflowDocument} from '../../../../source/core/workflow/document.js';
import {parseTitle} from '../../../../source/clouds/github/map-run.js';
import {renderRunTitle} from '../../../../source/core/run/run-title.js';
import {renderWorkflowFile} from '../../../../source/clouds/github/register/render-workflow-file.js';
import {readWorkflowYaml} from '../../../support/github/read-workflow-yaml.js';
import {buildDocument} from '../../../support/workflows/build-document.js';

const build = (action: Readonly<Record<string, unknown>> = {}, changes: Readonly<Record<string, unknown>> = {}): WorkflowDocument => {
	const document = buildDocument({start: []}, changes) as WorkflowDocument & {ActionList: Record<string, Record<string, unknown>>};
	return {...document, ActionList: {start: {...document.ActionList['start']!, ...action}}};
};

t.test('a workflow file has what FaaSr\'s register writes, and a run-name', async t => {
	const text = renderWorkflowFile(build({Secrets: ['MY_KEY']}), 'start');
	t.equal(text.replace(/run-name: .*/, 'run-name: …'), [
		'name: example-start',
		'run-name: …',
		'on:',
		'    workflow_dispatch:',
		'        inputs:',
		'            OVERWRITTEN:',
		'                description: Overwritten fields',
		'                required: true',
		'            PAYLOAD_URL:',
		'                description: URL to payload',
		'                required: true',
		'permissions: {}',
		'jobs:',
		'    run_docker_image:',
		'        runs-on: ubuntu-latest',
		'        container: ghcr.io/faasr/github-actions-python:latest',
		'        env:',
		...['GH_PAT', 'S3_AccessKey', 'S3_SecretKey', 'MY_KEY'].map(name => `            ${name}: \${{ secrets.${name} }}`),
		'            OVERWRITTEN: ${{ github.event.inputs.OVERWRITTEN }}', // eslint-disable-line no-template-curly-in-string
		'            PAYLOAD_URL: ${{ github.event.inputs.PAYLOAD_URL }}', // eslint-disable-line no-template-curly-in-string
		'        steps:',
		'          - name: Run Python entrypoint',
		'            run: |',
		'                cd /action',
		'                python3 faasr_entry.py',
		'',
	].join('\n'));
	const {inputs, name} = readWorkflowYaml(text);
	t.same([...inputs!], [['OVERWRITTEN', true], ['PAYLOAD_URL', true]]);
	t.equal(name, 'example-start');
});

t.test('an action that needs a virtual machine runs on its own runner, with the machine\'s keys', async t => {
	const text = renderWorkflowFile(build({RequiresVM: true}, {VMConfig: {Name: 'VM', Provider: 'AWS'}}), 'start');
	t.match(text, '    run_on_vm:\n        runs-on: self-hosted\n');
	t.match(text, /VM_AccessKey: \${{ secrets\.VM_AccessKey }}\n +VM_SecretKey:/);
});

t.test('a container cannot add lines to the file, a name GitHub allows no secret of is left out', async t => {
	const document = build({}, {ActionContainers: {start: 'image\n        env: {A: b}'}, DataStores: {'my-store': {Bucket: 'b'}}, DefaultDataStore: 'my-store'});
	const text = renderWorkflowFile(document, 'start');
	t.match(text, String.raw`container: "image\n        env: {A: b}"`);
	t.notMatch(text, 'my-store');
});

t.test('the platform reads the titles that our run-name gives', async t => {
	const invocation = {workflowName: 'example', timestamp: 'x', id: 'id-1'};
	t.match(parseTitle(renderRunTitle({invocationId: 'id-1', action: 'start', rank: 3}), 'start', invocation), {owner: 'this', rank: 3});
	t.match(parseTitle(renderRunTitle({invocationId: 'id-2', action: 'start'}), 'start', invocation), {owner: 'other'});
});
