import {isWeakSecret} from '../../core/secrets/weak-secret.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {repositoryVariable} from './credential-names.js';
import {type UsedVariable} from './credentials.js';
import {listDeclaredSecrets} from './secret-fields.js';
import {pickSettings, type Settings} from './settings.js';

/** One sentence on the secrets whose values cannot be masked, by their names; `undefined` when every value can. `used` are variables that the cloud is opened with. */
export const describeWeakSecrets = (document: WorkflowDocument, settings: Settings, used: ReadonlyArray<Pick<UsedVariable, 'variable'>> = []): string | undefined => {
	const env = pickSettings(settings, document);
	const names = new Set([...used.map(({variable}) => variable).filter(variable => variable !== repositoryVariable), ...listDeclaredSecrets(document)]);
	const weak = [...names].filter(name => (env[name] ?? '') !== '' && isWeakSecret(env[name]!));
	return weak.length === 0
		? undefined
		: `${weak.join(', ')}: shorter than eight characters, or a single word, so not masked where ${weak.length === 1 ? 'it is' : 'they are'} printed.`;
};
