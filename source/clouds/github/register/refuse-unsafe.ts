import {type WorkflowDocument} from '../../../core/workflow/document.js';
import {isContainerImage} from '../../../core/workflow/container-image.js';
import {quoteName} from '../../../core/workflow/quote-name.js';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {getContainer} from './render-workflow-file.js';

/**
Refuses to register an action whose image is none: `validate` warns of it, for other platforms may take it, but a workflow file gives it every secret.

Expressions and reserved names of secrets have made the document invalid before. Throws a `FaasrTuiError` with code `document-invalid`.
*/
export const refuseUnsafe = (document: WorkflowDocument, actions: readonly string[]): void => {
	for (const action of actions) {
		const {image} = getContainer(document, action);
		if (!isContainerImage(image)) {
			throw new FaasrTuiError(`ActionContainers of ${quoteName(action)} is not a container image: ${quoteName(image)}. Nothing was registered.`, {
				code: 'document-invalid', hint: 'Write an image such as "ghcr.io/owner/image:tag".',
			});
		}
	}
};
