import {type WorkflowDocument} from '../../../core/workflow/document.js';
import {isSecretName, listJobSecrets} from './job-secrets.js';
import {renderRunName} from './run-name.js';

/** FaaSr's images for GitHub Actions, taken where a document names no container for an action. */
const defaultContainers: Readonly<Record<string, string>> = {
	R: 'ghcr.io/faasr/github-actions-r:latest',
	Julia: 'ghcr.io/faasr/github-actions-julia:latest',
};

const pythonContainer = 'ghcr.io/faasr/github-actions-python:latest';

/** The image an action's job runs in, and whether the document names it. */
export const getContainer = (document: WorkflowDocument, action: string): {readonly image: string; readonly isDefault: boolean} => {
	const named = document.ActionContainers?.[action];
	return named === undefined
		? {image: defaultContainers[document.ActionList[action]?.Type ?? ''] ?? pythonContainer, isDefault: true}
		: {image: named, isDefault: false};
};

/** A JSON string is a YAML string; what needs no quotes stays as FaaSr writes it. */
const quote = (text: string): string => /^[a-z\d][\w./:@-]*$/i.test(text) && !text.endsWith(':') ? text : JSON.stringify(text);

const renderSecret = (variable: string, secret = variable): string => `${variable}: \${{ secrets.${secret} }}`;

/** The job's environment. FaaSr fetches functions and documents with `GH_PAT`, anonymously without it. */
const renderEnvironment = (document: WorkflowDocument, action: string): readonly string[] => {
	const names = listJobSecrets(document, action).map(({name}) => name).filter(name => isSecretName(name));
	const fetchToken = `${document.ActionList[action]?.FaaSServer ?? ''}_PAT`;
	return [
		...names.map(name => renderSecret(name)),
		...names.includes('GH_PAT') || !names.includes(fetchToken) ? [] : [renderSecret('GH_PAT', fetchToken)],
		...['OVERWRITTEN', 'PAYLOAD_URL'].map(input => `${input}: \${{ github.event.inputs.${input} }}`),
	];
};

/**
The workflow file of an action: what FaaSr's own register writes (faasr.md 1b), with a `run-name` and without permissions.

Every tool of FaaSr's can dispatch it.
*/
export const renderWorkflowFile = (document: WorkflowDocument, action: string): string => {
	const requiresVm = document.ActionList[action]?.['RequiresVM'] === true;
	return `${[
		`name: ${document.WorkflowName}-${action}`,
		`run-name: ${JSON.stringify(renderRunName(document.WorkflowName, action))}`,
		'on:',
		'    workflow_dispatch:',
		'        inputs:',
		'            OVERWRITTEN:',
		'                description: Overwritten fields',
		'                required: true',
		'            PAYLOAD_URL:',
		'                description: URL to payload',
		'                required: true',
		// The job has FaaSr's own token; GitHub's needs no right at all.
		'permissions: {}',
		'jobs:',
		`    ${requiresVm ? 'run_on_vm' : 'run_docker_image'}:`,
		`        runs-on: ${requiresVm ? 'self-hosted' : 'ubuntu-latest'}`,
		`        container: ${quote(getContainer(document, action).image)}`,
		'        env:',
		...renderEnvironment(document, action).map(line => `            ${line}`),
		'        steps:',
		'          - name: Run Python entrypoint',
		'            run: |',
		'                cd /action',
		'                python3 faasr_entry.py',
	].join('\n')}\n`;
};
