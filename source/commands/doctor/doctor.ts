import path from 'node:path';
import {createMasker} from '../../core/secrets/mask-secrets.js';
import {listDocumentNames} from '../../core/workflow/document-names.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {listSecretValues} from '../../clouds/credentials/credentials.js';
import {findCredentials} from '../../clouds/credentials/find-credentials.js';
import {pickSettings, type Settings} from '../../clouds/credentials/settings.js';
import {type Clock} from '../../ports/clock.js';
import {type Output} from '../../ports/output.js';
import {checkDocument, type CheckedDocument, createInvalidError} from '../../run/runner/load-workflow.js';
import {type Check, failWith, getChecksExitCode, pass, warn} from '../../run/preflight/check.js';
import {checkWeakSecrets} from '../../run/preflight/check-weak-secrets.js';
import {findDocument} from '../find-document.js';
import {type ReadFile} from '../list-documents.js';
import {renderCheck, renderTally} from './render-check.js';

/** Everything `faasr-tui doctor` works with. */
export type DoctorOptions = Settings & {
	/** The document as named; looked for as `findDocument` does. */
	readonly argument: string | undefined;
	/** Checks what the local cloud needs instead. */
	readonly isLocal: boolean;
	readonly functionsDir: string | undefined;
	readonly json: boolean;
	readonly readFile: ReadFile;
	readonly output: Output;
	readonly clock: Clock;
};

/** The document as the first check, in the words with which a run refuses it. */
const describeDocument = (document: CheckedDocument): Check => {
	const {path: file, workflow, warningCount} = document;
	const id = 'document';
	if (workflow === undefined) {
		return failWith(id, createInvalidError(document));
	}

	return warningCount === 0
		? pass(id, `${file} is a valid workflow document.`)
		: warn(id, `${file} is a valid workflow document with ${warningCount} warning${warningCount === 1 ? '' : 's'}.`, `Run faasr-tui validate ${file} to see them.`);
};

type Examination = {readonly checks: AsyncIterable<Check>; readonly mask: (text: string) => string};

const examine = async ({isLocal, functionsDir, clock, ...settings}: DoctorOptions, workflow: Workflow, file: string): Promise<Examination> => {
	const workflowFile = path.resolve(file);
	if (isLocal) {
		const {checkLocal} = await import('../../run/preflight/check-local.js');
		return {checks: checkLocal({workflow, documentDir: path.dirname(workflowFile), functionsDir, secrets: pickSettings(settings, workflow.document)}), mask: text => text};
	}

	const {checkGithub} = await import('../../run/preflight/check-github.js');
	const {document} = workflow;
	const credentials = findCredentials(document, settings);
	return {
		checks: checkGithub({document, workflowFile, credentials, apiUrl: credentials.apiUrl, clock}),
		mask: createMasker([...listSecretValues(credentials)], {names: listDocumentNames(document)}),
	};
};

/** Checks everything a run depends on without running anything, a line as soon as it is known; resolves with the exit code. */
export const doctor = async (options: DoctorOptions): Promise<number> => {
	const {argument, readFile, json, output} = options;
	const document = checkDocument(await findDocument({argument, environmentFile: pickSettings(options)['TEST_WORKFLOW_FILE'], readFile}));
	const {workflow} = document;
	const checks: Check[] = [];
	const add = (next: Check, mask: (text: string) => string): void => {
		checks.push({...next, message: mask(next.message), ...(next.hint !== undefined && {hint: mask(next.hint)})});
		if (!json) {
			output.write(renderCheck(next, {hasColor: output.hasColor, mask, columns: output.isTty ? output.columns : undefined}));
		}
	};

	add(describeDocument(document), text => text);
	if (workflow !== undefined) {
		const {checks: others, mask} = await examine(options, workflow, document.path);
		const used = options.isLocal ? [] : findCredentials(workflow.document, options).used;
		for (const weak of checkWeakSecrets(workflow.document, options, used)) {
			add(weak, mask);
		}

		for await (const next of others) {
			add(next, mask);
		}
	}

	const exitCode = getChecksExitCode(checks);
	output.write(json ? `${JSON.stringify({isReady: exitCode === 0, exitCode, checks}, undefined, 2)}\n` : renderTally(checks));
	return exitCode;
};
