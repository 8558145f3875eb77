import {type WorkflowDocument} from '../../core/workflow/document.js';
import {buildOverwritten} from '../credentials/build-overwritten.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type DispatchRequest} from '../../ports/platform.js';
import {type DispatchTarget} from './dispatch-target.js';

/** GitHub: "the maximum payload for inputs is 65,535 characters". */
const maxInputsLength = 65_535;

/** The dispatch inputs of an action: FaaSr's overwritten fields, nothing else, and where the document is. */
export const buildInputs = (
	request: DispatchRequest,
	{server}: DispatchTarget,
	{document, payloadUrl, secrets}: {readonly document: WorkflowDocument; readonly payloadUrl: string; readonly secrets: Readonly<Record<string, string>>},
) => {
	const overwritten = buildOverwritten(request, server, {document, secrets});
	if (overwritten.length + payloadUrl.length > maxInputsLength) {
		throw new FaasrTuiError(`The action ${request.action} cannot be dispatched: its inputs have ${overwritten.length + payloadUrl.length} characters, and GitHub accepts ${maxInputsLength}.`, {
			code: 'document-invalid',
			hint: 'Set UseSecretStore to true for its server, so that servers and stores need not travel with the dispatch.',
		});
	}

	return {OVERWRITTEN: overwritten, PAYLOAD_URL: payloadUrl};
};
