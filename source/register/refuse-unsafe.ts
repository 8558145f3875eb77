import {type WorkflowDocument} from '../core/workflow/document.js';
import {isContainerImage} from '../core/workflow/container-image.js';
import {quoteName} from '../core/workflow/quote-name.js';
import {isReservedSecret} from '../core/workflow/reserved-secret.js';
import {listActionSecretNames} from '../credentials/secret-fields.js';
import {FaasrTuiError} from '../errors/faasr-tui-error.js';
import {isSecretName} from './job-secrets.js';
import {getContainer} from './render-workflow-file.js';

/**
Refuses to register an action whose workflow file would mean something else than the plan shows: an expression in place of an image, a
secret in place of a variable that decides what runs.

Throws a `FaasrTuiError` with code `document-invalid`.
*/
export const refuseUnsafe = (document: WorkflowDocument, actions: readonly string[]): void => {
	for (const action of actions) {
		const {image} = getContainer(document, action);
		if (!isContainerImage(image)) {
			throw new FaasrTuiError(`ActionContainers of ${quoteName(action)} is not a container image: ${quoteName(image)}. Nothing was registered.`, {
				code: 'document-invalid', hint: 'Write an image such as "ghcr.io/owner/image:tag".',
			});
		}

		// A name that GitHub refuses is left out of the file, with a warning.
		const secret = listActionSecretNames(document, action).find(name => isSecretName(name) && isReservedSecret(name));
		if (secret !== undefined) {
			throw new FaasrTuiError(`The action ${quoteName(action)} asks for a secret named ${quoteName(secret)}, which would change what its job runs. Nothing was registered.`, {
				code: 'document-invalid', hint: 'Rename it in Secrets.',
			});
		}
	}
};
